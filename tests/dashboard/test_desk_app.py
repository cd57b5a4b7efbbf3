"""The desk as an app on the phone: what browsers need to install it, and the way there."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from saleor_personal_shopper.core.events.tokens import issue_phone_code
from saleor_personal_shopper.core.installations.models import (
    Installation,
    InstallationStatus,
    StaffMember,
)
from saleor_personal_shopper.core.installations.services import update_shop_settings
from tests.dashboard.conftest import OWN, Staff


def test_the_manifest_names_shop_scope_and_icons(
    installation: Installation, client: Client
) -> None:
    update_shop_settings(installation=installation, store_name="Maison Lumen")

    response = client.get(f"/desk/{installation.pk}/manifest.webmanifest")

    assert response.headers["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    home = f"/desk/{installation.pk}/"
    assert manifest["name"] == "Maison Lumen · Desk"
    assert {manifest[name] for name in ("id", "start_url", "scope")} == {home}
    assert manifest["display"] == "standalone"
    icons = [(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]]
    assert ("192x192", "any") in icons and ("512x512", "maskable") in icons
    for icon in manifest["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_the_manifest_speaks_the_browsers_language(
    installation: Installation, client: Client
) -> None:
    path = f"/desk/{installation.pk}/manifest.webmanifest"

    manifest = client.get(path, headers={"accept-language": "es"}).json()

    assert manifest["shortcuts"][0]["name"] == "Crear llamada privada"


def test_an_unknown_or_removed_shop_has_no_desk_to_install(
    installation: Installation, client: Client
) -> None:
    installation.status = InstallationStatus.SUSPENDED
    installation.save()

    for key in (installation.pk, uuid.uuid4()):
        assert client.get(f"/desk/{key}/manifest.webmanifest").status_code == 404


def test_the_service_worker_keeps_only_what_the_offline_page_needs(client: Client) -> None:
    response = client.get("/desk/service-worker.js")

    assert response.headers["Content-Type"].startswith("text/javascript")
    assert "connect-src 'self'" in response.headers["Content-Security-Policy"]
    parts = re.search(r"const PARTS = \[(.*?)\];", response.text)
    assert parts is not None
    kept = re.findall(r'"([^"]+)"', parts.group(1))
    assert kept[0] == "/desk/offline"
    assert "/static/dashboard/desk-offline.js" in kept
    for path in kept[1:]:
        assert finders.find(path.removeprefix("/static/")), path


def _code_for(staff: Staff) -> str:
    member = StaffMember.objects.of(staff.installation).get(saleor_user_id=staff.user_id)
    return issue_phone_code(member, timezone.now())


@pytest.mark.parametrize("place", ["frame", "desk"])
def test_a_qr_code_takes_the_desk_to_the_phone(paula: Staff, place: str) -> None:
    paula.open_desk()
    path = "/phone"

    response = (
        paula.post(f"/dashboard/calls{path}") if place == "frame" else paula.post_at_desk(path)
    )

    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "<svg" in response.text
    assert "within 3 minutes" in response.text


def test_the_code_is_good_once_and_for_three_minutes(paula: Staff) -> None:
    with freeze_time("2026-11-23 10:00:00") as clock:
        paula.open_desk()
        code, late = _code_for(paula), _code_for(paula)
        clock.tick(timedelta(minutes=2, seconds=59))
        assert Client().get("/desk/open", {"code": code}).status_code == 200
        phone = Client()
        opened = phone.post("/desk/open", {"code": code}, headers={"origin": OWN})
        assert opened.headers["Location"] == f"{paula.desk}/"
        assert phone.get(f"{paula.desk}/").status_code == 200
        again = Client().post("/desk/open", {"code": code}, headers={"origin": OWN})
        assert again.status_code == 401
        clock.tick(timedelta(minutes=1))
        assert (
            Client().post("/desk/open", {"code": late}, headers={"origin": OWN}).status_code == 401
        )


def test_a_guessed_code_opens_nothing(paula: Staff) -> None:
    for guess in ("", "x", "A" * 22, "\x00", "é" * 40):
        response = Client().post("/desk/open", {"code": guess}, headers={"origin": OWN})
        assert response.status_code == 401


def test_whoever_has_no_calls_gets_no_code(outsider: Staff) -> None:
    assert outsider.post("/dashboard/calls/phone").status_code == 403


def test_the_picture_holds_an_address_of_ours(
    paula: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    paula.open_desk()
    drawn: list[str] = []
    from saleor_personal_shopper.dashboard.views import desk_phone

    make = desk_phone.segno.make
    monkeypatch.setattr(
        desk_phone.segno, "make", lambda url, **how: (drawn.append(url), make(url, **how))[1]
    )

    paula.post_at_desk("/phone")

    address = urlsplit(drawn[0])
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{OWN}/desk/open"
    assert list(parse_qs(address.query)) == ["code"]


def test_without_a_session_the_installed_desk_shows_the_way_in(paula: Staff) -> None:
    response = Client().get(f"{paula.desk}/")

    assert response.status_code == 401
    assert "Use on my phone" in response.text
    assert 'href="https://dashboard.example.com/dashboard/"' in response.text
