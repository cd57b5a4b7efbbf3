from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.installations.models import (
    Installation,
    StaffMember,
    StaffSession,
)
from saleor_personal_shopper.core.shoppers import sessions
from tests import factories

HOUR = timedelta(hours=1)


@pytest.fixture
def member(installation: Installation) -> StaffMember:
    return factories.staff_member(installation)


def test_a_session_names_its_staff_member(
    installation: Installation, member: StaffMember, now: datetime
) -> None:
    key = sessions.open_session(staff_member=member, now=now)

    assert sessions.session(key, installation=installation, now=now) == member
    assert sessions.session("x" + key, installation=installation, now=now) is None


def test_only_a_digest_of_the_key_is_kept(member: StaffMember, now: datetime) -> None:
    key = sessions.open_session(staff_member=member, now=now)

    assert key not in StaffSession.objects.across_installations().get().key_digest


def test_a_session_opens_no_other_shop(
    other_installation: Installation, member: StaffMember, now: datetime
) -> None:
    key = sessions.open_session(staff_member=member, now=now)

    assert sessions.session(key, installation=other_installation, now=now) is None


def test_a_session_slides_twelve_hours_from_its_last_use(
    installation: Installation, member: StaffMember, now: datetime
) -> None:
    key = sessions.open_session(staff_member=member, now=now)

    for hours in (11, 22):
        at = now + hours * HOUR
        assert sessions.session(key, installation=installation, now=at) == member
    assert sessions.session(key, installation=installation, now=now + 34 * HOUR) is None


def test_a_session_in_use_is_written_rarely(
    installation: Installation,
    member: StaffMember,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    key = sessions.open_session(staff_member=member, now=now)

    with django_assert_num_queries(1):
        sessions.session(key, installation=installation, now=now + timedelta(minutes=4))


def test_sessions_can_be_closed_one_or_all(
    installation: Installation, member: StaffMember, now: datetime
) -> None:
    first, second, third = (sessions.open_session(staff_member=member, now=now) for _ in range(3))
    other = sessions.open_session(staff_member=factories.staff_member(installation), now=now)

    sessions.close_session(first)
    sessions.close_session(first)
    assert sessions.session(first, installation=installation, now=now) is None
    assert sessions.session(second, installation=installation, now=now) == member

    sessions.close_sessions(member)
    assert sessions.session(third, installation=installation, now=now) is None
    assert sessions.session(other, installation=installation, now=now) is not None


def test_a_session_remembers_its_language(member: StaffMember, now: datetime) -> None:
    key = sessions.open_session(staff_member=member, now=now, language="ca")
    assert sessions.language_of(key) == "ca"

    sessions.choose_language(key, "es")
    assert sessions.language_of(key) == "es"
    assert sessions.language_of("unknown") == ""


def test_sessions_that_are_over_are_dropped(member: StaffMember, now: datetime) -> None:
    sessions.open_session(staff_member=member, now=now)
    sessions.open_session(staff_member=member, now=now - 12 * HOUR)

    assert sessions.close_expired_sessions(now=now) == 1
    assert sessions.close_expired_sessions(now=now) == 0
