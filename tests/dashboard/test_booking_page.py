"""The shells of the booking page: /book/… and /manage/<token> (SF-12, SF-15, S7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.events.models import Event, EventOrigin, LinkKind
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import (
    update_channel_settings,
    update_shop_settings,
)
from tests import factories

from .test_call_page import bootstrap, frame_ancestors


@pytest.fixture
def campaign(installation: Installation) -> Campaign:
    update_shop_settings(installation=installation, store_name="Maison <Lumen>")
    update_channel_settings(
        installation=installation,
        channel="default-channel",
        customer_url="https://shop.example.com/",
        storefront_origins=["https://shop.example.com"],
    )
    return factories.campaign(installation)


@pytest.fixture
def booked(campaign: Campaign) -> Event:
    return factories.event(
        campaign.installation,
        campaign=campaign,
        origin=EventOrigin.BOOKING,
        starts_at=timezone.now() + timedelta(days=2),
    )


def manage_token(event: Event) -> str:
    return event.links.get(kind=LinkKind.MANAGE).token


def test_the_agenda_of_a_campaign_is_framed_by_its_channels_storefront_alone(
    client: Client, campaign: Campaign
) -> None:
    response = client.get(f"/book/{campaign.public_id}")

    assert response.status_code == 200
    assert bootstrap(response.text) == {
        "mode": "book",
        "graphqlUrl": "/graphql/",
        "locale": "en",
        "storeName": "Maison <Lumen>",
        "saleorApiUrl": campaign.installation.saleor_api_url,
        "channel": "default-channel",
        "shopUrl": "https://shop.example.com/",
        "storefrontOrigins": ["https://shop.example.com"],
        "campaign": campaign.public_id,
        "personalShopper": None,
    }
    assert frame_ancestors(response) == "frame-ancestors https://shop.example.com"
    assert "<Lumen>" not in response.text


@pytest.mark.feature("SF-15", "AD-09")
def test_the_agenda_of_one_host_names_him(client: Client, campaign: Campaign) -> None:
    told = bootstrap(client.get(f"/book/{campaign.public_id}/abc").text)

    assert (told["campaign"], told["personalShopper"]) == (campaign.public_id, "abc")


def test_the_page_loads_its_own_bundle_in_the_language_asked_for(
    client: Client, campaign: Campaign
) -> None:
    page = client.get(f"/book/{campaign.public_id}", {"locale": "pt-BR"}).text

    assert 'src="/static/personal_shopper/widget/booking/assets/book-abc.js"' in page
    assert 'href="/static/personal_shopper/widget/booking/assets/book-abc.css"' in page
    assert 'href="/static/personal_shopper/widget/booking/assets/pt-abc.js"' in page


def test_an_unknown_campaign_gets_the_page_which_says_so(
    client: Client, campaign: Campaign
) -> None:
    response = client.get("/book/nobody")

    assert response.status_code == 200
    assert bootstrap(response.text)["campaign"] == "nobody"


@pytest.mark.feature("SF-15")
def test_a_shop_that_embeds_an_unknown_campaign_is_told_so_in_its_own_page(
    client: Client, campaign: Campaign
) -> None:
    """SF-15: also where several shops are connected, none of which is likelier than another."""
    factories.installation(saleor_api_url="https://other.example.com/graphql/")
    shop = {"channel": "default-channel", "saleorApiUrl": campaign.installation.saleor_api_url}

    assert frame_ancestors(client.get("/book/nobody")) == "frame-ancestors 'none'"
    response = client.get("/book/nobody", shop)
    assert frame_ancestors(response) == "frame-ancestors https://shop.example.com"
    assert bootstrap(response.text)["storeName"] == "Maison <Lumen>"


def test_naming_another_shop_lets_it_frame_no_campaign_that_is_not_its_own(
    client: Client, campaign: Campaign
) -> None:
    other = factories.installation(saleor_api_url="https://other.example.com/graphql/")
    update_channel_settings(
        installation=other,
        channel="default-channel",
        storefront_origins=["https://other.example.com"],
    )
    named = {"channel": "default-channel", "saleorApiUrl": other.saleor_api_url}

    response = client.get(f"/book/{campaign.public_id}", named)

    assert frame_ancestors(response) == "frame-ancestors https://shop.example.com"


def test_a_booking_is_managed_behind_its_link_and_in_no_frame(
    client: Client, campaign: Campaign, booked: Event
) -> None:
    response = client.get(f"/manage/{manage_token(booked)}")

    told = bootstrap(response.text)
    assert (told["mode"], told["token"]) == ("manage", manage_token(booked))
    assert told["bookUrl"].endswith(f"/book/{campaign.public_id}")
    assert frame_ancestors(response) == "frame-ancestors 'none'"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert booked.customer_name not in response.text


@pytest.mark.feature("S7")
def test_opening_the_manage_link_changes_nothing(client: Client, booked: Event) -> None:
    before = Event.objects.of(booked.installation).values().get(pk=booked.pk)

    client.get(f"/manage/{manage_token(booked)}")
    client.head(f"/manage/{manage_token(booked)}")

    assert Event.objects.of(booked.installation).values().get(pk=booked.pk) == before
    assert client.post(f"/manage/{manage_token(booked)}").status_code == 405


def test_the_link_into_the_call_manages_nothing(client: Client, booked: Event) -> None:
    token = booked.links.get(kind=LinkKind.CUSTOMER).token

    page = client.get(f"/manage/{token}").text.replace(token, "…")

    assert page == client.get("/manage/nobody").text.replace("nobody", "…")
