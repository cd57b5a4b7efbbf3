from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from saleor_personal_shopper.core.events.models import EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers import selectors
from tests import factories


@pytest.mark.feature("SF-11", "DC-14")
def test_who_wants_calls_and_is_at_the_desk_is_available(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    free = factories.personal_shopper(installation)
    factories.personal_shopper(installation, is_available=False)
    factories.personal_shopper(installation, desk_seen_at=now - timedelta(seconds=46))
    factories.personal_shopper(installation, desk_seen_at=None)
    factories.personal_shopper(installation, deleted_at=now)
    factories.personal_shopper(other_installation)

    assert list(selectors.available_personal_shoppers(installation, now=now)) == [free]
    assert list(selectors.on_duty_personal_shoppers(installation, now=now)) == [free]


def test_who_is_live_is_on_duty_but_not_available(
    installation: Installation, now: datetime
) -> None:
    busy = factories.personal_shopper(installation, desk_seen_at=None)
    for _ in range(2):
        factories.event(installation, personal_shopper=busy, status=EventStatus.LIVE)

    assert not selectors.available_personal_shoppers(installation, now=now).exists()
    assert list(selectors.on_duty_personal_shoppers(installation, now=now)) == [busy]


@pytest.mark.parametrize("status", sorted(set(EventStatus) - {EventStatus.LIVE}))
def test_other_events_keep_nobody_from_being_available(
    installation: Installation, now: datetime, status: EventStatus
) -> None:
    free = factories.personal_shopper(installation)
    factories.event(installation, personal_shopper=free, status=status)

    assert list(selectors.available_personal_shoppers(installation, now=now)) == [free]


@pytest.mark.parametrize("search", ["paul", "PAULA shop", "p@example", "555 paula"])
def test_search_finds_words_in_name_email_and_phone(
    installation: Installation, search: str
) -> None:
    wanted = factories.personal_shopper(installation, email="p@example.com", phone="+1 555")
    factories.personal_shopper(installation, name="Otto", email="otto@elsewhere.org")

    assert list(selectors.personal_shoppers(installation, search)) == [wanted]


def test_staff_is_a_personal_shopper_by_id_before_email(
    installation: Installation, other_installation: Installation
) -> None:
    staff = factories.staff_member(installation, email="Paula@example.com")
    assert selectors.personal_shopper_for(staff) is None

    by_email = factories.personal_shopper(installation, email="paula@example.com")
    factories.personal_shopper(other_installation, saleor_user_id=staff.saleor_user_id)
    assert selectors.personal_shopper_for(staff) == by_email

    by_id = factories.personal_shopper(installation, saleor_user_id=staff.saleor_user_id)
    assert selectors.personal_shopper_for(staff) == by_id


def test_a_removed_personal_shopper_is_nobody(installation: Installation, now: datetime) -> None:
    staff = factories.staff_member(installation)
    factories.personal_shopper(installation, email=staff.email, deleted_at=now)

    assert selectors.personal_shopper_for(staff) is None
