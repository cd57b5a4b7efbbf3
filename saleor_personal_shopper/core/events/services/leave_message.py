"""What a customer leaves when nobody is available, and its way off the desk's list (Q5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ...installations.models import Installation, Module
from ...shoppers.staff import StaffRights
from .. import fields
from ..catalogue import check_channel
from ..desk import DeskList, notify_desk
from ..errors import not_found, permission_denied
from ..limits import check_rate
from ..mails.message_notice import tell_team
from ..models import LeftMessage


def leave_message(
    *,
    installation: Installation,
    channel: str,
    name: str,
    email: str,
    text: str,
    product_id: str = "",
    language: str = "en",
    address: str = "",
    now: datetime,
) -> LeftMessage:
    """Keep a message for the personal shoppers, and tell them by mail where there is mail.

    Raises DomainError RATE_LIMITED, REQUIRED or INVALID.
    """
    check_rate(installation, purpose="message", address=address)
    values = {
        "name": fields.clean_text("name", name, limit=fields.NAME_LENGTH),
        "email": fields.clean_email(email, is_required=True),
        "text": fields.clean_text("text", text, limit=fields.MESSAGE_LENGTH),
        "product_id": fields.clean_optional("product", product_id, limit=fields.ID_LENGTH),
        "language": fields.clean_language(language),
    }
    values["channel"] = check_channel(installation, channel)
    with transaction.atomic():
        message = LeftMessage.objects.create(installation=installation, left_at=now, **values)
        tell_team(message, now)
        notify_desk(installation, lists=[DeskList.MESSAGES], now=now)
    return message


@transaction.atomic
def finish_message(*, message: LeftMessage, rights: StaffRights, now: datetime) -> LeftMessage:
    """Mark a message done; the first to do so is remembered.

    Raises DomainError PERMISSION_DENIED or NOT_FOUND.
    """
    if not rights.may(Module.CALLS):
        raise permission_denied()
    messages = LeftMessage.objects.of(rights.installation).select_for_update()
    found = messages.filter(pk=message.pk).first()
    if found is None:
        raise not_found()
    if found.done_at is None:
        found.done_at = now
        found.done_by = rights.staff_member.name or rights.staff_member.email
        found.save(update_fields=["done_at", "done_by"])
        notify_desk(rights.installation, lists=[DeskList.MESSAGES], now=now)
    return found
