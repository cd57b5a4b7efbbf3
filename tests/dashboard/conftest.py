"""A shop whose staff open the Dashboard, and a built call page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.saleor.fake_api import fake_shop
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from saleor_personal_shopper.saleor.fake_tokens import fake_staff_token
from tests import factories
from tests.built_widget import build_widget

DASHBOARD = "https://dashboard.example.com"
OWN = "http://testserver"


@pytest.fixture(autouse=True)
def fake_tokens(settings: Any) -> None:
    settings.TOKEN_VERIFIER = "saleor_personal_shopper.saleor.fake_tokens.FakeTokenVerifier"


@pytest.fixture(autouse=True)
def built_call_page(settings: Any, tmp_path: Path) -> Path:
    """What Vite leaves behind."""
    build_widget(tmp_path)
    settings.WIDGET_DIR = tmp_path
    return tmp_path


@pytest.fixture
def shop(installation: Installation) -> FakeShop:
    """The Saleor behind the installation."""
    return fake_shop(installation)


@dataclass
class Staff:
    """A staff user with the Dashboard open in a browser of his own."""

    installation: Installation
    user_id: str
    email: str
    token: str
    client: Client
    personal_shopper: PersonalShopper | None = None

    @property
    def desk(self) -> str:
        return f"/desk/{self.installation.pk}"

    def get(self, path: str, **headers: str) -> HttpResponse:
        """As the bridge asks for content."""
        return self.client.get(path, headers={"authorization": f"Bearer {self.token}", **headers})

    def post(self, path: str, data: dict[str, Any] | None = None) -> HttpResponse:
        """As the bridge sends a form."""
        headers = {"authorization": f"Bearer {self.token}"}
        return self.client.post(path, data or {}, headers=headers)

    def open_desk(self, *, origin: str = DASHBOARD, **fields: str) -> HttpResponse:
        """As the Dashboard's NEW_TAB extension posts."""
        form = {
            "accessToken": self.token,
            "appId": self.installation.app_id,
            "saleorApiUrl": self.installation.saleor_api_url,
            **fields,
        }
        return self.client.post("/desk/open", form, headers={"origin": origin})

    def post_at_desk(self, path: str, data: dict[str, Any] | None = None) -> HttpResponse:
        """As a page of the desk sends a form."""
        headers = {"origin": OWN, "sec-fetch-site": "same-origin"}
        return self.client.post(f"{self.desk}{path}", data or {}, headers=headers)


def make_staff(
    installation: Installation,
    email: str,
    *,
    name: str = "",
    permissions: tuple[str, ...] = (),
    group_ids: tuple[str, ...] = (),
) -> Staff:
    """A staff user of the installation's Saleor."""
    snapshot = fake_shop(installation).add_staff(
        email, name=name, permissions=permissions, group_ids=group_ids
    )
    token = fake_staff_token(
        installation,
        user_id=snapshot.id,
        email=email,
        user_permissions=frozenset(permissions),
    )
    return Staff(installation, snapshot.id, email, token, Client())


@pytest.fixture
def admin(installation: Installation) -> Staff:
    """Manages staff, so holds every module."""
    return make_staff(
        installation, "ada@example.com", name="Ada Admin", permissions=("MANAGE_STAFF",)
    )


@pytest.fixture
def paula(installation: Installation) -> Staff:
    """A personal shopper."""
    staff = make_staff(installation, "paula@example.com", name="Paula Shopper")
    staff.personal_shopper = factories.personal_shopper(
        installation, email="paula@example.com", saleor_user_id=staff.user_id
    )
    return staff


@pytest.fixture
def outsider(installation: Installation) -> Staff:
    """Staff without any of our modules."""
    return make_staff(installation, "otto@example.com", name="Otto Outsider")


@pytest.fixture
def stranger(other_installation: Installation) -> Staff:
    """Administrator of somebody else's shop."""
    return make_staff(
        other_installation, "eve@other.example.com", name="Eve", permissions=("MANAGE_STAFF",)
    )
