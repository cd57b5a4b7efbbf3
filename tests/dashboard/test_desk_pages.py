"""The desk's own pages."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.core.events.models import EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.realtime.fake_publisher import forget, published
from tests import factories
from tests.dashboard.conftest import Staff


def test_the_desk_shows_the_same_pages_with_its_own_addresses(
    installation: Installation, paula: Staff
) -> None:
    event = factories.event(installation)
    paula.open_desk()

    home = paula.client.get(f"{paula.desk}/").text
    detail = paula.client.get(f"{paula.desk}/events/{event.pk}").text

    assert "Waiting for you to join" in home and "All calls" in home
    assert f'href="{paula.desk}/events/{event.pk}"' in home
    assert "/dashboard/calls" not in home + detail
    assert "Open desk</button>" not in home


@pytest.mark.feature("DC-14", "SF-11")
def test_the_available_toggle_counts_for_customers_and_tells_other_desks(
    paula: Staff, django_capture_on_commit_callbacks: object
) -> None:
    person = paula.personal_shopper
    assert person
    paula.open_desk()
    forget()

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        off = paula.post_at_desk("/available", {"available": "false"})

    person.refresh_from_db()
    assert not person.is_available
    assert 'aria-checked="false"' in off.text
    assert published
    assert 'aria-checked="true"' in paula.post_at_desk("/available", {"available": "true"}).text


def test_staff_who_are_no_personal_shoppers_have_no_toggle(admin: Staff) -> None:
    admin.open_desk()

    page = admin.client.get(f"{admin.desk}/").text

    assert 'role="switch"' not in page
    assert "You are not registered as a personal shopper" in page
    assert admin.post_at_desk("/available", {"available": "true"}).status_code == 200


def test_a_change_at_the_desk_answers_in_the_language_chosen(
    installation: Installation, paula: Staff
) -> None:
    paula.open_desk()
    paula.post_at_desk("/language", {"language": "ca"})

    page = paula.client.get(f"{paula.desk}/", headers={"accept-language": "en"})

    assert '<html lang="ca">' in page.text
    assert page.headers["Content-Language"] == "ca"


def test_an_unknown_language_falls_back_to_the_browsers(paula: Staff) -> None:
    paula.open_desk()
    paula.post_at_desk("/language", {"language": "tlh"})

    page = paula.client.get(f"{paula.desk}/", headers={"accept-language": "pt"})

    assert '<html lang="pt">' in page.text


def test_events_are_changed_at_the_desk_too(installation: Installation, paula: Staff) -> None:
    event = factories.event(installation, personal_shopper=paula.personal_shopper)
    paula.open_desk()

    assert paula.post_at_desk(f"/events/{event.pk}/cancel").status_code == 200

    event.refresh_from_db()
    assert event.status == EventStatus.CANCELLED
