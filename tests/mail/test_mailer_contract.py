"""What every mailer promises: the fake, and the real one before a real server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Protocol

import pytest

from saleor_personal_shopper.core.ports import (
    MailAddress,
    MailDeferred,
    Mailer,
    MailerUnavailable,
    MailRefused,
    OutgoingMail,
)
from saleor_personal_shopper.mail import fake_mailer
from saleor_personal_shopper.mail.smtp import SmtpMailer
from tests.mail.peer import Peer, serving

MAIL = OutgoingMail(
    message_id="<1@example.com>",
    to=MailAddress("carla@example.com"),
    sender=MailAddress("shop@example.com", "Maison Lumen"),
    reply_to=MailAddress("paula@example.com", "Paula Shopper"),
    subject="Your video call",
    text="Hello Carla,\n",
    html="<p>Hello Carla,</p>",
    language="en",
)


class World(Protocol):
    """A mail server, and what it has got."""

    mailer: Mailer

    def received(self) -> list[str]: ...
    def refuse(self, address: str) -> None: ...
    def defer(self, address: str) -> None: ...
    def go_down(self) -> None: ...


class FakeWorld:
    def __init__(self) -> None:
        fake_mailer.forget()
        self.mailer: Mailer = fake_mailer.FakeMailer()

    def received(self) -> list[str]:
        return [mail.message_id for mail in fake_mailer.sent]

    def refuse(self, address: str) -> None:
        fake_mailer.refused.add(address)

    def defer(self, address: str) -> None:
        fake_mailer.deferred.add(address)

    def go_down(self) -> None:
        fake_mailer.is_down = True


class SmtpWorld:
    def __init__(self, peer: Peer, settings: Any) -> None:
        self.peer, self.settings = peer, settings
        self.mailer: Mailer = SmtpMailer()

    def received(self) -> list[str]:
        return self.peer.message_ids

    def refuse(self, address: str) -> None:
        self.peer.refused.add(address)

    def defer(self, address: str) -> None:
        self.peer.deferred.add(address)

    def go_down(self) -> None:
        self.settings.SMTP_SERVER = replace(self.peer.settings, port=9)


@pytest.fixture(params=["fake", "smtp"])
def world(request: pytest.FixtureRequest, settings: Any) -> Iterator[World]:
    if request.param == "fake":
        yield FakeWorld()
        fake_mailer.forget()
        return
    with serving(Peer()) as peer:
        settings.SMTP_SERVER = peer.settings
        yield SmtpWorld(peer, settings)


def test_a_mail_is_handed_over_under_its_own_id(world: World) -> None:
    world.mailer.send(MAIL)
    world.mailer.send(replace(MAIL, message_id="<2@example.com>"))

    assert world.received() == ["<1@example.com>", "<2@example.com>"]


def test_an_address_that_does_not_exist_is_refused_for_good(world: World) -> None:
    world.refuse("carla@example.com")

    with pytest.raises(MailRefused, match=r"550 5\.1\.1 No such user"):
        world.mailer.send(MAIL)
    assert world.received() == []


def test_a_server_may_want_the_mail_later(world: World) -> None:
    world.defer("carla@example.com")

    with pytest.raises(MailDeferred, match=r"451 4\.7\.1 Come again later"):
        world.mailer.send(MAIL)


def test_a_server_may_be_away(world: World) -> None:
    world.mailer.check()
    world.go_down()

    with pytest.raises(MailerUnavailable):
        world.mailer.send(MAIL)
    with pytest.raises(MailerUnavailable):
        world.mailer.check()


def test_a_check_sends_nothing(world: World) -> None:
    world.mailer.check()

    assert world.received() == []
