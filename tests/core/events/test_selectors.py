from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import selectors
from saleor_personal_shopper.core.events.links import links_of
from saleor_personal_shopper.core.events.models import Event, EventLink, LeftMessage, LinkKind
from saleor_personal_shopper.core.events.selectors import LinkStatus
from saleor_personal_shopper.core.installations.models import (
    Installation,
    Module,
    ShopSettings,
)
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories

MINUTE = timedelta(minutes=1)


def state_of(event: Event, now: datetime, kind: LinkKind = LinkKind.CUSTOMER) -> LinkStatus:
    link = EventLink.objects.of(event.installation_id).get(event=event, kind=kind)
    return selectors.event_by_link_token(link.token, now=now).state


def test_the_queue_is_served_first_come_first(
    installation: Installation,
    other_installation: Installation,
    shopper: PersonalShopper,
    now: datetime,
) -> None:
    third = factories.event(installation, queued_at=now, status="REQUESTED")
    first = factories.event(installation, queued_at=now - 2 * MINUTE)
    second = factories.event(installation, queued_at=now - MINUTE)
    taken = factories.event(installation, queued_at=now - 3 * MINUTE, personal_shopper=shopper)
    private = factories.event(installation, queued_at=now - 3 * MINUTE, origin="PRIVATE")
    over = factories.event(installation, queued_at=now - 3 * MINUTE, status="CANCELLED")
    factories.event(other_installation, queued_at=now - 3 * MINUTE)

    assert [selectors.queue_position(one) for one in (first, second, third)] == [1, 2, 3]
    assert [selectors.queue_position(one) for one in (taken, private, over)] == [None] * 3
    assert list(selectors.queue(installation.pk)) == [first, second, third]


def test_two_of_one_moment_have_different_places(installation: Installation, now: datetime) -> None:
    events = [factories.event(installation, queued_at=now) for _ in range(3)]

    assert sorted(selectors.queue_position(event) or 0 for event in events) == [1, 2, 3]


def test_presence_counts_the_free_the_present_and_the_waiting(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    busy = factories.personal_shopper(installation)
    factories.event(installation, status="LIVE", personal_shopper=busy)
    factories.event(installation)
    factories.event(installation, channel="other")

    info = selectors.presence(installation, "default-channel", now=now)

    assert info == selectors.PresenceInfo(available=True, personal_shoppers=1, waiting=1, on_duty=2)
    later = selectors.presence(installation, "default-channel", now=now + MINUTE)
    assert (later.available, later.personal_shoppers, later.on_duty) == (True, 0, 1)


def test_without_anybody_on_duty_nothing_is_available(
    installation: Installation, now: datetime
) -> None:
    factories.personal_shopper(installation, is_available=False)

    info = selectors.presence(installation, "default-channel", now=now)

    assert info == selectors.PresenceInfo(
        available=False, personal_shoppers=0, waiting=0, on_duty=0
    )


def test_presence_costs_three_queries(
    installation: Installation, now: datetime, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(3):
        selectors.presence(installation, "default-channel", now=now)


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("REQUESTED", LinkStatus.WAITING),
        ("WAITING", LinkStatus.WAITING),
        ("LIVE", LinkStatus.LIVE),
        ("FINISHED", LinkStatus.ENDED),
        ("CANCELLED", LinkStatus.CANCELLED),
        ("MISSED", LinkStatus.EXPIRED),
        ("NO_SHOW", LinkStatus.EXPIRED),
        ("EXPIRED", LinkStatus.EXPIRED),
    ],
)
@pytest.mark.parametrize("kind", [LinkKind.CUSTOMER, LinkKind.GUEST])
def test_a_link_tells_how_its_event_stands(
    installation: Installation, now: datetime, status: str, state: LinkStatus, kind: LinkKind
) -> None:
    assert state_of(factories.event(installation, status=status), now, kind) == state


