"""Campaigns and availabilities in the Dashboard's frame."""

from __future__ import annotations

import html
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import Availability
from tests import factories
from tests.core.files.corpus import picture
from tests.dashboard.conftest import Staff

CAMPAIGNS = "/dashboard/campaigns"
HOURS = f"{CAMPAIGNS}/availabilities"
TODAY = timezone.now().date()


def note(response: HttpResponse) -> str:
    return str(json.loads(response.headers["HX-Trigger"])["staff:note"]["text"])


def filled(installation: Installation, **fields: Any) -> dict[str, Any]:
    return {
        "name": "Winter looks",
        "description": "Find your coat.",
        "starts_on": TODAY.isoformat(),
        "ends_on": (TODAY + timedelta(days=30)).isoformat(),
        "channel": "default-channel",
        "time_zone": "Europe/Madrid",
        "group": str(factories.group(installation).pk),
        **fields,
    }


def week(**fields: Any) -> dict[str, Any]:
    """What the week editor sends: two times on Monday, one until midnight on Sunday."""
    return {
        "name": "Shop hours",
        "time_zone": "Europe/Madrid",
        "repeats_weekly": "on",
        "from-1": ["09:00", "14:00", ""],
        "until-1": ["12:00", "18:00", ""],
        "from-7": ["20:00"],
        "until-7": ["00:00"],
        "date-key": ["1", "2"],
        "date": ["2026-12-25", "2026-12-31"],
        "from-date-2": ["09:00"],
        "until-date-2": ["12:00"],
        **fields,
    }


# The list


@pytest.mark.feature("CP-04", "CP-05", "CP-06", "CP-07", "CP-08", "CP-09", "CP-10", "CP-11")
def test_the_list_shows_every_column(installation: Installation, paula: Staff) -> None:
    group = factories.group(installation, paula.personal_shopper)  # type: ignore[arg-type]
    campaign = factories.campaign(
        installation, group=group, starts_on=TODAY, ends_on=TODAY, image="image-x.webp"
    )
    factories.event(installation, campaign=campaign)

    page = paula.get(f"{CAMPAIGNS}/content").text

    for words in ("Winter looks", "Find your coat.", "Active", "Default channel", "Whole channel"):
        assert words in page
    assert f"/files/campaigns/{campaign.pk}/image-x.webp" in page
    assert re.findall(r'class="number">(\d+)<', page) == ["1", "1"]


