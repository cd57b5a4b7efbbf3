"""Exactly one mail a row, whatever dies: twenty deaths, spread over a sender's whole work (F11)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.mails.notices import tell_booked
from saleor_personal_shopper.core.events.models import Event, EventOrigin, EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.notifications.services import send_due
from tests import factories
from tests.core.events.conftest import rights_for
from tests.mail.conftest import SMTP
from tests.mail.peer import Peer, serving

DEATHS = 20
BACK_WITHIN = timedelta(seconds=60)
Make = Callable[[Installation, int], list[Mail]]


@pytest.fixture
def peer(settings: Any) -> Iterator[Peer]:
    with serving(Peer()) as running:
        settings.SMTP_SERVER = running.settings
        settings.DEFAULT_FROM_EMAIL = "shop@example.com"
        settings.MAILER = SMTP
        yield running


class Sender:
    """Senders on the test's own database, which die when they are told."""

    def __init__(self, peer: Peer) -> None:
        name = connection.settings_dict["NAME"]
        database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}")
        environment = {
            **os.environ,
            "DATABASE_URL": database.geturl(),
            "EMAIL_URL": f"smtp://127.0.0.1:{peer.port}",
            "DEFAULT_FROM_EMAIL": "shop@example.com",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.core.notifications.mortal_sender"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def send(self, step: int) -> str:
        """How the next sender ended that was to die at `step`."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{step}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture
def sender(transactional_db: None, peer: Peer) -> Iterator[Sender]:
    running = Sender(peer)
    yield running
    running.process.kill()
    running.process.wait()


def invite(installation: Installation, number: int) -> list[Mail]:
    """Somebody new is invited to a call."""
    shopper = factories.personal_shopper(installation)
    event: Event = services.create_event(
        rights=rights_for(installation, shopper),
        name="Carla",
        email=f"carla-{number}@example.com",
        channel="default-channel",
        send_invitation=True,
        now=timezone.now(),
    )
    return due_about(event)


def book(installation: Installation, number: int) -> list[Mail]:
    """Somebody new has booked a call: he is told, and so is whoever holds it."""
    event = factories.event(
        installation,
        origin=EventOrigin.BOOKING,
        status=EventStatus.SCHEDULED,
        campaign=factories.campaign(installation),
        personal_shopper=factories.personal_shopper(installation),
        customer_email=f"carla-{number}@example.com",
        starts_at=timezone.now() + timedelta(days=2),
    )
    tell_booked(event, now=timezone.now())
    return due_about(event)


def due_about(event: Event) -> list[Mail]:
    mails = Mail.objects.of(event.installation_id).filter(about=event.pk)
    return list(mails.filter(due_at__lte=timezone.now()))


def ids_of(mail: Mail, peer: Peer) -> list[str]:
    """The Message-IDs of all that came for this mail."""
    messages = [one for one in peer.messages if one["To"] == mail.recipient]
    return [str(one["Message-ID"]) for one in messages]


@pytest.mark.parametrize(("make", "mails"), [(invite, 1), (book, 2)])
def test_a_sender_may_die_at_any_step(
    installation: Installation, peer: Peer, sender: Sender, make: Make, mails: int
) -> None:
    # given how many steps the mails of one event take
    update_shop_settings(installation=installation, store_name="Maison Lumen")
    first = make(installation, 0)
    assert len(first) == mails
    steps = int(sender.send(0))
    assert steps > 10 * DEATHS
    assert [len(ids_of(mail, peer)) for mail in first] == [1] * mails

    # when each of twenty senders dies at another of them
    copies = []
    for number in range(1, DEATHS + 1):
        made = make(installation, number)
        assert sender.send(steps * number // (DEATHS + 1)) == "killed"

        # then within a minute another takes them up, and they are there
        later = timezone.now() + BACK_WITHIN
        send_due(clock=lambda: later)  # noqa: B023 - called at once
        for mail in made:
            mail.refresh_from_db()
            assert mail.status == MailStatus.SENT, f"lost at step {number}"

            # under one Message-ID, even where the first had gone out already
            ids = ids_of(mail, peer)
            assert set(ids) == {f"<{mail.pk}@example.com>"}
            copies.append(len(ids))

    # and only a death between the server's word and our writing it down sends it twice
    assert max(copies) <= 2
    assert copies.count(2) <= DEATHS // 4


@pytest.mark.django_db(transaction=True)
def test_a_connection_cut_after_data_is_one_mail_with_one_id(
    installation: Installation, peer: Peer
) -> None:
    (mail,) = invite(installation, 0)
    peer.is_cut_after_data = True
    now: datetime = timezone.now()
    send_due(clock=lambda: now)
    peer.is_cut_after_data = False
    cache.clear()  # the half minute in which a server that failed is left in peace

    for minutes in range(2, 5):
        at = now + timedelta(minutes=minutes)
        send_due(clock=lambda: at)  # noqa: B023 - called at once

    mail.refresh_from_db()
    assert (mail.status, mail.attempts) == (MailStatus.SENT, 2)
    assert ids_of(mail, peer) == [f"<{mail.pk}@example.com>"] * 2
