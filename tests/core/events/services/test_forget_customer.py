from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import serializers

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.consents import record_consent
from saleor_personal_shopper.core.events.models import (
    ChatMessage,
    Consent,
    ConsentKind,
    Event,
    EventLink,
    LeftMessage,
    Participant,
    RoomMessage,
    Survey,
)
from saleor_personal_shopper.core.events.room import post
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.core.events.agenda import Agenda, at, log_of

MARK = "MarkerOfCarla"
EMAIL = "markerofcarla@example.com"
MODELS = (
    Event,
    EventLink,
    Participant,
    ChatMessage,
    RoomMessage,
    Survey,
    LeftMessage,
    Consent,
)


def meet(installation: Installation, now: datetime, **fields: Any) -> Event:
    values = {
        "status": "FINISHED",
        "live_at": now,
        "ended_by": MARK,
        "customer_name": MARK,
        "customer_email": EMAIL,
        "customer_phone": MARK,
        "saleor_user_id": "VXNlcjox",
        **fields,
    }
    event = factories.event(installation, **values)
    own = {"installation": installation, "event": event}
    carla = factories.participant(event, name=MARK, capabilities=["CHAT"])
    paula = factories.participant(event, "PERSONAL_SHOPPER", name="Paula")
    ChatMessage.objects.create(**own, participant=carla, text=MARK, sent_at=now)
    ChatMessage.objects.create(**own, participant=paula, text="Good day", sent_at=now)
    ChatMessage.objects.create(**own, participant=paula, file={"name": MARK}, sent_at=now)
    post(event=event, type="chat.message", data={"text": MARK}, now=now)
    Survey.objects.create(**own, score=9, comment=MARK, answered_at=now)
    record_consent(
        event, kind=ConsentKind.CALL, given=True, language="en", now=now, participant=carla
    )
    return event


def dump() -> str:
    rows = [row for model in MODELS for row in model.objects.across_installations()]
    return serializers.serialize("json", rows)


@pytest.mark.parametrize("known_by", [{"saleor_user_id": "VXNlcjox"}, {"email": EMAIL.upper()}])
def test_nothing_names_or_quotes_the_customer_any_more(
    installation: Installation, now: datetime, known_by: dict[str, str]
) -> None:
    event = meet(installation, now)
    left = {"channel": "c", "name": MARK, "email": EMAIL, "text": MARK, "left_at": now}
    if "email" in known_by:
        LeftMessage.objects.create(installation=installation, **left)
    assert MARK in dump()

    assert services.forget_customer(installation=installation, now=now, **known_by) == 1

    assert MARK.lower() not in json.dumps(json.loads(dump())).lower()
    assert not LeftMessage.objects.of(installation).exists()
    event.refresh_from_db()
    assert (event.status, event.live_at) == ("FINISHED", now)
    assert Survey.objects.of(installation).get().score == 9
    assert Consent.objects.of(installation).get().given
    assert ChatMessage.objects.of(installation).filter(text="Good day").exists()


def test_forgetting_twice_finds_nothing_more(installation: Installation, now: datetime) -> None:
    meet(installation, now)
    services.forget_customer(installation=installation, email=EMAIL, now=now)

    assert services.forget_customer(installation=installation, email=EMAIL, now=now) == 0


def test_who_came_later_with_the_same_address_is_somebody_else(
    installation: Installation, now: datetime
) -> None:
    """A deletion may be heard of days later."""
    # given
    earlier, later = now - timedelta(days=2), now - timedelta(days=1)
    old = meet(installation, now, created_at=earlier)
    same_user = meet(installation, now, created_at=now)
    new = meet(installation, now, created_at=now, saleor_user_id="VXNlcjoy")
    left = {"channel": "c", "name": MARK, "email": EMAIL, "text": MARK}
    for left_at in (earlier, now):
        LeftMessage.objects.create(installation=installation, **left, left_at=left_at)

    # when
    services.forget_customer(
        installation=installation, saleor_user_id="VXNlcjox", email=EMAIL, until=later, now=now
    )

    # then
    for event in (old, same_user, new):
        event.refresh_from_db()
    assert [one.customer_email for one in (old, same_user, new)] == ["", "", EMAIL]
    assert LeftMessage.objects.of(installation).get().left_at == now


def test_others_are_left_alone(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    meet(installation, now, customer_email="other@example.com", saleor_user_id="")
    meet(other_installation, now)
    before = dump()

    forgotten = services.forget_customer(
        installation=installation, saleor_user_id="VXNlcjox", email=EMAIL, now=now
    )

    assert forgotten == 0
    assert dump() == before


def test_nobody_named_is_nobody_forgotten(installation: Installation, now: datetime) -> None:
    meet(installation, now, saleor_user_id="", customer_email="")

    assert services.forget_customer(installation=installation, now=now) == 0


@pytest.mark.parametrize(
    ("status", "final"),
    [("LIVE", "FINISHED"), ("WAITING", "CANCELLED"), ("SCHEDULED", "CANCELLED")],
)
def test_open_events_end_first(
    installation: Installation, now: datetime, status: str, final: str
) -> None:
    event = meet(installation, now, status=status, ended_by="")

    services.forget_customer(installation=installation, email=EMAIL, now=now)

    event.refresh_from_db()
    assert (event.status, event.customer_name) == (final, "")


def test_of_a_booking_stay_the_figures_alone(agenda: Agenda, now: datetime) -> None:
    """Answers, reasons, the name in the log and the key go; who was booked and when stays."""
    question = {"id": "size", "label": "Size?", "kind": "TEXT", "required": False, "options": []}
    agenda.set(questions=[question])
    event = agenda.book(
        at("10:00"), now, email="carla@example.com", answers={"size": "M"}, idempotency_key="k"
    ).event
    actor = services.CustomerOf(event.pk)
    services.cancel_event(event=event, actor=actor, reason="I am ill", now=now)

    for _ in range(2):
        services.forget_customer(
            installation=agenda.installation, email="carla@example.com", now=now
        )

    event.refresh_from_db()
    assert (event.answers, event.idempotency_key, event.customer_email) == ([], "", "")
    assert not event.links.exists()
    assert [(one.action, one.actor_name, one.reason) for one in log_of(event)] == [
        ("BOOKED", "", ""),
        ("CANCELLED", "", ""),
    ]
    assert event.personal_shopper is not None
