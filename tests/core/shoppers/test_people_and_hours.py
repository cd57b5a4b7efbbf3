"""Groups, availabilities, own hours and who is gone."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from saleor_personal_shopper.core.errors import DomainError, DomainErrors
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.saleor_data import SaleorUnavailable
from saleor_personal_shopper.core.shoppers import selectors, services
from saleor_personal_shopper.core.shoppers.models import Availability, Group, PersonalShopper
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories

MORNING = {"weekday": 1, "from": "09:00", "until": "12:00"}


def names(rows: object) -> list[str]:
    return [row.name for row in rows]  # type: ignore[attr-defined]


# Personal shoppers


@pytest.mark.feature("PS-04", "PS-05")
def test_a_person_knows_collections_and_languages(
    installation: Installation, now: datetime
) -> None:
    shop = fake_shop(installation)
    linen = shop.add_collection("Linen")
    shop.add_staff("paula@example.com", name="Paula")

    person = services.add_personal_shopper(
        installation=installation,
        email="paula@example.com",
        collections=[linen.id, linen.id],
        languages=["ES", "en", "es"],
        priority=3,
        now=now,
    )

    kept = [(one.collection_id, one.name) for one in person.collections.all()]
    assert kept == [(linen.id, "Linen")]
    assert (person.languages, person.priority) == (["es", "en"], 3)
    services.update_personal_shopper(personal_shopper=person, collections=[])
    assert not person.collections.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("languages", ["english"]),
        ("languages", [f"a{letter}" for letter in "abcdefghijk"]),
        ("priority", 101),
        ("collections", ["Q29sbGVjdGlvbjo5OTk="]),
        ("collections", [str(number) for number in range(51)]),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    installation: Installation, field: str, value: object
) -> None:
    person = factories.personal_shopper(installation)
    with pytest.raises(DomainErrors) as refusal:
        services.update_personal_shopper(
            personal_shopper=person,
            **{"phone": "5", field: value},  # type: ignore[arg-type]
        )
    assert [error.field for error in refusal.value.errors] == [field]
    person.refresh_from_db()
    assert person.phone == ""


@pytest.mark.feature("PS-09")
def test_people_are_found_by_all_that_is_known_of_them(
    installation: Installation, other_installation: Installation
) -> None:
    """PS-09, K4: by name, phone, email, collection, and a product that a collection holds."""
    shop = fake_shop(installation)
    linen = shop.add_collection("Linen", shop.add_product("Aube Blazer"))
    paula = factories.personal_shopper(
        installation, name="Paula Reyes", email="paula@example.com", phone="+34 600 11"
    )
    services.update_personal_shopper(personal_shopper=paula, collections=[linen.id])
    factories.personal_shopper(installation, name="Noah", email="noah@example.com")
    factories.personal_shopper(other_installation, name="Paula Reyes")

    def find(search: str) -> list[str]:
        return names(selectors.search_personal_shoppers(installation, search))

    for words in ("reyes", "PAULA@", "600 11", "linen", "blazer", "paula linen"):
        assert find(words) == ["Paula Reyes"], words
    assert find("") == ["Noah", "Paula Reyes"]
    assert find("noah linen") == find("coat") == []
    shop.is_down = True
    assert (find("linen"), find("blazer")) == (["Paula Reyes"], [])


@pytest.mark.feature("PS-11")
def test_nothing_of_a_removed_person_is_left_but_a_tombstone(
    installation: Installation, now: datetime
) -> None:
    person = factories.personal_shopper(
        installation, phone="5", avatar_url="https://shop.example.com/a.png", languages=["es"]
    )
    event = factories.event(installation, personal_shopper=person, status="FINISHED")
    factories.group(installation, person)
    services.set_own_hours(personal_shopper=person, time_zone="Europe/Madrid", weekly=[MORNING])
    services.add_busy_calendar(
        personal_shopper=person, url="https://calendar.example.com/a.ics", now=now
    )

    services.remove_personal_shopper(personal_shopper=person, now=now)

    person.refresh_from_db()
    event.refresh_from_db()
    assert event.personal_shopper == person
    assert (person.name, person.email, person.phone) == ("Former personal shopper", "", "")
    assert (person.avatar_url, person.languages) == ("", [])
    assert not person.memberships.exists() and not person.busy_calendars.exists()
    assert selectors.own_hours(person) is None


# Following Saleor


def test_whoever_leaves_saleor_takes_no_bookings_until_he_is_back(
    installation: Installation, now: datetime
) -> None:
    shop = fake_shop(installation)
    staff = shop.add_staff("paula@example.com", name="Paula")
    person = services.add_personal_shopper(installation=installation, email=staff.email, now=now)
    services.set_available(personal_shopper=person, available=True, now=now)

    def follow(at: datetime) -> PersonalShopper:
        services.follow_staff(installation=installation, saleor_user_id=staff.id, now=at)
        person.refresh_from_db()
        return person

    shop.staff[staff.id] = replace(staff, is_active=False)
    assert follow(now).deactivated_at == now
    assert follow(now + timedelta(hours=1)).deactivated_at == now
    assert not person.is_available
    assert not selectors.active_personal_shoppers(installation).exists()
    assert selectors.personal_shoppers(installation).exists()

    del shop.staff[staff.id]
    assert follow(now).deactivated_at == now
    shop.staff[staff.id] = replace(staff, avatar_url="https://shop.example.com/new.png")
    assert follow(now).deactivated_at is None
    assert person.avatar_url == "https://shop.example.com/new.png"


def test_a_silent_saleor_deactivates_nobody(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    person = factories.personal_shopper(installation, saleor_user_id="VXNlcjo1")
    fake_shop(installation).is_down = True
    with pytest.raises(SaleorUnavailable):
        services.follow_staff(installation=installation, saleor_user_id="VXNlcjo1", now=now)
    services.follow_staff(installation=installation, saleor_user_id="", now=now)
    services.follow_staff(installation=other_installation, saleor_user_id="VXNlcjo1", now=now)
    person.refresh_from_db()
    assert person.deactivated_at is None


# Groups


@pytest.mark.feature("MN-04")
def test_a_group_has_the_people_it_is_given(installation: Installation, now: datetime) -> None:
    paula, noah = (factories.personal_shopper(installation, name=one) for one in ("P", "N"))
    group = services.create_group(
        installation=installation, name=" Stylists ", members=[paula.pk, noah.pk], now=now
    )
    services.update_group(group=group, members=[noah.pk])
    services.update_group(group=group, name="Stylists & co")

    (found,) = selectors.groups(installation)
    assert (found.name, found.member_count) == ("Stylists & co", 1)  # type: ignore[attr-defined]
    assert [one.personal_shopper for one in group.members.all()] == [noah]


def test_groups_refuse_strangers_and_double_names(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    stranger = factories.personal_shopper(other_installation)
    gone = factories.personal_shopper(installation, deleted_at=now)
    for members in ([stranger.pk], [gone.pk], [uuid.uuid4()]):
        with pytest.raises(DomainErrors) as refusal:
            services.create_group(installation=installation, name="A", members=members, now=now)
        assert [error.field for error in refusal.value.errors] == ["members"]
    group = factories.group(installation, name="Stylists")
    factories.group(other_installation, name="Others")
    with pytest.raises(DomainError) as taken:
        services.create_group(installation=installation, name="STYLISTS", now=now)
    assert (taken.value.code, taken.value.field) == ("INVALID", "name")
    with pytest.raises(DomainErrors):
        services.create_group(installation=installation, now=now)
    assert services.create_group(installation=installation, name="Others", now=now)
    services.delete_group(group=group, now=now)
    assert services.create_group(installation=installation, name="Stylists", now=now)


def test_a_group_in_use_names_the_campaigns(installation: Installation, now: datetime) -> None:
    group = factories.group(installation)
    for number in range(7):
        factories.campaign(installation, group=group, name=f"Campaign {number}")

    with pytest.raises(DomainError) as refusal:
        services.delete_group(group=group, now=now)

    assert refusal.value.code == "IN_USE"
    assert "Campaign 0, Campaign 1, Campaign 2, Campaign 3, Campaign 4 …" in refusal.value.message
    assert Group.objects.of(installation).filter(deleted_at=None).count() == 1


# Hours


@pytest.mark.feature("MN-03")
def test_an_availability_is_made_changed_and_deleted(
    installation: Installation, now: datetime
) -> None:
    hours = services.create_availability(
        installation=installation, name="Shop hours", time_zone="Europe/Madrid", now=now
    )
    services.update_availability(
        availability=hours, weekly=[MORNING], dates=[{"date": "2026-12-25"}]
    )

    (found,) = selectors.availabilities(installation, "shop")
    assert (found.weekly, found.dates) == ([MORNING], [{"date": "2026-12-25", "intervals": []}])
    assert found.repeats_weekly
    services.delete_availability(availability=found)
    services.delete_availability(availability=hours)
    assert not selectors.availabilities(installation)


def test_an_availability_in_use_names_the_campaigns(installation: Installation) -> None:
    hours = factories.availability(installation)
    factories.campaign(installation, availability=hours, name="Winter")
    with pytest.raises(DomainError) as refusal:
        services.delete_availability(availability=hours)
    assert refusal.value.code == "IN_USE" and "Winter" in refusal.value.message


def test_an_availability_needs_name_and_zone(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    with pytest.raises(DomainErrors) as refusal:
        services.create_availability(installation=installation, weekly=[{"weekday": 9}], now=now)
    assert {error.field for error in refusal.value.errors} == {"name", "time_zone", "weekly"}
    factories.availability(other_installation, name="Hours")
    hours = factories.availability(installation, name="Hours")
    with pytest.raises(DomainError) as taken:
        services.create_availability(
            installation=installation, name="hours", time_zone="UTC", now=now
        )
    assert taken.value.field == "name"
    with pytest.raises(DomainErrors):
        services.update_availability(availability=hours, time_zone="Mars/Olympus")


@pytest.mark.feature("PS-06", "PS-07")
def test_a_person_has_hours_of_his_own(installation: Installation) -> None:
    person = factories.personal_shopper(installation)
    with pytest.raises(DomainErrors) as refusal:
        services.set_own_hours(personal_shopper=person, weekly=[MORNING])
    assert refusal.value.field == "time_zone"

    services.set_own_hours(personal_shopper=person, time_zone="Europe/Madrid", weekly=[MORNING])
    services.set_own_hours(personal_shopper=person, repeats_weekly=False)

    hours = selectors.own_hours(person)
    assert hours is not None and (hours.weekly, hours.repeats_weekly) == ([MORNING], False)
    assert Availability.objects.of(installation).count() == 1
    assert not selectors.availabilities(installation)
    services.clear_own_hours(personal_shopper=person)
    services.clear_own_hours(personal_shopper=person)
    assert selectors.own_hours(person) is None
