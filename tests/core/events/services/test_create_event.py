from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories

from ..conftest import Commits, desk_messages

TOMORROW = timedelta(days=1)


def create(rights: StaffRights, now: datetime, **fields: Any) -> Event:
    values = {
        "name": "Carla",
        "email": "carla@example.com",
        "channel": "default-channel",
        **fields,
    }
    return services.create_event(rights=rights, now=now, **values)


@pytest.mark.feature("DC-05", "DC-06", "DC-07")
def test_a_call_for_now_is_the_makers_own(
    rights: StaffRights, shopper: PersonalShopper, now: datetime, commits: Commits
) -> None:
    with commits():
        event = create(rights, now, phone="555", product_id="UHJvZHVjdDox", language="pt-BR")

    event.refresh_from_db()
    assert (event.status, event.origin) == ("SCHEDULED", "PRIVATE")
    assert (event.personal_shopper, event.starts_at, event.duration_minutes) == (shopper, now, 30)
    assert (event.customer_name, event.customer_email) == ("Carla", "carla@example.com")
    assert (event.customer_phone, event.product_id) == ("555", "UHJvZHVjdDox")
    assert event.language == "pt"
    assert sorted(link.kind for link in event.links.all()) == ["CUSTOMER", "GUEST"]
    assert [one["data"]["lists"] for one in desk_messages()] == [["upcoming"]]


@pytest.mark.feature("AD-04")
def test_a_call_for_later_has_its_date(rights: StaffRights, now: datetime) -> None:
    event = create(rights, now, starts_at=now + TOMORROW, duration_minutes=45)

    assert (event.starts_at, event.duration_minutes) == (now + TOMORROW, 45)


def test_links_are_long_and_differ(rights: StaffRights, now: datetime) -> None:
    tokens = {link.token for _ in range(3) for link in create(rights, now).links.all()}

    assert len(tokens) == 6
    assert min(map(len, tokens)) >= 43


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": " "}, "REQUIRED", "name"),
        ({"name": "x" * 121}, "INVALID", "name"),
        ({"email": ""}, "REQUIRED", "email"),
        ({"email": "carla"}, "INVALID", "email"),
        ({"phone": "5" * 41}, "INVALID", "phone"),
        ({"product_id": "x" * 65}, "INVALID", "product"),
        ({"channel": "no-channel"}, "INVALID", "channel"),
        ({"duration_minutes": 4}, "INVALID", "durationMinutes"),
        ({"duration_minutes": 481}, "INVALID", "durationMinutes"),
        ({"duration_minutes": -1}, "INVALID", "durationMinutes"),
        ({"starts_at": datetime(2026, 12, 1)}, "INVALID", "startsAt"),
    ],
)
def test_bad_input_names_its_field(
    rights: StaffRights, now: datetime, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        create(rights, now, **fields)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Event.objects.of(rights.installation).exists()


@pytest.mark.parametrize("offset", [timedelta(minutes=-2), timedelta(days=367)])
def test_dates_are_from_now_to_one_year_ahead(
    rights: StaffRights, now: datetime, offset: timedelta
) -> None:
    with pytest.raises(DomainError) as refusal:
        create(rights, now, starts_at=now + offset)

    assert (refusal.value.code, refusal.value.field) == ("INVALID", "startsAt")


@pytest.mark.feature("DC-13")
def test_only_a_personal_shopper_makes_calls(
    installation: Installation, admin: StaffRights, shopper: PersonalShopper, now: datetime
) -> None:
    with pytest.raises(DomainError) as refusal:
        create(admin, now)
    assert refusal.value.code == "PERMISSION_DENIED"

    assert create(admin, now, personal_shopper=shopper).personal_shopper == shopper


def test_a_personal_shopper_makes_no_calls_for_colleagues(
    installation: Installation, rights: StaffRights, now: datetime
) -> None:
    colleague = factories.personal_shopper(installation)

    with pytest.raises(DomainError) as refusal:
        create(rights, now, personal_shopper=colleague)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_without_the_module_nobody_makes_calls(
    installation: Installation, rights: StaffRights, shopper: PersonalShopper, now: datetime
) -> None:
    no_rights = StaffRights(installation, rights.staff_member, frozenset(), shopper)

    with pytest.raises(DomainError) as refusal:
        create(no_rights, now)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_a_personal_shopper_of_another_shop_is_refused(
    admin: StaffRights, other_installation: Installation, now: datetime
) -> None:
    stranger = factories.personal_shopper(other_installation)

    with pytest.raises(DomainError) as refusal:
        create(admin, now, personal_shopper=stranger)
    assert refusal.value.code == "NOT_FOUND"
