"""A customer asks for a call from the storefront and joins the queue (SF-10, SF-11, Q1)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...installations.models import Installation
from .. import fields
from ..catalogue import check_channel
from ..consents import record_consent
from ..desk import DeskList, notify_desk, push_queue
from ..error_codes import EventErrorCode
from ..errors import RequestOpen, consent_required
from ..limits import check_rate
from ..links import make_links
from ..models import ConsentKind, Event, EventOrigin, EventStatus
from ..selectors import presence
from ..states import Action, next_status


def request_event(
    *,
    installation: Installation,
    channel: str,
    name: str,
    email: str = "",
    product_id: str = "",
    language: str = "en",
    consent: bool,
    device_key: str = "",
    address: str = "",
    saleor_user_id: str = "",
    now: datetime,
) -> Event:
    """Enter the queue; the customer then joins by the link.

    `device_key` is a secret of the asking device and `address` its network address. Raises
    DomainError CONSENT_REQUIRED, RATE_LIMITED, REQUIRED, INVALID or NOBODY_AVAILABLE (then offer
    to leave a message), and RequestOpen, which names the request this device has open.
    """
    if not consent:
        raise consent_required()
    check_rate(installation, purpose="request", address=address)
    values = {
        "customer_name": fields.clean_text("name", name, limit=fields.NAME_LENGTH),
        "customer_email": fields.clean_email(email, is_required=False),
        "product_id": fields.clean_optional("product", product_id, limit=fields.ID_LENGTH),
        "device_key": fields.clean_optional("device", device_key, limit=fields.ID_LENGTH),
        "language": fields.clean_language(language),
    }
    values["channel"] = check_channel(installation, channel)
    _refuse_second_request(installation, values["device_key"])
    _check_somebody_is_there(installation, values["channel"], now)
    try:
        with transaction.atomic():
            return _enter_queue(
                Event(
                    installation=installation,
                    saleor_user_id=saleor_user_id,
                    **values,
                ),
                now,
            )
    except IntegrityError:
        _refuse_second_request(installation, values["device_key"])
        raise


def _enter_queue(event: Event, now: datetime) -> Event:
    event.status = next_status(None, Action.REQUEST)
    event.origin = EventOrigin.REQUEST
    event.created_at = event.queued_at = event.customer_seen_at = now
    event.save()
    make_links(event)
    record_consent(event, kind=ConsentKind.CALL, given=True, language=event.language, now=now)
    notify_desk(event.installation, lists=[DeskList.WAITING], now=now, ring=True)
    push_queue(event, now=now)
    return event


def _refuse_second_request(installation: Installation, device_key: str) -> None:
    if not device_key:
        return
    found = Event.objects.of(installation).filter(
        device_key=device_key,
        origin=EventOrigin.REQUEST,
        status__in=[EventStatus.REQUESTED, EventStatus.WAITING],
    )
    if (event := found.first()) is not None:
        raise RequestOpen(event)


def _check_somebody_is_there(installation: Installation, channel: str, now: datetime) -> None:
    if presence(installation, channel, now=now).on_duty == 0:
        raise DomainError(
            EventErrorCode.NOBODY_AVAILABLE,
            _("Nobody is available right now. Leave a message and we will come back to you."),
        )
