"""CP-21, AD-06: pictures are checked by content, drawn anew, and served."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from saleor_personal_shopper.core.campaigns.addresses import logo_url, picture_url
from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.files import services
from saleor_personal_shopper.core.files.services.pictures import Owner, PictureKind, key_of
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.shoppers.addresses import portrait_url
from saleor_personal_shopper.core.shoppers.services import remove_personal_shopper
from tests import factories
from tests.core.files.corpus import MARKER, picture


@pytest.fixture
def campaign(installation: Installation) -> Campaign:
    return factories.campaign(installation)


def keep(owner: Owner, content: bytes, kind: PictureKind = PictureKind.IMAGE) -> None:
    services.set_picture(owner=owner, kind=kind, content=content)


def served(client: Client, campaign: Campaign, name: str) -> Any:
    return client.get(picture_url(campaign, name))


@pytest.mark.feature("CP-21", "AD-06")
def test_a_picture_is_kept_small_and_served(client: Client, campaign: Campaign) -> None:
    keep(campaign, picture("JPEG", size=(2000, 1000)))

    answer = served(client, campaign, campaign.image)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "immutable" in answer["Cache-Control"] and "sandbox" in answer["Content-Security-Policy"]
    with Image.open(io.BytesIO(answer.content)) as shown:
        assert (shown.format, shown.size) == ("WEBP", (512, 256))


def test_nothing_but_pixels_is_kept(client: Client, campaign: Campaign) -> None:
    keep(campaign, picture("PNG") + MARKER)
    assert MARKER not in served(client, campaign, campaign.image).content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "EMPTY"),
        (b"%PDF-1.7\n", "DAMAGED"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ACTIVE_CONTENT"),
        (b"just words", "NOT_ALLOWED"),
        (b"\xff\xd8\xff\xe0 no picture", "DAMAGED"),
        (b"x" * (2 * 1024 * 1024 + 1), "TOO_LARGE"),
    ],
)
def test_what_is_no_picture_is_refused(campaign: Campaign, content: bytes, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        keep(campaign, content, PictureKind.LOGO)
    assert (refusal.value.code, refusal.value.field) == (code, "logo")
    campaign.refresh_from_db()
    assert campaign.logo == ""


def test_another_picture_has_another_address(
    client: Client, campaign: Campaign, django_capture_on_commit_callbacks: Any
) -> None:
    keep(campaign, picture("PNG"))
    first = campaign.image
    with django_capture_on_commit_callbacks(execute=True):
        keep(campaign, picture("PNG"))

    assert served(client, campaign, first).status_code == 404
    assert not default_storage.exists(key_of(campaign, first))
    services.remove_picture(owner=campaign, kind=PictureKind.IMAGE)
    assert served(client, campaign, campaign.image or "image").status_code == 404


def test_pictures_of_no_campaign_are_swept_and_files_are_left_alone(
    client: Client, campaign: Campaign
) -> None:
    keep(campaign, picture("PNG"), PictureKind.LOGO)
    default_storage.save(key_of(campaign, "image-lost.webp"), io.BytesIO(b"lost"))

    assert services.sweep_orphans() == 0
    assert services.sweep_pictures() == 1
    assert services.sweep_pictures() == 0

    assert served(client, campaign, campaign.logo).status_code == 200
    services.erase_installation(campaign.installation_id)
    assert served(client, campaign, campaign.logo).status_code == 404


@pytest.mark.feature("AD-06")
def test_an_agenda_without_a_logo_has_the_shops(client: Client, campaign: Campaign) -> None:
    shop = update_shop_settings(installation=campaign.installation)
    assert logo_url(campaign) == ""

    keep(shop, picture("PNG"), PictureKind.LOGO)
    found = logo_url(campaign)
    assert client.get(found)["Content-Type"] == "image/webp"
    assert str(campaign.installation_id) in found

    keep(campaign, picture("PNG"), PictureKind.LOGO)
    assert logo_url(campaign) == picture_url(campaign, campaign.logo) != found


def test_a_person_has_the_picture_chosen_here_before_saleors(
    client: Client, installation: Installation
) -> None:
    person = factories.personal_shopper(installation, avatar_url="https://saleor.example.com/a.png")
    assert portrait_url(person) == person.avatar_url

    keep(person, picture("JPEG"), PictureKind.PICTURE)
    chosen = portrait_url(person)
    assert client.get(chosen).status_code == 200

    remove_personal_shopper(personal_shopper=person, now=factories.NOW)
    assert client.get(chosen).status_code == 404
    assert services.sweep_pictures() == 1


def test_pictures_of_all_survive_the_sweepers(installation: Installation) -> None:
    person, shop = (
        factories.personal_shopper(installation),
        update_shop_settings(installation=installation),
    )
    keep(person, picture("PNG"), PictureKind.PICTURE)
    keep(shop, picture("PNG"), PictureKind.LOGO)

    services.sweep_orphans()
    assert services.sweep_pictures() == 0
    for owner, name in ((person, person.picture), (shop, shop.logo)):
        assert default_storage.exists(key_of(owner, name))
    services.erase_installation(installation.pk)
    assert not default_storage.exists(key_of(person, person.picture))