def test_a_link_opens_a_quarter_of_an_hour_before(
    installation: Installation, now: datetime
) -> None:
    event = factories.event(
        installation, status="SCHEDULED", origin="PRIVATE", starts_at=now + 15 * MINUTE
    )

    assert selectors.opens_at(event) == now
    assert state_of(event, now - timedelta(seconds=1)) == LinkStatus.TOO_EARLY
    assert state_of(event, now) == LinkStatus.WAITING


def test_an_unknown_link_names_nothing(installation: Installation, now: datetime) -> None:
    found = selectors.event_by_link_token("unknown", now=now)

    assert found == selectors.LinkState(LinkStatus.UNKNOWN)


def test_a_link_knows_its_kind_and_event(
    installation: Installation, now: datetime, django_assert_num_queries: Any
) -> None:
    event = factories.event(installation)
    token = links_of(event).guest_url.rpartition("/")[2]

    with django_assert_num_queries(3):
        found = selectors.event_by_link_token(token, now=now)
        assert found.event is not None and found.event.installation == installation
        assert found.event.personal_shopper is None
    assert (found.kind, found.event) == (LinkKind.GUEST, event)


def test_guests_fill_what_the_two_leave(installation: Installation, now: datetime) -> None:
    ShopSettings.objects.create(installation=installation, participant_limit=4)
    event = factories.event(installation, status="LIVE")
    factories.participant(event, "GUEST")
    factories.participant(event, "GUEST", left_at=now)
    assert state_of(event, now, LinkKind.GUEST) == LinkStatus.LIVE

    factories.participant(event, "GUEST")
    assert state_of(event, now, LinkKind.GUEST) == LinkStatus.FULL
    assert state_of(event, now, LinkKind.CUSTOMER) == LinkStatus.LIVE


def test_a_guest_who_went_without_a_word_keeps_his_place_for_a_minute(
    installation: Installation, now: datetime
) -> None:
    ShopSettings.objects.create(installation=installation, participant_limit=3)
    event = factories.event(installation, status="LIVE")
    factories.participant(event, "GUEST", seen_at=now)

    assert not selectors.has_room_for_guest(event, now=now + MINUTE)
    assert selectors.has_room_for_guest(event, now=now + MINUTE + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("status", "kind", "socket_id", "taken"),
    [
        ("LIVE", LinkKind.CUSTOMER, "s", True),
        ("WAITING", LinkKind.CUSTOMER, "s", True),
        ("LIVE", LinkKind.CUSTOMER, "", False),
        ("LIVE", LinkKind.GUEST, "s", False),
        ("FINISHED", LinkKind.CUSTOMER, "s", False),
    ],
)
def test_a_link_tells_its_customer_that_he_is_in_the_call_already(
    installation: Installation,
    now: datetime,
    status: str,
    kind: LinkKind,
    socket_id: str,
    taken: bool,
) -> None:
    event = factories.event(installation, status=status)
    factories.participant(event, "GUEST", socket_id="g")
    factories.participant(event, socket_id=socket_id)
    factories.participant(factories.event(installation), socket_id="another call")
    token = event.links.get(kind=kind).token

    assert selectors.event_by_link_token(token, now=now).seat_taken is taken


def test_the_desk_lists_show_ones_own_and_what_is_free(
    installation: Installation,
    other_installation: Installation,
    shopper: PersonalShopper,
    now: datetime,
) -> None:
    colleague = factories.personal_shopper(installation)
    gone = factories.personal_shopper(installation, deleted_at=now)
    free = factories.event(installation, queued_at=now)
    mine = factories.event(installation, queued_at=now + MINUTE, personal_shopper=shopper)
    orphan = factories.event(installation, queued_at=now + 2 * MINUTE, personal_shopper=gone)
    theirs = factories.event(installation, queued_at=now - MINUTE, personal_shopper=colleague)
    factories.event(other_installation)
    factories.event(installation, status="LIVE", personal_shopper=shopper)

    own = selectors.waiting_events(installation, personal_shopper=shopper)
    assert list(own) == [free, mine, orphan]
    assert list(selectors.waiting_events(installation)) == [theirs, free, mine, orphan]


