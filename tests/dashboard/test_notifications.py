"""A campaign's tab "Notifications", and the calendar feed at one's own desk (NT-01..NT-05)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpResponse

from saleor_personal_shopper.core.campaigns.models import Campaign, CampaignMail
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.models import Mail
from tests import factories
from tests.dashboard.conftest import Staff

pytestmark = pytest.mark.django_db
MAIL = {"kind": "SCHEDULED", "language": "en"}


@pytest.fixture
def campaign(installation: Installation) -> Campaign:
    return factories.campaign(installation)


def tab(campaign: Campaign, part: str = "/content") -> str:
    return f"/dashboard/campaigns/{campaign.pk}/notifications{part}"


def note(response: HttpResponse) -> str:
    return str(json.loads(response.headers["HX-Trigger"])["staff:note"]["text"])


@pytest.mark.feature("NT-01", "NT-03", "NT-05")
def test_it_tells_how_mail_is_sent_and_what_it_says(
    paula: Staff, campaign: Campaign, mail_set_up: None
) -> None:
    page = paula.get(tab(campaign)).content.decode()

    assert "Send by email" in page and "Empty: shop@example.com" in page
    assert "Your video call with {{store}} on {{date}}" in page
    assert "<code>{{personalShopper}}</code>" in page


def test_without_a_mail_server_it_says_so(paula: Staff, campaign: Campaign) -> None:
    page = paula.get(tab(campaign)).content.decode()

    assert "This server sends no mail yet" in page
    assert "send me a test" not in page


@pytest.mark.feature("NT-01", "NT-03", "NT-04")
def test_sender_and_switch_are_kept(paula: Staff, campaign: Campaign, settings: Any) -> None:
    settings.MAIL_FROM_DOMAINS = frozenset({"maison.example"})
    form = {"from_address": "style@bank.example", "from_name": "Style"}

    page = paula.post(tab(campaign, "/save"), form)

    campaign.refresh_from_db()
    assert (campaign.sends_mail, campaign.from_address) == (False, "style@bank.example")
    assert "answers go to style@bank.example" in page.content.decode()


def test_a_wrong_address_is_refused_at_its_field(paula: Staff, campaign: Campaign) -> None:
    page = paula.post(tab(campaign, "/save"), {"from_address": "no address"})

    assert page.status_code == 422
    assert "Enter an email address" in page.content.decode()


@pytest.mark.feature("NT-05")
def test_own_words_are_kept_and_an_unknown_variable_refused(
    paula: Staff, campaign: Campaign
) -> None:
    wrong = paula.post(tab(campaign, "/mail/save"), {**MAIL, "subject": "{{nobody}}", "body": ""})
    right = paula.post(tab(campaign, "/mail/save"), {**MAIL, "subject": "Hi {{customer}}"})

    assert wrong.status_code == 422
    assert "There is no variable {{nobody}} here" in wrong.content.decode()
    assert note(right) == "Mail saved"
    row = CampaignMail.objects.of(campaign.installation_id).get()
    assert (row.subject, row.body) == ("Hi {{customer}}", "")


def test_a_preview_keeps_nothing(paula: Staff, campaign: Campaign) -> None:
    page = paula.post(tab(campaign, "/preview"), {**MAIL, "subject": "Hi {{customer}}", "body": ""})

    assert "Hi Carla Customer" in page.content.decode()
    assert not CampaignMail.objects.of(campaign.installation_id).exists()


def test_a_test_goes_to_whoever_asks(paula: Staff, campaign: Campaign, mail_set_up: None) -> None:
    page = paula.post(tab(campaign, "/mail/save"), {**MAIL, "subject": "Hi", "test": "1"})

    mail = Mail.objects.of(campaign.installation_id).get()
    assert note(page) == f"Saved, and on its way to {mail.recipient}"
    assert mail.kind == "booking-test"


def test_another_shops_campaign_is_not_there(
    paula: Staff, other_installation: Installation
) -> None:
    other = factories.campaign(other_installation)

    assert paula.get(tab(other)).status_code == 404
    assert paula.post(tab(other, "/save"), {}).status_code == 404
