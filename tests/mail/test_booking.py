"""A booking's mails by a real mail server, from booked to moved, reminded and cancelled (NT-02)."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
import vobject  # type: ignore[import-untyped]

from saleor_personal_shopper.core.events.changes import Customer
from saleor_personal_shopper.core.events.services import cancel_event, reschedule_event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.notifications.services import send_due
from tests.core.events.agenda import at, open_agenda
from tests.mail.peer import Peer

pytestmark = pytest.mark.django_db
CARLA = "carla@example.com"


def came(peer: Peer, now: datetime) -> EmailMessage:
    """The one mail that Carla gets now."""
    before = len(peer.messages)
    send_due(clock=lambda: now)
    (mail,) = [one for one in peer.messages[before:] if one["To"] == CARLA]
    return mail


def entry(mail: EmailMessage) -> tuple[str, str, int]:
    """METHOD, UID and SEQUENCE of the part that calendars read, as the attached file has them."""
    (part,) = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    (file,) = [one for one in mail.iter_attachments() if str(one.get_filename()).endswith(".ics")]
    calendar = vobject.readOne(part.get_content())
    assert part.get_param("method") == calendar.method.value
    assert file.get_content().decode().splitlines() == part.get_content().splitlines()
    event = calendar.vevent
    return calendar.method.value, event.uid.value, int(event.sequence.value)


@pytest.mark.feature("NT-02", "NT-07", "NT-10")
def test_a_calendar_follows_a_booking_by_mail(
    installation: Installation, peer: Peer, now: datetime
) -> None:
    update_shop_settings(installation=installation, store_name="Maison Lumen")
    agenda, ten, noon = open_agenda(installation), at("10:00", day=26), at("12:00", day=26)

    booked = agenda.book(ten, now, email=CARLA, personal_shopper=agenda.ada)
    first = came(peer, now)
    mine = Customer(booked.event.pk)
    event = reschedule_event(event=booked.event, actor=mine, starts_at=noon, now=now)
    moved = came(peer, now)
    reminder = came(peer, noon - timedelta(hours=24))
    cancel_event(event=event, actor=mine, now=noon - timedelta(hours=20))
    cancelled = came(peer, noon - timedelta(hours=20))

    uid = str(booked.event.pk)
    assert entry(first) == ("REQUEST", uid, 0)
    assert entry(moved) == ("REQUEST", uid, 1)
    assert entry(cancelled) == ("CANCEL", uid, 2)
    assert str(reminder["Subject"]).startswith("Reminder: your video call with Maison Lumen")
    assert "6:00" in str(reminder["Subject"])

    # and nothing ever again
    sent = len(peer.messages)
    send_due(clock=lambda: noon - timedelta(minutes=30))
    send_due(clock=lambda: noon)
    assert len(peer.messages) == sent
