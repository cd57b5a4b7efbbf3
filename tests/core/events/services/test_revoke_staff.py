from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from saleor_personal_shopper.core.events import services, tokens
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.events.room import CLOSE_RIGHTS_LOST
from saleor_personal_shopper.core.events.tokens import InvalidToken
from saleor_personal_shopper.core.installations.models import Installation, StaffMember
from saleor_personal_shopper.core.saleor_data import StaffSnapshot
from saleor_personal_shopper.core.shoppers import sessions
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.realtime import fake_media, fake_publisher
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories

from ..conftest import Commits


@pytest.fixture
def snapshot(installation: Installation) -> StaffSnapshot:
    return fake_shop(installation).add_staff("paula@example.com", name="Paula")


@pytest.fixture
def member(installation: Installation, snapshot: StaffSnapshot, now: datetime) -> StaffMember:
    return factories.staff_member(
        installation, saleor_user_id=snapshot.id, email=snapshot.email, checked_at=now
    )


@pytest.fixture
def paula(installation: Installation, snapshot: StaffSnapshot) -> PersonalShopper:
    return factories.personal_shopper(
        installation, saleor_user_id=snapshot.id, email=snapshot.email
    )


@pytest.fixture
def seat(installation: Installation, paula: PersonalShopper, now: datetime) -> Participant:
    event = factories.event(installation, status="LIVE", live_at=now, personal_shopper=paula)
    return factories.participant(
        event, "PERSONAL_SHOPPER", personal_shopper=paula, socket_id="p", seen_at=now
    )


def deactivate(installation: Installation, snapshot: StaffSnapshot) -> None:
    fake_shop(installation).staff[snapshot.id] = replace(snapshot, is_active=False)


def assert_sent_out(member: StaffMember, seat: Participant, now: datetime) -> None:
    assert ("disconnect_desk", member.pk, {"code": CLOSE_RIGHTS_LOST}) in fake_publisher.published
    assert ("disconnect", seat.pk, {"code": CLOSE_RIGHTS_LOST}) in fake_publisher.published
    assert (seat.event_id, seat.pk) in fake_media.closed
    seat.refresh_from_db()
    assert seat.left_at == now


def test_revoking_ends_session_socket_and_media(
    installation: Installation,
    member: StaffMember,
    seat: Participant,
    now: datetime,
    commits: Commits,
) -> None:
    key = sessions.open_session(staff_member=member, now=now)
    token = tokens.issue_access_token(seat, now)
    with commits():
        services.revoke_staff(staff_member=member, now=now)

    assert_sent_out(member, seat, now)
    assert sessions.session(key, installation=installation, now=now) is None
    with pytest.raises(InvalidToken):
        tokens.participant_for(tokens.read_access_token(token, now))
    event = Event.objects.of(installation).get()
    assert event.status == "LIVE"


def test_a_request_that_he_had_taken_goes_back_to_the_queue(
    member: StaffMember, seat: Participant, now: datetime
) -> None:
    Event.objects.of(seat.installation_id).update(status="WAITING", live_at=None)

    services.revoke_staff(staff_member=member, now=now)

    assert Event.objects.of(seat.installation_id).get().personal_shopper is None


def test_colleagues_stay(
    installation: Installation, member: StaffMember, seat: Participant, now: datetime
) -> None:
    colleague = factories.personal_shopper(installation)
    event = factories.event(installation, status="LIVE", personal_shopper=colleague)
    other = factories.participant(event, "PERSONAL_SHOPPER", personal_shopper=colleague)

    services.revoke_staff(staff_member=member, now=now)

    other.refresh_from_db()
    assert (other.left_at, other.token_generation) == (None, 1)


def test_who_lost_his_rights_is_out_within_a_minute(
    installation: Installation,
    member: StaffMember,
    snapshot: StaffSnapshot,
    seat: Participant,
    now: datetime,
    commits: Commits,
) -> None:
    deactivate(installation, snapshot)

    assert services.recheck_active_staff(now=now + timedelta(seconds=30)) == 0
    at = now + timedelta(seconds=31)
    with commits():
        assert services.recheck_active_staff(now=at) == 1
    assert_sent_out(member, seat, at)
    assert services.recheck_active_staff(now=at + timedelta(seconds=31)) == 0


def test_who_only_has_the_desk_open_is_rechecked_too(
    installation: Installation,
    member: StaffMember,
    snapshot: StaffSnapshot,
    paula: PersonalShopper,
    now: datetime,
) -> None:
    key = sessions.open_session(staff_member=member, now=now)
    deactivate(installation, snapshot)

    services.recheck_active_staff(now=now + timedelta(seconds=31))

    assert sessions.session(key, installation=installation, now=now) is None


def test_who_keeps_his_rights_keeps_everything(
    installation: Installation, member: StaffMember, seat: Participant, now: datetime
) -> None:
    at = now + timedelta(seconds=31)

    assert services.recheck_active_staff(now=at) == 0
    member.refresh_from_db()
    seat.refresh_from_db()
    assert (member.checked_at, seat.left_at) == (at, None)


def test_an_outage_of_saleor_ends_nobodys_call(
    installation: Installation, member: StaffMember, seat: Participant, now: datetime
) -> None:
    fake_shop(installation).is_down = True

    assert services.recheck_active_staff(now=now + timedelta(hours=1)) == 0
    seat.refresh_from_db()
    assert seat.left_at is None


def test_saleor_is_not_asked_about_staff_without_access(
    installation: Installation, member: StaffMember, paula: PersonalShopper, now: datetime
) -> None:
    sessions.open_session(staff_member=member, now=now - timedelta(hours=12))

    services.recheck_active_staff(now=now + timedelta(seconds=31))

    assert fake_shop(installation).calls == []


def test_a_webhook_acts_at_once(
    installation: Installation,
    member: StaffMember,
    snapshot: StaffSnapshot,
    seat: Participant,
    now: datetime,
    commits: Commits,
) -> None:
    deactivate(installation, snapshot)
    services.recheck_staff(installation=installation, saleor_user_id="VXNlcjo5", now=now)
    seat.refresh_from_db()
    assert seat.left_at is None

    with commits():
        services.recheck_staff(installation=installation, saleor_user_id=snapshot.id, now=now)
    assert_sent_out(member, seat, now)


def test_changed_groups_recheck_everybody_of_the_shop_only(
    installation: Installation,
    other_installation: Installation,
    member: StaffMember,
    snapshot: StaffSnapshot,
    seat: Participant,
    now: datetime,
) -> None:
    stranger = factories.staff_member(other_installation)
    sessions.open_session(staff_member=stranger, now=now)
    deactivate(installation, snapshot)

    services.recheck_staff(installation=installation, now=now)

    seat.refresh_from_db()
    assert seat.left_at == now
    assert fake_shop(other_installation).calls == []


def test_a_suspended_shop_is_not_asked(
    installation: Installation, member: StaffMember, seat: Participant, now: datetime
) -> None:
    Installation.objects.update(status="SUSPENDED")

    services.recheck_active_staff(now=now + timedelta(hours=1))

    assert fake_shop(installation).calls == []