def test_a_private_call_waits_only_once_the_customer_is_there(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    late, soon = (
        factories.event(
            installation,
            status="SCHEDULED",
            origin="PRIVATE",
            personal_shopper=shopper,
            starts_at=now + minutes * MINUTE,
        )
        for minutes in (60, 30)
    )

    assert not selectors.waiting_events(installation).exists()
    assert list(selectors.upcoming_events(installation)) == [soon, late]


def test_lists_with_links_cost_two_queries_however_long(
    installation: Installation,
    shopper: PersonalShopper,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    for _ in range(5):
        factories.event(installation, personal_shopper=shopper)

    with django_assert_num_queries(2):
        for event in selectors.waiting_events(installation):
            assert event.personal_shopper == shopper
            assert links_of(event).join_url
            selectors.is_away(event, now=now)


def test_a_waiting_customer_is_away_after_thirty_seconds(
    installation: Installation, now: datetime
) -> None:
    event = factories.event(installation, customer_seen_at=now)

    assert not selectors.is_away(event, now=now + timedelta(seconds=30))
    assert selectors.is_away(event, now=now + timedelta(seconds=31))
    event.status = "LIVE"
    assert not selectors.is_away(event, now=now + timedelta(seconds=31))


def test_open_messages_are_oldest_first(installation: Installation, now: datetime) -> None:
    def left(minutes: int, **fields: Any) -> LeftMessage:
        return LeftMessage.objects.create(
            installation=installation,
            channel="c",
            name="n",
            email="e@example.com",
            text="t",
            left_at=now + minutes * MINUTE,
            **fields,
        )

    second, first = left(2), left(1)
    left(0, done_at=now)

    assert list(selectors.open_messages(installation)) == [first, second]


def test_the_survey_is_open_from_the_end_of_a_call_to_its_answer(
    installation: Installation, now: datetime
) -> None:
    event = factories.event(installation, status="LIVE", live_at=now)
    assert not selectors.survey_open(event)
    event.status = "FINISHED"
    assert selectors.survey_open(event)
    event.live_at = None
    assert not selectors.survey_open(event)


def test_events_of_a_customer_or_a_shopper_newest_first(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    old = factories.event(installation, saleor_user_id="VXNlcjox", status="FINISHED")
    new = factories.event(
        installation, saleor_user_id="VXNlcjox", created_at=now + MINUTE, personal_shopper=shopper
    )
    colleague = factories.personal_shopper(installation)
    theirs = factories.event(installation, personal_shopper=colleague, created_at=now - MINUTE)

    assert list(selectors.events_of(installation)) == [new, old, theirs]
    assert list(selectors.events_of(installation, saleor_user_id="VXNlcjox")) == [new, old]
    assert list(selectors.events_of(installation, statuses=["FINISHED"])) == [old]
    assert list(selectors.events_of(installation, personal_shopper=shopper)) == [new, old]


def test_staff_see_their_own_untaken_ones_and_administrators_all(
    installation: Installation,
    other_installation: Installation,
    rights: StaffRights,
    admin: StaffRights,
) -> None:
    free = factories.event(installation)
    colleague = factories.personal_shopper(installation)
    theirs = factories.event(installation, personal_shopper=colleague)
    foreign = factories.event(other_installation)

    assert selectors.event_for(rights, free.pk) == free
    assert selectors.event_for(admin, theirs.pk) == theirs
    for who, event in ((rights, theirs), (rights, foreign), (admin, foreign)):
        with pytest.raises(DomainError) as refusal:
            selectors.event_for(who, event.pk)
        assert refusal.value.code == "NOT_FOUND"


def test_without_calls_staff_see_nothing(installation: Installation, admin: StaffRights) -> None:
    event = factories.event(installation)
    analyst = StaffRights(installation, admin.staff_member, frozenset({Module.ANALYTICS}))

    with pytest.raises(DomainError) as refusal:
        selectors.event_for(analyst, event.pk)
    assert refusal.value.code == "PERMISSION_DENIED"
