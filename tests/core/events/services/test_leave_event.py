from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import Event, Participant, Publication
from saleor_personal_shopper.core.events.selectors import queue_position
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.realtime import fake_media
from tests import factories

from ..conftest import Commits, queue_places, room_messages


@pytest.fixture
def live(installation: Installation, shopper: PersonalShopper, now: datetime) -> Event:
    return factories.event(installation, status="LIVE", live_at=now, personal_shopper=shopper)


@pytest.fixture
def paula(live: Event, shopper: PersonalShopper) -> Participant:
    return factories.participant(
        live, "PERSONAL_SHOPPER", name="Paula", personal_shopper=shopper, socket_id="p"
    )


@pytest.fixture
def carla(live: Event) -> Participant:
    return factories.participant(live, socket_id="c", has_microphone=True)


def test_who_leaves_goes_with_all_that_he_sends_and_the_call_goes_on(
    live: Event, paula: Participant, carla: Participant, now: datetime, commits: Commits
) -> None:
    sending = Publication.objects.create(
        installation=live.installation,
        event=live,
        participant=carla,
        source="camera",
        media_session="m",
        created_at=now,
    )
    with commits():
        services.leave_event(participant=carla, now=now)

    carla.refresh_from_db()
    sending.refresh_from_db()
    live.refresh_from_db()
    assert (carla.left_at, carla.socket_id, carla.has_microphone) == (now, "", False)
    assert sending.ended_at == now
    assert live.status == "LIVE"
    assert [one["type"] for one in room_messages()] == ["publication.removed", "participant.left"]
    left = room_messages("participant.left")[0]["data"]
    assert left == {"id": to_global_id(GlobalType.PARTICIPANT, carla.pk)}
    assert fake_media.closed == [(live.pk, carla.pk)]


def test_leaving_twice_says_nothing_more(
    paula: Participant, carla: Participant, now: datetime, commits: Commits
) -> None:
    services.leave_event(participant=carla, now=now)
    with commits():
        services.leave_event(participant=carla, now=now + timedelta(seconds=1))

    assert room_messages() == []


def test_a_call_that_both_have_left_is_over(
    live: Event, paula: Participant, carla: Participant, now: datetime, commits: Commits
) -> None:
    guest = factories.participant(live, "GUEST")
    later = now + timedelta(minutes=5)
    services.leave_event(participant=carla, now=now)
    with commits():
        services.leave_event(participant=paula, now=later)

    live.refresh_from_db()
    guest.refresh_from_db()
    assert (live.status, live.ended_at, live.ended_by) == ("FINISHED", later, "Paula")
    assert guest.left_at == later
    assert room_messages("end")[0]["data"]["surveyOpen"] is True
    assert (live.pk, None) in fake_media.closed


def test_a_guest_leaves_without_consequence(
    live: Event, paula: Participant, carla: Participant, now: datetime
) -> None:
    services.leave_event(participant=factories.participant(live, "GUEST"), now=now)

    live.refresh_from_db()
    assert live.status == "LIVE"


@pytest.mark.parametrize("status", ["WAITING", "REQUESTED"])
def test_a_customer_who_leaves_the_queue_cancels(
    installation: Installation, now: datetime, commits: Commits, status: str
) -> None:
    event = factories.event(installation, status=status, queued_at=now - timedelta(minutes=1))
    behind = factories.participant(factories.event(installation, queued_at=now))
    with commits():
        services.leave_event(participant=factories.participant(event), now=now)

    event.refresh_from_db()
    assert (event.status, event.ended_by) == ("CANCELLED", "Carla Customer")
    assert queue_places() == {behind.pk: 1}


def test_a_customer_who_leaves_a_private_call_may_come_again(
    installation: Installation, now: datetime
) -> None:
    event = factories.event(installation, origin="PRIVATE", starts_at=now)

    services.leave_event(participant=factories.participant(event), now=now)

    event.refresh_from_db()
    assert (event.status, event.queued_at) == ("SCHEDULED", None)


def test_a_personal_shopper_who_leaves_before_the_call_gives_it_back(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    event = factories.event(
        installation, personal_shopper=shopper, queued_at=now - timedelta(minutes=1)
    )
    factories.event(installation, queued_at=now)
    seat = factories.participant(event, "PERSONAL_SHOPPER", personal_shopper=shopper)

    services.leave_event(participant=seat, now=now)

    event.refresh_from_db()
    assert (event.status, event.personal_shopper) == ("WAITING", None)
    assert queue_position(event) == 1


def test_a_private_call_stays_its_owners(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    event = factories.event(installation, origin="PRIVATE", personal_shopper=shopper)
    seat = factories.participant(event, "PERSONAL_SHOPPER", personal_shopper=shopper)

    services.leave_event(participant=seat, now=now)

    event.refresh_from_db()
    assert (event.status, event.personal_shopper) == ("WAITING", shopper)
