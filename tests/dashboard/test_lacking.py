"""What the app lacks in Saleor is told to who can mend it, asked for, and gone when given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from saleor_personal_shopper.core import saleor_data
from saleor_personal_shopper.core.installations.extensions import EXTENSION_PLACES
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.permissions import PERMISSION_NAMES
from saleor_personal_shopper.core.ports import app_upkeep
from saleor_personal_shopper.dashboard.lacking import USES
from saleor_personal_shopper.saleor.extensions import EXTENSIONS
from saleor_personal_shopper.saleor.fake_upkeep import Lacking, fake_lacking
from saleor_personal_shopper.saleor.permissions import required_permissions
from tests.dashboard.conftest import OWN, Staff, make_staff

PAGES = ("/dashboard/calls/content", "/dashboard/settings/content")
LOOK = "/dashboard/lacking"
Lack = Callable[..., Lacking]


@pytest.fixture
def lack(installation: Installation) -> Lack:
    """Have Saleor lack these, and the app know it."""

    def lack(*permissions: str, extensions: tuple[str, ...] = ()) -> Lacking:
        lacking = fake_lacking(installation)
        lacking.permissions, lacking.extensions = list(permissions), list(extensions)
        app_upkeep().keep_up(installation)
        return lacking

    return lack


@pytest.fixture
def chief(installation: Installation) -> Staff:
    """May change the settings, and what apps may do."""
    permissions = ("MANAGE_STAFF", "MANAGE_APPS")
    return make_staff(installation, "chief@example.com", permissions=permissions)


def asked_for(page: str) -> list[str]:
    """What the button has the Dashboard ask for."""
    found = re.search(r'data-permissions="([A-Z_ ]+)"', page)
    return found[1].split() if found else []


def test_every_permission_has_a_use_and_every_extension_a_place() -> None:
    assert set(required_permissions()) == USES.keys() == PERMISSION_NAMES.keys()
    assert {one.identifier for one in EXTENSIONS} == EXTENSION_PLACES.keys()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_said_when_nothing_is_missing(page: str, chief: Staff) -> None:
    assert "lacking" not in chief.get(page).text


@pytest.mark.parametrize("page", PAGES)
def test_missing_permissions_are_named_with_what_they_are_for(
    page: str, lack: Lack, chief: Staff
) -> None:
    lack("MANAGE_ORDERS", "MANAGE_USERS")

    text = chief.get(page).text

    assert asked_for(text) == ["MANAGE_ORDERS", "MANAGE_USERS"]
    assert "<strong>Manage orders</strong>: credits orders to the call" in text
    assert f'hx-post="{LOOK}"' in text


def test_who_cannot_give_permissions_reads_who_can(lack: Lack, admin: Staff) -> None:
    lack("MANAGE_ORDERS")

    text = admin.get(PAGES[0]).text

    assert asked_for(text) == []
    assert "Only staff who may manage apps can give them." in text


def test_personal_shoppers_and_the_desk_are_left_in_peace(
    lack: Lack, paula: Staff, chief: Staff
) -> None:
    lack("MANAGE_ORDERS", extensions=("desk",))
    chief.open_desk()

    assert "lacking" not in paula.get(PAGES[0]).text
    assert 'id="lacking"' not in chief.client.get(f"{chief.desk}/").text
    assert paula.post(LOOK).status_code == 403


def test_missing_extensions_are_named_by_place_and_need_not_be_there(
    lack: Lack, chief: Staff
) -> None:
    lack(extensions=tuple(EXTENSION_PLACES))

    text = chief.get(PAGES[0]).text

    assert text.count("<li>“") == len(EXTENSION_PLACES)
    assert f'value="{OWN}/api/manifest"' in text
    assert asked_for(text) == []
    # and what they lead to is reached from here
    for address in ("/dashboard/settings", "/dashboard/desk-code", "/dashboard/calls/new"):
        assert f'"{address}' in text


def test_looking_again_after_they_were_given_takes_the_banner_away(
    lack: Lack, chief: Staff
) -> None:
    # given
    lacking = lack("MANAGE_ORDERS")
    lacking.permissions = []

    # when
    response = chief.post(LOOK, {"lacked": "MANAGE_ORDERS"})

    # then
    assert response.text.strip() == ""
    note = json.loads(response.headers["HX-Trigger"])["staff:note"]
    assert note["text"].startswith("Thank you")
    assert "lacking" not in chief.get(PAGES[0]).text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("USER_DENIED_PERMISSIONS", "You denied them"),
        ("UPDATE_PERMISSIONS_FAILED", "Saleor did not change them"),
    ],
)
def test_what_came_of_asking_is_said(code: str, words: str, lack: Lack, chief: Staff) -> None:
    # given the Dashboard's way back
    lack("MANAGE_ORDERS")
    shell = chief.client.get(f"/dashboard/calls?appPath=%2Fdashboard%2Fcalls&error={code}").text
    content = re.search(r'data-content="([^"]+)"', shell)
    assert content is not None

    # then it is said, also after the look that the page takes by itself
    text = chief.get(content[1].replace("&amp;", "&")).text
    assert words in text
    assert code in text
    again = chief.post(LOOK, {"lacked": "MANAGE_ORDERS", "answer": code}).text
    assert words in again
    assert "hx-trigger" not in again


def test_other_answers_are_not_repeated(lack: Lack, chief: Staff) -> None:
    lack("MANAGE_ORDERS")

    text = chief.get(f"{PAGES[0]}?error=<script>").text

    assert "script>" not in text


class TestWhileNobodysRightsCanBeRead:
    @pytest.fixture(autouse=True)
    def unreadable(self, lack: Lack, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(self: object, user_id: str) -> None:
            raise saleor_data.SaleorPermissionMissing("MANAGE_STAFF")

        lack("MANAGE_ORDERS", "MANAGE_STAFF")
        monkeypatch.setattr(
            "saleor_personal_shopper.saleor.fake_api.FakeSaleorApi.staff_user", refuse
        )

    @pytest.mark.parametrize("page", PAGES)
    def test_the_frame_asks_for_all_that_is_missing(self, page: str, paula: Staff) -> None:
        response = paula.get(f"{page}?error=USER_DENIED_PERMISSIONS")

        assert response.status_code == 503
        assert asked_for(response.text) == ["MANAGE_ORDERS", "MANAGE_STAFF"]
        assert "You denied them" in response.text

    def test_the_handshake_does_as_well(self, paula: Staff) -> None:
        response = paula.post("/dashboard/session", {"origin": "https://dashboard.example.com"})

        assert (response.status_code, asked_for(response.text)) == (
            503,
            ["MANAGE_ORDERS", "MANAGE_STAFF"],
        )

    def test_the_desk_says_where_they_are_given(self, paula: Staff) -> None:
        response = paula.open_desk()

        assert response.status_code == 503
        assert asked_for(response.text) == []
        assert "under Customers, Personal Shopper" in response.text
