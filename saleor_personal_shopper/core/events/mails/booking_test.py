"""A campaign's mails as examples: to look at, and to be sent to oneself (NT-05)."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ...campaigns.mail_words import CampaignMailKind, Words
from ...campaigns.mails import require_language
from ...campaigns.models import Campaign
from ...installations.shop_name import shop_name
from ...notifications.composing import compose
from ...notifications.letter import Letter
from ...notifications.models import Mail
from ...notifications.services import enqueue_mail, require_mail
from ...ports import MailAddress, OutgoingMail
from ...shoppers.models import PersonalShopper
from ...shoppers.staff import StaffRights
from ..addresses import link_url, manage_url
from ..links import EventLinks
from ..models import Event, EventOrigin, EventStatus
from .booking_customer import Booking, customer_letter
from .notices import Notice

KIND = "booking-test"
EXAMPLE = "example"
"""The token of links that lead nowhere."""
SOMEBODY = "customer@example.com"
AFTERNOON = time(15)


def preview_mail(
    *, campaign: Campaign, kind: CampaignMailKind, language: str, words: Words | None, now: datetime
) -> OutgoingMail:
    """How a mail will look, with `words` instead of the kept ones; nothing is sent.

    Raises DomainError INVALID for the language.
    """
    require_language(language)
    mail = Mail(installation=campaign.installation, recipient=SOMEBODY)
    return compose(mail, _example(campaign, kind, language, now, words))


def send_test_mail(
    *,
    campaign: Campaign,
    kind: CampaignMailKind,
    language: str,
    rights: StaffRights,
    now: datetime,
) -> Mail:
    """Send the kept words of a mail to whoever asks.

    Raises DomainError MAIL_NOT_CONFIGURED, RATE_LIMITED, or INVALID for the language.
    """
    require_language(language)
    require_mail()
    return enqueue_mail(
        installation=campaign.installation,
        kind=KIND,
        key=f"{KIND}:{uuid.uuid4()}",
        about=campaign.pk,
        recipient=rights.staff_member.email,
        data={"kind": str(kind), "language": language},
        now=now,
    )


def write(mail: Mail, now: datetime) -> Letter | None:
    """None once the campaign was deleted."""
    campaigns = Campaign.objects.of(mail.installation_id).filter(deleted_at=None)
    campaign = campaigns.select_related("installation").filter(pk=mail.about).first()
    if campaign is None:
        return None
    return _example(campaign, CampaignMailKind(mail.data["kind"]), mail.data["language"], now)


def _example(
    campaign: Campaign,
    kind: CampaignMailKind,
    language: str,
    now: datetime,
    words: Words | None = None,
) -> Letter:
    host = _somebody(campaign)
    booking = Booking(
        event=_event(campaign, kind, language, now),
        links=EventLinks(link_url(EXAMPLE), "", manage_url(EXAMPLE)),
        shop=shop_name(campaign.installation),
        host=MailAddress(host.email, host.name) if host else None,
    )
    letter = customer_letter(Notice(kind), booking, now, words)
    return replace(letter, calendar="")  # or it would stand in the reader's calendar


def _event(campaign: Campaign, kind: CampaignMailKind, language: str, now: datetime) -> Event:
    """Tomorrow afternoon where the campaign is; never kept."""
    zone = ZoneInfo(campaign.time_zone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    is_cancelled = kind == CampaignMailKind.CANCELLED
    return Event(
        installation=campaign.installation,
        origin=EventOrigin.BOOKING,
        status=EventStatus.CANCELLED if is_cancelled else EventStatus.SCHEDULED,
        campaign=campaign,
        language=language,
        customer_name=_("Carla Customer"),
        customer_email=SOMEBODY,
        starts_at=datetime.combine(tomorrow, AFTERNOON, zone),
        duration_minutes=campaign.duration_minutes,
        time_zone=campaign.time_zone,
        created_at=now,
    )


def _somebody(campaign: Campaign) -> PersonalShopper | None:
    people = PersonalShopper.objects.of(campaign.installation_id).filter(
        memberships__group=campaign.group_id, deleted_at=None
    )
    return people.order_by("pk").first()