def test_the_list_is_filtered_searched_and_paged(installation: Installation, admin: Staff) -> None:
    group = factories.group(installation)
    for number in range(30):
        factories.campaign(installation, group=group, name=f"Winter {number:02}")
    over = {"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=3)}
    factories.campaign(installation, group=group, name="Autumn", **over)

    def names(query: str) -> list[str]:
        page = admin.get(f"{CAMPAIGNS}/rows?{query}").text
        return re.findall(r">((?:Winter \d\d)|Autumn)</a>", page)

    assert names("state=COMPLETED") == ["Autumn"]
    assert names("search=winter+07") == ["Winter 07"]
    assert (len(names("page=1")), len(names("page=2"))) == (25, 6)
    assert "No campaign matches." in admin.get(f"{CAMPAIGNS}/rows?search=spring").text


def test_a_thousand_campaigns_cost_no_more_queries(
    installation: Installation, admin: Staff
) -> None:
    group = factories.group(installation)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert admin.get(f"{CAMPAIGNS}/content").status_code == 200
        return len(found)

    factories.campaign(installation, group=group)
    queries()  # the first one also asks Saleor for rights
    few = queries()
    row = {"description": "x", "starts_on": TODAY, "ends_on": TODAY, "channel": "default-channel"}
    Campaign.objects.bulk_create(
        Campaign(installation=installation, group=group, name=str(number), **row)
        for number in range(1000)
    )
    assert queries() == few


def test_an_empty_list_says_what_to_do(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    assert "/dashboard/settings/groups/new" in admin.get(f"{CAMPAIGNS}/content").text
    assert "Ask whoever manages the settings" in paula.get(f"{CAMPAIGNS}/content").text
    factories.group(installation)
    assert "No campaigns yet." in paula.get(f"{CAMPAIGNS}/content").text


# Making and changing


@pytest.mark.feature("CP-12", "CP-13", "CP-14", "CP-15", "CP-16", "CP-17", "CP-18", "AD-08")
def test_a_campaign_is_made_and_goes_on_with_its_agenda(
    installation: Installation, paula: Staff
) -> None:
    response = paula.post(f"{CAMPAIGNS}/create", filled(installation))

    made = Campaign.objects.of(installation).get()
    assert note(response) == "Campaign created"
    assert response.headers["HX-Push-Url"].startswith(f"{CAMPAIGNS}/{made.pk}/agenda")
    assert f"/book/{made.public_id}" in response.text
    assert (made.name, made.time_zone) == ("Winter looks", "Europe/Madrid")


@pytest.mark.feature("CP-13", "CP-16", "CP-18")
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    installation: Installation, paula: Staff
) -> None:
    yesterday = (TODAY - timedelta(days=1)).isoformat()
    for typed in (
        filled(installation, name=" ", ends_on=""),
        filled(installation, ends_on=yesterday),
        filled(installation, group="nonsense"),
    ):
        response = paula.post(f"{CAMPAIGNS}/create", typed)
        assert response.status_code == 422
        assert 'aria-invalid="true"' in response.text
        assert "Find your coat." in response.text
    assert not Campaign.objects.of(installation).exists()


@pytest.mark.feature("CP-19", "CP-20")
def test_basic_info_is_seen_and_changed(installation: Installation, paula: Staff) -> None:
    campaign = factories.campaign(installation)
    page = paula.get(f"{CAMPAIGNS}/{campaign.pk}/content").text
    assert 'value="Winter looks"' in page and "Basic info" in page and "Agenda" in page
    assert "Items" not in page

    typed = filled(installation, name="Spring looks")
    assert note(paula.post(f"{CAMPAIGNS}/{campaign.pk}/save", typed)) == "Changes saved"
    refused = paula.post(f"{CAMPAIGNS}/{campaign.pk}/save", {**typed, "description": ""})

    assert refused.status_code == 422
    campaign.refresh_from_db()
    assert (campaign.name, campaign.description) == ("Spring looks", "Find your coat.")


@pytest.mark.feature("AD-02", "AD-03", "AD-05", "S2", "S3", "S4", "S16")
def test_the_agenda_is_seen_and_changed(installation: Installation, paula: Staff) -> None:
    hours = factories.availability(installation, name="Shop hours")
    campaign = factories.campaign(installation)
    place = f"{CAMPAIGNS}/{campaign.pk}/agenda"
    assert "Shop hours" in paula.get(f"{place}/content").text
    typed = {
        "availability": str(hours.pk),
        "duration_minutes": "45",
        "increment_minutes": "15",
        "buffer_before_minutes": "5",
        "buffer_after_minutes": "10",
        "notice_minutes": "60",
        "horizon_days": "30",
        "daily_limit": "4",
        "weekly_limit": "",
        "question-key": ["a", "b", "c"],
        "question-id": ["", "", ""],
        "question-label": ["What for?", "Size", " "],
        "question-kind": ["TEXT", "CHOICE", "TEXT"],
        "question-options": ["", "S\r\nM", ""],
        "question-required": ["b"],
    }

    saved = paula.post(f"{place}/save", typed)

    assert note(saved) == "Agenda saved"
    campaign.refresh_from_db()
    assert (campaign.availability, campaign.duration_minutes) == (hours, 45)
    assert (campaign.daily_limit, campaign.weekly_limit) == (4, None)
    asked = [(one["label"], one["kind"], one["required"]) for one in campaign.questions]
    assert asked == [("What for?", "TEXT", False), ("Size", "CHOICE", True)]
    assert campaign.questions[1]["options"] == ["S", "M"]
    refused = paula.post(f"{place}/save", {**typed, "duration_minutes": "3"})
    assert refused.status_code == 422 and "from 5 to 480" in refused.text
    assert 'value="What for?"' in refused.text


@pytest.mark.feature("AD-08", "AD-09", "SF-15")
def test_hosts_alone_see_a_link_of_their_own(
    installation: Installation, paula: Staff, admin: Staff
) -> None:
    person = paula.personal_shopper
    assert person
    campaign = factories.campaign(installation, group=factories.group(installation, person))
    own = f"/book/{campaign.public_id}/{person.public_id}"
    assert own in paula.get(f"{CAMPAIGNS}/{campaign.pk}/agenda/content").text
    page = admin.get(f"{CAMPAIGNS}/{campaign.pk}/agenda/content").text
    assert own not in page and f"/book/{campaign.public_id}" in page


@pytest.mark.feature("SF-15")
def test_the_agenda_comes_with_the_code_that_puts_it_into_a_shops_page(
    installation: Installation, paula: Staff
) -> None:
    """SF-15"""
    campaign = factories.campaign(installation)
    page = html.unescape(paula.get(f"{CAMPAIGNS}/{campaign.pk}/agenda/content").text)
    (code,) = re.findall(r'id="embed-code"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert f'campaign="{campaign.public_id}"' in code and 'mode="inline"' in code
    assert f'saleor-api-url="{installation.saleor_api_url}"' in code
    assert "/widget/v1/personal-shopper.js" in code


def test_links_have_qr_codes(installation: Installation, paula: Staff) -> None:
    campaign = factories.campaign(installation)
    person = paula.personal_shopper
    assert person
    for place in (campaign.public_id, f"{campaign.public_id}/{person.public_id}"):
        answer = paula.client.get(f"/book/{place}/qr.svg")
        assert answer["Content-Type"] == "image/svg+xml" and b"<svg" in answer.content
    for place in ("nothing", f"{campaign.public_id}/nobody"):
        assert paula.client.get(f"/book/{place}/qr.svg").status_code == 404


@pytest.mark.feature("CP-21", "AD-06")
def test_pictures_are_kept_and_removed(installation: Installation, paula: Staff) -> None:
    campaign = factories.campaign(installation)
    for kind in ("image", "logo"):
        place = f"{CAMPAIGNS}/{campaign.pk}/{kind}"
        sent = {"picture": SimpleUploadedFile("a.png", picture("PNG"))}
        kept = paula.post(place, sent)
        assert note(kept) == "Picture saved"
        campaign.refresh_from_db()
        assert getattr(campaign, kind) in kept.text
        refused = paula.post(place, {"picture": SimpleUploadedFile("a.png", b"no picture")})
        assert refused.status_code == 422 and "Choose a picture" in refused.text
        assert note(paula.post(f"{place}/remove")) == "Picture removed"
        campaign.refresh_from_db()
        assert getattr(campaign, kind) == ""


def test_a_campaign_is_deleted_unless_events_are_open(
    installation: Installation, paula: Staff
) -> None:
    campaign = factories.campaign(installation)
    event = factories.event(installation, campaign=campaign, status="SCHEDULED")
    place = f"{CAMPAIGNS}/{campaign.pk}/delete"

    refused = paula.post(place)
    assert refused.status_code == 422 and "Carla Customer" in refused.text
    event.delete()
    assert note(paula.post(place)) == "Campaign deleted"
    assert paula.post(place).status_code == 404
    assert paula.get(f"{CAMPAIGNS}/{campaign.pk}/content").status_code == 404


# Availabilities


@pytest.mark.feature("MN-03", "S12")
def test_an_availability_is_made_of_the_week_editor(
    installation: Installation, paula: Staff
) -> None:
    assert "No availabilities yet." in paula.get(f"{HOURS}/content").text

    response = paula.post(f"{HOURS}/create", week())

    assert note(response) == "Availability created"
    made = Availability.objects.of(installation).get()
    assert made.weekly == [
        {"weekday": 1, "from": "09:00", "until": "12:00"},
        {"weekday": 1, "from": "14:00", "until": "18:00"},
        {"weekday": 7, "from": "20:00", "until": "24:00"},
    ]
    assert made.dates == [
        {"date": "2026-12-25", "intervals": []},
        {"date": "2026-12-31", "intervals": [{"from": "09:00", "until": "12:00"}]},
    ]
    page = paula.get(f"{HOURS}/{made.pk}/content").text
    assert 'name="until-7" value="00:00"' in page
    assert 'name="from-date-2" value="09:00"' in page


def test_wrong_hours_are_shown_as_they_were_typed(installation: Installation, paula: Staff) -> None:
    made = factories.availability(installation)
    wrong = {
        "from-1": week(**{"until-1": ["08:00", "18:00", ""]}),
        "name": week(name=""),
        "zone": week(time_zone="Mars/Olympus"),
        "date": week(date=["", "2026-12-31"]),
        "unfinished": week(**{"until-1": ["", "18:00", ""]}),
    }
    for typed in wrong.values():
        for place in (f"{HOURS}/create", f"{HOURS}/{made.pk}/save"):
            response = paula.post(place, typed)
            assert response.status_code == 422
            assert 'class="error"' in response.text
            assert 'name="from-1" value="09:00"' in response.text
    assert Availability.objects.of(installation).count() == 1


def test_an_availability_is_changed_and_deleted(installation: Installation, paula: Staff) -> None:
    made = factories.availability(installation)
    campaign = factories.campaign(installation, availability=made, name="Winter")
    saved = paula.post(f"{HOURS}/{made.pk}/save", week(repeats_weekly=""))
    assert note(saved) == "Availability saved"
    made.refresh_from_db()
    assert (made.name, made.repeats_weekly) == ("Shop hours", False)
    refused = paula.post(f"{HOURS}/{made.pk}/delete")
    assert refused.status_code == 422 and "Winter" in refused.text
    campaign.availability = None
    campaign.save()
    assert note(paula.post(f"{HOURS}/{made.pk}/delete")) == "Availability deleted"
    assert paula.get(f"{HOURS}/{made.pk}/content").status_code == 404


# Rights


@pytest.mark.parametrize("place", ["", "/new", "/availabilities", "/availabilities/new"])
def test_campaigns_need_their_module(outsider: Staff, stranger: Staff, place: str) -> None:
    assert outsider.get(f"{CAMPAIGNS}{place}/content").status_code == 403
    assert stranger.get(f"{CAMPAIGNS}{place}/content").status_code == 200


def test_rows_of_another_shop_are_not_there(installation: Installation, stranger: Staff) -> None:
    campaign = factories.campaign(installation)
    hours = factories.availability(installation)
    for place in (f"{campaign.pk}", f"{campaign.pk}/agenda", f"availabilities/{hours.pk}"):
        assert stranger.get(f"{CAMPAIGNS}/{place}/content").status_code == 404
    assert stranger.post(f"{CAMPAIGNS}/{campaign.pk}/delete").status_code == 404
    assert stranger.post(f"{HOURS}/{hours.pk}/delete").status_code == 404
