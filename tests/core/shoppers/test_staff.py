from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.installations.models import (
    Installation,
    Module,
    ModuleGrant,
    StaffMember,
)
from saleor_personal_shopper.core.saleor_data import SaleorUnavailable, StaffSnapshot
from saleor_personal_shopper.core.shoppers import staff
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories


@pytest.fixture
def sam(installation: Installation) -> StaffSnapshot:
    return fake_shop(installation).add_staff("sam@example.com", name="Sam", group_ids=("G1",))


@pytest.fixture
def member(installation: Installation, sam: StaffSnapshot, now: datetime) -> StaffMember:
    return from_token(installation, sam, now)


def from_token(installation: Installation, snapshot: StaffSnapshot, now: datetime) -> StaffMember:
    return staff.rights_from_token(
        installation=installation,
        user_id=snapshot.id,
        email=snapshot.email,
        name=snapshot.name,
        user_permissions=["MANAGE_STAFF"],
        now=now,
    )


def change(installation: Installation, snapshot: StaffSnapshot, **changes: Any) -> None:
    fake_shop(installation).staff[snapshot.id] = replace(snapshot, **changes)


def test_a_token_makes_staff_known_with_what_saleor_says(
    installation: Installation, member: StaffMember, now: datetime
) -> None:
    assert (member.email, member.name, member.group_ids) == ("sam@example.com", "Sam", ["G1"])
    # The token claimed MANAGE_STAFF, Saleor did not confirm it.
    assert member.permissions == []
    assert member.checked_at == now


def test_a_second_token_within_a_minute_asks_nothing(
    installation: Installation, member: StaffMember, sam: StaffSnapshot, now: datetime
) -> None:
    calls = len(fake_shop(installation).calls)

    again = from_token(installation, sam, now + timedelta(seconds=60))

    assert again.pk == member.pk
    assert len(fake_shop(installation).calls) == calls


def test_a_deactivated_user_with_a_good_token_has_no_rights(
    installation: Installation, sam: StaffSnapshot, now: datetime
) -> None:
    change(installation, sam, is_active=False, permissions=("MANAGE_STAFF",))

    rights = staff.rights_of(from_token(installation, sam, now), now=now)

    assert rights.modules == frozenset()
    assert not rights.is_personal_shopper


def test_an_unknown_user_has_no_rights(installation: Installation, now: datetime) -> None:
    ghost = StaffSnapshot("VXNlcjo5", "ghost@example.com", "Ghost", True)

    assert staff.rights_of(from_token(installation, ghost, now), now=now).modules == frozenset()


def test_manage_staff_holds_every_module(
    installation: Installation, member: StaffMember, now: datetime
) -> None:
    member.permissions = ["MANAGE_STAFF"]

    assert staff.rights_of(member, now=now).modules == frozenset(Module)


@pytest.mark.feature("PM-01", "PM-14")
def test_a_personal_shopper_holds_calls_and_campaigns(
    installation: Installation, member: StaffMember, now: datetime
) -> None:
    shopper = factories.personal_shopper(installation, saleor_user_id=member.saleor_user_id)

    rights = staff.rights_of(member, now=now)

    assert rights.modules == {Module.CALLS, Module.CAMPAIGNS}
    assert rights.personal_shopper == shopper
    assert rights.may(Module.CALLS) and not rights.may(Module.SETTINGS)


@pytest.mark.feature("PM-04")
def test_groups_add_the_modules_they_were_given(
    installation: Installation,
    other_installation: Installation,
    member: StaffMember,
    now: datetime,
) -> None:
    grants = [(installation, "G1", Module.ANALYTICS), (installation, "G2", Module.SETTINGS)]
    for shop, group, module in [*grants, (other_installation, "G1", Module.SETTINGS)]:
        ModuleGrant.objects.create(installation=shop, group_id=group, module=module)

    assert staff.rights_of(member, now=now).modules == {Module.ANALYTICS}


def test_staff_without_anything_has_no_module(member: StaffMember, now: datetime) -> None:
    assert staff.rights_of(member, now=now).modules == frozenset()


def test_rights_are_asked_anew_after_a_minute(
    installation: Installation, member: StaffMember, sam: StaffSnapshot, now: datetime
) -> None:
    change(installation, sam, permissions=("MANAGE_STAFF",))

    assert not staff.rights_of(member, now=now + timedelta(seconds=60)).modules
    assert staff.rights_of(member, now=now + timedelta(seconds=61)).modules


def test_an_outage_keeps_the_answer_for_one_more_minute(
    installation: Installation, member: StaffMember, now: datetime
) -> None:
    fake_shop(installation).is_down = True

    staff.rights_of(member, now=now + timedelta(seconds=120))

    with pytest.raises(SaleorUnavailable):
        staff.rights_of(member, now=now + timedelta(seconds=121))


def test_a_dead_token_of_ours_counts_as_an_outage(
    installation: Installation, sam: StaffSnapshot, now: datetime
) -> None:
    fake_shop(installation).is_token_dead = True

    with pytest.raises(SaleorUnavailable):
        from_token(installation, sam, now)


def test_forgetting_the_answer_has_saleor_asked_at_once(
    installation: Installation, member: StaffMember, sam: StaffSnapshot, now: datetime
) -> None:
    change(installation, sam, permissions=("MANAGE_STAFF",))

    staff.forget_answer(installation, saleor_user_id="VXNlcjo5")
    member.refresh_from_db()
    assert not staff.rights_of(member, now=now).modules

    staff.forget_answer(installation)
    member.refresh_from_db()
    assert staff.rights_of(member, now=now).modules
