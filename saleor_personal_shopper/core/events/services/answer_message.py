"""Answering a left message by mail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...installations.models import Module
from ...notifications.services import require_mail
from ...shoppers.staff import StaffRights
from .. import fields
from ..desk import DeskList, notify_desk
from ..error_codes import EventErrorCode
from ..errors import not_found, permission_denied
from ..mails.message_answer import send_answer
from ..models import LeftMessage


@transaction.atomic
def answer_message(
    *, message: LeftMessage, rights: StaffRights, text: str, now: datetime
) -> LeftMessage:
    """Send an answer and mark the message done; the same answer again changes nothing.

    Raises DomainError PERMISSION_DENIED, NOT_FOUND, MAIL_NOT_CONFIGURED, REQUIRED, INVALID,
    RATE_LIMITED, or ALREADY_ANSWERED where it was marked done before.
    """
    if not rights.may(Module.CALLS):
        raise permission_denied()
    require_mail()
    answer = fields.clean_text("text", text, limit=fields.MESSAGE_LENGTH)
    messages = LeftMessage.objects.of(rights.installation).select_for_update(of=("self",))
    found = messages.select_related("installation").filter(pk=message.pk).first()
    if found is None:
        raise not_found()
    if found.done_at is not None:
        return _answered_before(found, answer)
    found.answer, found.answered_by = answer, rights.staff_member
    found.done_at, found.done_by = now, rights.staff_member.name or rights.staff_member.email
    found.save(update_fields=["answer", "answered_by", "done_at", "done_by"])
    send_answer(found, now)
    notify_desk(rights.installation, lists=[DeskList.MESSAGES], now=now)
    return found


def _answered_before(message: LeftMessage, answer: str) -> LeftMessage:
    if message.answer == answer:
        return message
    words = _("%(name)s was faster and has dealt with this message.") % {"name": message.done_by}
    raise DomainError(EventErrorCode.ALREADY_ANSWERED, words)
