"""CP-21, AD-06: pictures of campaigns are checked by content, drawn anew, and served."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from saleor_personal_shopper.core.campaigns.addresses import picture_url
from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.files import services
from saleor_personal_shopper.core.files.services.campaign_pictures import PictureKind, key_of
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.core.files.corpus import MARKER, picture


@pytest.fixture
def campaign(installation: Installation) -> Campaign:
    return factories.campaign(installation)


def keep(campaign: Campaign, content: bytes, kind: PictureKind = PictureKind.IMAGE) -> Campaign:
    return services.set_campaign_picture(campaign=campaign, kind=kind, content=content)


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
    services.remove_campaign_picture(campaign=campaign, kind=PictureKind.IMAGE)
    assert served(client, campaign, campaign.image or "image").status_code == 404


def test_pictures_of_no_campaign_are_swept_and_files_are_left_alone(
    client: Client, campaign: Campaign
) -> None:
    keep(campaign, picture("PNG"), PictureKind.LOGO)
    default_storage.save(key_of(campaign, "image-lost.webp"), io.BytesIO(b"lost"))

    assert services.sweep_orphans() == 0
    assert services.sweep_campaign_pictures() == 1
    assert services.sweep_campaign_pictures() == 0

    assert served(client, campaign, campaign.logo).status_code == 200
    services.erase_installation(campaign.installation_id)
    assert served(client, campaign, campaign.logo).status_code == 404
