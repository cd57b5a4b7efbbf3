"""Personal shoppers, their hours and calendars, and groups."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import BusyCalendar, Group, PersonalShopper
from saleor_personal_shopper.core.shoppers.reading import read_calendar
from saleor_personal_shopper.core.shoppers.selectors import own_hours
from saleor_personal_shopper.core.shoppers.services import follow_staff
from saleor_personal_shopper.saleor import fake_calendars
from saleor_personal_shopper.saleor.fake_api import fake_shop
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories
from tests.core.files.corpus import picture
from tests.core.shoppers.busy.test_times import calendar
from tests.dashboard.conftest import OWN, Staff, make_staff
from tests.dashboard.test_campaigns import week

SETTINGS = "/dashboard/settings"
URL = "https://calendar.example.com/private.ics"


def note(response: HttpResponse) -> str:
    return str(json.loads(response.headers["HX-Trigger"])["staff:note"]["text"])


def person_place(staff: Staff) -> str:
    assert staff.personal_shopper
    return f"{SETTINGS}/shoppers/{staff.personal_shopper.pk}"


def profile(**fields: Any) -> dict[str, Any]:
    return {"name": "Paula", "phone": "+34 600", "priority": "2", "languages": ["es"], **fields}


@pytest.mark.feature("PS-02", "PS-03", "PS-04", "PS-05", "PS-10")
def test_a_profile_is_seen_and_changed(admin: Staff, paula: Staff, shop: FakeShop) -> None:
    linen = shop.add_collection("Linen")
    place = person_place(paula)
    assert "Paula Shopper" in admin.get(f"{place}/content").text

    saved = admin.post(
        f"{place}/save", profile(collections=[linen.id], **{"collection-name": ["Linen"]})
    )

    assert note(saved) == "Changes saved"
    person = paula.personal_shopper
    assert person
    person.refresh_from_db()
    assert (person.name, person.priority, person.languages) == ("Paula", 2, ["es"])
    assert [one.name for one in person.collections.all()] == ["Linen"]
    refused = admin.post(
        f"{place}/save",
        profile(name="", collections=[linen.id], **{"collection-name": ["Linen"]}),
    )
    assert refused.status_code == 422
    assert "Linen" in refused.text and 'aria-invalid="true"' in refused.text


@pytest.mark.feature("PS-05")
def test_collections_are_offered_by_the_shop(admin: Staff, shop: FakeShop) -> None:
    linen, wool = shop.add_collection("Linen"), shop.add_collection("Wool")
    everything = admin.get(f"{SETTINGS}/collections").text
    assert linen.id in everything and wool.id in everything
    found = admin.get(
        f"{SETTINGS}/collections",
    ).text
    assert "Linen" in found
    rest = admin.get(f"{SETTINGS}/collections?collections={wool.id}").text
    assert wool.id not in rest
    assert "No collection has this name." in (
        admin.get(f"{SETTINGS}/collections?collection_search=silk").text
    )


@pytest.mark.feature("PS-09", "PS-13")
def test_people_are_found_by_collection_and_product(
    installation: Installation, admin: Staff, paula: Staff, shop: FakeShop
) -> None:
    linen = shop.add_collection("Linen", shop.add_product("Aube Blazer"))
    admin.post(f"{person_place(paula)}/save", profile(collections=[linen.id]))
    factories.personal_shopper(installation, name="Noah")
    for words in ("linen", "blazer", "600"):
        found = admin.get(f"{SETTINGS}/shoppers?shopper_search={words}").text
        assert "Paula" in found and "Noah" not in found, words


def test_many_people_come_in_pages(installation: Installation, admin: Staff) -> None:
    for number in range(45):
        factories.personal_shopper(installation, name=f"Person {number:02}")
    page = admin.get(f"{SETTINGS}/shoppers?page=3").text
    assert "Person 40" in page and "Person 39" not in page and "41–45 of 45" in page


@pytest.mark.feature("PS-06", "PS-07")
def test_hours_are_set_by_the_administrator_and_by_oneself(admin: Staff, paula: Staff) -> None:
    person = paula.personal_shopper
    assert person
    for staff, place in ((admin, person_place(paula)), (paula, "/dashboard/calls/me")):
        saved = staff.post(f"{place}/hours", week())
        assert note(saved) == "Hours saved"
        hours = own_hours(person)
        assert hours is not None and len(hours.weekly) == 3
        refused = staff.post(f"{place}/hours", week(time_zone=""))
        assert refused.status_code == 422 and "Please fill this in." in refused.text
        assert note(staff.post(f"{place}/hours/clear")) == "Own hours removed"
        assert own_hours(person) is None


@pytest.mark.feature("PS-06", "AD-09")
def test_a_personal_shopper_sets_hours_at_the_desk(
    installation: Installation, paula: Staff
) -> None:
    person = paula.personal_shopper
    assert person
    campaign = factories.campaign(
        installation,
        group=factories.group(installation, person),
        ends_on=timezone.now().date() + timedelta(days=9),
    )
    paula.open_desk()

    page = paula.client.get(f"{paula.desk}/me").text
    assert f"/book/{campaign.public_id}/{person.public_id}" in page
    assert note(paula.post_at_desk("/me/hours", week())) == "Hours saved"
    foreign = paula.client.post(
        f"{paula.desk}/me/hours", week(), headers={"origin": "https://evil.example.com"}
    )
    assert foreign.status_code == 403
    assert OWN not in foreign.text


def test_who_is_no_personal_shopper_reads_so(admin: Staff) -> None:
    assert "You are no personal shopper" in admin.get("/dashboard/calls/me/content").text
    assert admin.post("/dashboard/calls/me/hours", week()).status_code == 404


@pytest.mark.feature("S11")
def test_calendars_are_added_read_and_removed(
    installation: Installation, paula: Staff, admin: Staff
) -> None:
    base = "/dashboard/calls/me/calendars"
    fake_calendars.put(URL, b"<html>")
    refused = paula.post(f"{base}/add", {"url": "calendar"})
    assert refused.status_code == 422 and 'value="calendar"' in refused.text

    added = paula.post(f"{base}/add", {"url": URL})

    assert note(added) == "Calendar added"
    assert "calendar.example.com" in added.text and "private.ics" not in added.text
    row = BusyCalendar.objects.of(installation).get()
    read_calendar(row.pk, now=timezone.now())
    assert "There is no calendar at this address." in paula.get(base).text
    fake_calendars.put(URL, calendar())
    paula.post(f"{base}/{row.pk}/refresh")
    read_calendar(row.pk, now=timezone.now())
    assert "Age of the last good copy:" in admin.get(f"{person_place(paula)}/calendars").text
    assert admin.post(f"{base}/{row.pk}/remove").status_code == 404
    assert note(paula.post(f"{base}/{row.pk}/remove")) == "Calendar removed"
    assert paula.post(f"{base}/{row.pk}/refresh").status_code == 404


@pytest.mark.feature("PS-11")
def test_removing_a_person_tells_what_is_ahead(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    person = paula.personal_shopper
    assert person
    factories.event(
        installation,
        personal_shopper=person,
        status="SCHEDULED",
        customer_name="Carla Ahead",
        starts_at=timezone.now() + timedelta(days=2),
    )
    page = admin.get(f"{person_place(paula)}/content").text
    assert "One event ahead needs another personal shopper then." in page

    removed = admin.post(f"{person_place(paula)}/remove")

    assert note(removed) == "Personal shopper removed"
    assert "Carla Ahead" in removed.text and "has left" in removed.text
    assert admin.post(f"{person_place(paula)}/remove").status_code == 404


def test_whoever_is_in_a_call_is_not_removed(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    factories.event(installation, personal_shopper=paula.personal_shopper, status="LIVE")
    refused = admin.post(f"{person_place(paula)}/remove")
    assert refused.status_code == 422 and "This person is in a call." in refused.text


def test_whoever_left_saleor_is_marked_with_the_events_to_reassign(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    person = paula.personal_shopper
    assert person
    person.deactivated_at = timezone.now()
    person.save()
    factories.event(
        installation,
        personal_shopper=person,
        status="SCHEDULED",
        customer_name="Carla Ahead",
        starts_at=timezone.now() + timedelta(days=2),
    )
    colleague = make_staff(installation, "bea@example.com", name="Bea")
    factories.personal_shopper(
        installation, email=colleague.email, saleor_user_id=colleague.user_id
    )

    page = admin.get(f"{SETTINGS}/content").text
    assert "Inactive in Saleor" in page and "Carla Ahead" in page
    assert "Events that need another personal shopper" in (
        admin.get(f"{person_place(paula)}/content").text
    )
    # ... and where whoever looks after the calls sees it first, but not in another's list
    notice = "belongs to somebody who has left"
    for path in ("/dashboard/calls/content", "/dashboard/calls/lists"):
        assert notice in admin.get(path).text
        assert notice not in colleague.get(path).text


@pytest.mark.feature("MN-04")
@pytest.mark.feature("PS-11")
def test_all_that_is_ahead_of_who_has_left_is_handed_over(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    person, now = paula.personal_shopper, timezone.now()
    assert person
    bea = factories.personal_shopper(installation, name="Bea")
    starts_at = [now + timedelta(days=days) for days in (2, 3)]
    for number, start in enumerate(starts_at):
        factories.event(
            installation,
            personal_shopper=person,
            status="SCHEDULED",
            origin="PRIVATE",
            customer_name=f"Customer {number}",
            starts_at=start,
        )
    factories.event(
        installation,
        personal_shopper=bea,
        status="SCHEDULED",
        origin="BOOKING",
        customer_email="emma@example.com",
        starts_at=starts_at[1],
    )
    follow_staff_who_left(person)
    place = person_place(paula)
    page = admin.get(f"{place}/content").text
    assert "Hand all over to" in page and "Customer 0" in page and "Bea" in page

    done = admin.post(f"{place}/reassign", {"to": str(bea.pk)})

    assert note(done) == "One event handed over"
    assert "One event could not be handed over" in done.text
    assert "Customer 0" not in done.text and "Customer 1" in done.text
    assert "Customer 1" in admin.get(f"{SETTINGS}/reassign").text
    assert admin.post(f"{place}/reassign", {"to": "x"}).status_code == 404


def follow_staff_who_left(person: PersonalShopper) -> None:
    """As the webhook STAFF_DELETED does."""
    shop = fake_shop(person.installation)
    shop.staff.pop(person.saleor_user_id)
    follow_staff(
        installation=person.installation,
        saleor_user_id=person.saleor_user_id,
        now=timezone.now(),
    )


def test_groups_are_made_changed_and_deleted(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    person = paula.personal_shopper
    assert person
    created = admin.post(
        f"{SETTINGS}/groups/create", {"name": "Stylists", "members": [str(person.pk), "x"]}
    )
    assert note(created) == "Group created" and "One personal shopper" in created.text
    group = Group.objects.of(installation).get()
    place = f"{SETTINGS}/groups/{group.pk}"
    assert "checked" in admin.get(f"{place}/content").text
    assert admin.post(f"{place}/save", {"name": " "}).status_code == 422
    campaign = factories.campaign(installation, group=group, name="Winter")
    refused = admin.post(f"{place}/delete")
    assert refused.status_code == 422 and "Winter" in refused.text
    campaign.delete()
    assert note(admin.post(f"{place}/save", {"name": "Style"})) == "Group saved"
    assert not group.members.exists()
    assert note(admin.post(f"{place}/delete")) == "Group deleted"
    assert admin.get(f"{place}/content").status_code == 404


def test_people_and_groups_need_settings(
    installation: Installation, admin: Staff, paula: Staff, stranger: Staff
) -> None:
    group = factories.group(installation)
    for place in (person_place(paula), f"{SETTINGS}/groups/{group.pk}"):
        assert paula.get(f"{place}/content").status_code == 403
        assert paula.post(f"{place}/save", {"name": "A"}).status_code == 403
        assert stranger.get(f"{place}/content").status_code == 404
        assert stranger.post(f"{place}/save", {"name": "A"}).status_code == 404


def test_a_picture_is_chosen_by_the_administrator_and_by_oneself(
    admin: Staff, paula: Staff, stranger: Staff
) -> None:
    person = paula.personal_shopper
    assert person
    for staff, place in ((admin, person_place(paula)), (paula, "/dashboard/calls/me")):
        sent = staff.client.post(
            f"{place}/picture",
            {"picture": SimpleUploadedFile("me.png", picture("PNG"))},
            headers={"authorization": f"Bearer {staff.token}"},
        )
        assert note(sent) == "Picture saved"
        person.refresh_from_db()
        assert person.picture and person.picture in staff.get(f"{place}/content").text
        assert staff.post(f"{place}/picture").status_code == 422
        assert note(staff.post(f"{place}/picture/remove")) == "Picture removed"
    assert stranger.post(f"{person_place(paula)}/picture").status_code == 404


def test_available_is_who_could_take_a_call_now(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    # given one who is available at her desk, and one who left it so
    now = timezone.now()
    factories.personal_shopper(installation, name="Ada", desk_seen_at=now)
    before = now - timedelta(hours=3)
    away = factories.personal_shopper(installation, name="Bea", desk_seen_at=before)

    # then only the first is called available, as in the shop
    rows = admin.get("/dashboard/settings/shoppers?shopper_search=a").text
    ada, bea = (rows.split(f">{name}</a>")[1].split("</li>")[0] for name in ("Ada", "Bea"))
    assert "Available" in ada and "Available" not in bea
    assert "Available" not in admin.get(f"/dashboard/settings/shoppers/{away.pk}/content").text
