"""Writing the mails about a booking from what is true when they are sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from ...notifications.letter import Letter
from ...notifications.models import Mail, MailStatus
from ..models import Event, EventStatus
from .booking_customer import customer_letter, facts_of
from .booking_host import host_letter
from .notices import BEFORE, Notice

TOLD = (Notice.SCHEDULED, Notice.RESCHEDULED)
NOTICES = {notice.mail_kind: notice for notice in Notice}


def write(mail: Mail, now: datetime) -> Letter | None:
    """None for what nobody need be told any more, or was told already."""
    events = Event.objects.of(mail.installation_id).select_related(
        "installation", "personal_shopper__hours", "campaign__installation"
    )
    event = events.filter(pk=mail.about, starts_at__isnull=False).first()
    notice = NOTICES[mail.kind]
    if event is None or not _is_wanted(mail, notice, event, now):
        return None
    if "personalShopper" in mail.data:
        return (
            host_letter(mail, notice, event, now) if _concerns_host(mail, notice, event) else None
        )
    campaign = event.campaign
    is_his = event.customer_email == mail.recipient
    sends_mail = campaign is None or campaign.sends_mail
    return customer_letter(notice, facts_of(event), now) if is_his and sends_mail else None


def _is_wanted(mail: Mail, notice: Notice, event: Event, now: datetime) -> bool:
    assert event.starts_at is not None
    if notice == Notice.CANCELLED:
        return event.status == EventStatus.CANCELLED or "personalShopper" in mail.data
    if not event.is_ahead:
        return False
    if notice in TOLD:
        ends_at = event.starts_at + timedelta(minutes=event.duration_minutes)
        return now < ends_at and not _told(mail, Q(revision__gte=event.sequence))
    is_current = mail.data["sequence"] == event.sequence and event.status == EventStatus.SCHEDULED
    return is_current and now < event.starts_at - _after(notice)


def _after(notice: Notice) -> timedelta:
    """How long before the start the next one takes its place; mail may come late."""
    shorter = [before for before in BEFORE.values() if before < BEFORE[notice]]
    return max(shorter, default=timedelta())


def _concerns_host(mail: Mail, notice: Notice, event: Event) -> bool:
    """A personal shopper hears of what he holds; and of its end if he had heard of it."""
    is_his: bool = str(event.personal_shopper_id) == mail.data["personalShopper"]
    if notice != Notice.CANCELLED:
        return is_his
    is_over = event.status == EventStatus.CANCELLED if is_his else True
    return is_over and _told(mail, Q())


def _told(mail: Mail, extra: Q) -> bool:
    """Whether the reader got a mail that told of it."""
    rows = Mail.objects.of(mail.installation_id).filter(
        about=mail.about,
        recipient=mail.recipient,
        kind__in=[notice.mail_kind for notice in TOLD],
        status=MailStatus.SENT,
    )
    return rows.filter(extra).exists()
