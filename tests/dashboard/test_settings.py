"""The settings page: checklist, sections, and what each refuses in words."""

from __future__ import annotations

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from saleor_personal_shopper.core.events.mails.message_notice import KIND as NOTICE
from saleor_personal_shopper.core.installations.models import (
    ChannelSettings,
    Installation,
    Module,
    ShopSettings,
)
from saleor_personal_shopper.core.installations.selectors import (
    channel_settings,
    module_grants,
    shop_settings,
)
from saleor_personal_shopper.core.installations.services import (
    record_widget_seen,
    set_module_grants,
    update_channel_settings,
)
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.privacy.models import ConsentText
from saleor_personal_shopper.core.saleor_data import PermissionGroup
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories
from tests.core.files.corpus import picture
from tests.dashboard.conftest import Staff

SETTINGS = "/dashboard/settings"
CHANNEL = f"{SETTINGS}/channels/default-channel"
FILLED = {
    "customer_url": "https://shop.example.com/",
    "storefront_origins": "https://Shop.example.com/en\nhttps://www.shop.example.com",
    "cart_url_template": "",
    "privacy_policy_url": "https://shop.example.com/privacy",
    "terms_url": "",
}


def note(response: object) -> str:
    return str(json.loads(response.headers["HX-Trigger"])["staff:note"]["text"])  # type: ignore[attr-defined]


def done(page: str) -> list[bool]:
    return [state == "done" for state in re.findall(r'<li class="(done|open)">', page)]


@pytest.fixture
def group(shop: FakeShop) -> PermissionGroup:
    shop.groups.append(PermissionGroup("R3JvdXA6MQ==", "Customer support"))
    return shop.groups[-1]


def test_the_checklist_turns_green_step_by_step(
    installation: Installation, shop: FakeShop, admin: Staff
) -> None:
    assert done(admin.get(f"{SETTINGS}/content").text) == [False] * 7

    page = admin.post(f"{SETTINGS}/shoppers/add", {"email": "ada@example.com"}).text
    assert done(page) == [True] + [False] * 6
    assert 'id="checklist" hx-swap-oob="true"' in page
    admin.post(f"{SETTINGS}/modules")
    admin.post(CHANNEL, FILLED)
    admin.post(f"{SETTINGS}/consent", {"text": "I agree."})
    shop_form = {"store_name": "Maison Lumen", "adding_mode": "PROPOSE"}
    shop_form |= {"attribution_window_days": "30", "participant_limit": "6"}
    page = admin.post(f"{SETTINGS}/shop", shop_form).text
    assert done(page) == [True] * 6 + [False]

    record_widget_seen(installation=installation, channel="default-channel", now=factories.NOW)
    page = admin.get(f"{SETTINGS}/content").text
    assert "Set up your personal shopping" not in page
    assert "Button seen in the shop" in page


def test_each_step_leads_to_a_section_of_the_page(admin: Staff) -> None:
    page = admin.get(f"{SETTINGS}/content").text

    anchors = re.findall(r'<li class="open"><a href="#([\w-]+)">', page)
    assert len(anchors) == 7
    assert all(f'id="{anchor}"' in page for anchor in anchors)


@pytest.mark.feature("PS-01")
def test_a_personal_shopper_is_added_by_the_email_of_staff(
    installation: Installation, shop: FakeShop, admin: Staff
) -> None:
    shop.add_staff("paula@example.com", name="Paula Reyes")

    response = admin.post(
        f"{SETTINGS}/shoppers/add", {"email": "PAULA@example.com", "name": "", "phone": "+34 600"}
    )

    assert note(response) == "Personal shopper added"
    added = PersonalShopper.objects.of(installation).get()
    assert (added.name, added.phone) == ("Paula Reyes", "+34 600")


@pytest.mark.parametrize(
    ("email", "words"),
    [
        ("", "Please fill this in."),
        ("nobody@example.com", "Saleor has no active staff member with this email."),
        ("paula@example.com", "This staff member is a personal shopper already."),
    ],
)
def test_why_somebody_cannot_be_added_stands_at_the_field(
    admin: Staff, paula: Staff, email: str, words: str
) -> None:
    response = admin.post(f"{SETTINGS}/shoppers/add", {"email": email, "phone": "+34 600"})

    assert response.status_code == 422
    assert words in response.text
    assert "data-open" in response.text
    assert 'value="+34 600"' in response.text


def test_a_personal_shopper_is_changed_and_removed(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    person = paula.personal_shopper
    assert person

    changed = admin.post(
        f"{SETTINGS}/shoppers/{person.pk}/save", {"name": "Pau", "phone": "", "priority": "0"}
    )
    assert "Pau" in changed.text
    refused = admin.post(f"{SETTINGS}/shoppers/{person.pk}/save", {"name": " "})
    assert refused.status_code == 422
    removed = admin.post(f"{SETTINGS}/shoppers/{person.pk}/remove")

    assert "Nobody takes calls yet." in removed.text
    again = admin.post(f"{SETTINGS}/shoppers/{person.pk}/remove")
    assert again.status_code == 404


def test_people_of_another_shop_cannot_be_touched(
    other_installation: Installation, admin: Staff
) -> None:
    person = factories.personal_shopper(other_installation, name="Theirs")

    for path in ("/save", "/remove"):
        response = admin.post(f"{SETTINGS}/shoppers/{person.pk}{path}", {"name": "Mine"})
        assert response.status_code == 404
    person.refresh_from_db()
    assert person.name == "Theirs"


@pytest.mark.feature("PS-09", "PS-13")
def test_personal_shoppers_are_found_by_name_email_or_phone(
    installation: Installation, admin: Staff
) -> None:
    factories.personal_shopper(installation, name="Paula", phone="+34 600")
    factories.personal_shopper(installation, name="Marc", phone="+49 170")

    found = admin.get(f"{SETTINGS}/shoppers?shopper_search=600").text

    assert "Paula" in found and "Marc" not in found
    assert "Nobody matches." in admin.get(f"{SETTINGS}/shoppers?shopper_search=zzz").text


@pytest.mark.feature("PM-04")
def test_the_matrix_is_saved_whole(
    installation: Installation, group: PermissionGroup, admin: Staff
) -> None:
    assert "Customer support" in admin.get(f"{SETTINGS}/content").text

    page = admin.post(f"{SETTINGS}/modules", {"grant": [f"CALLS:{group.id}", "NONSENSE:x"]}).text

    assert module_grants(installation) == {group.id: {Module.CALLS}}
    assert re.search(rf'value="CALLS:{group.id}"[^>]* checked', page)
    admin.post(f"{SETTINGS}/modules")
    assert module_grants(installation) == {}


def test_modules_without_a_column_yet_are_left_alone(
    installation: Installation, group: PermissionGroup, admin: Staff
) -> None:
    grants = {group.id: [Module.ANALYTICS, Module.CALLS]}
    set_module_grants(installation=installation, grants=grants, now=factories.NOW)

    admin.post(f"{SETTINGS}/modules")

    assert module_grants(installation) == {group.id: {Module.ANALYTICS}}


def test_the_store_is_saved(installation: Installation, admin: Staff) -> None:
    form = {"store_name": " Maison  Lumen ", "adding_mode": "DIRECT"}
    form |= {"attribution_window_days": "14", "participant_limit": "4"}

    assert note(admin.post(f"{SETTINGS}/shop", form)) == "Store settings saved"

    saved = shop_settings(installation)
    assert (saved.store_name, saved.adding_mode) == ("Maison Lumen", "DIRECT")
    assert (saved.attribution_window_days, saved.participant_limit) == (14, 4)


def test_every_wrong_field_of_the_store_is_told_at_once(
    installation: Installation, admin: Staff
) -> None:
    form = {"store_name": "Kept", "adding_mode": "X"}
    form |= {"attribution_window_days": "0", "participant_limit": "many"}

    response = admin.post(f"{SETTINGS}/shop", form)

    assert response.status_code == 422
    assert "Choose whether personal shoppers propose or add directly." in response.text
    assert "Enter a whole number from 1 to 90." in response.text
    assert "Enter a whole number from 2 to 8." in response.text
    assert 'value="Kept"' in response.text
    assert shop_settings(installation).store_name == ""


def test_a_channel_is_saved_in_the_form_that_browsers_send(
    installation: Installation, admin: Staff
) -> None:
    assert note(admin.post(CHANNEL, FILLED)) == "Channel saved"

    saved = channel_settings(installation, "default-channel")
    assert saved.customer_url == "https://shop.example.com/"
    assert saved.storefront_origins == ["https://shop.example.com", "https://www.shop.example.com"]


def test_wrong_addresses_of_a_channel_are_told_at_their_fields(
    installation: Installation, admin: Staff
) -> None:
    wrong = {"customer_url": "shop", "storefront_origins": "*", "cart_url_template": "{x}"}

    response = admin.post(CHANNEL, {**FILLED, **wrong})

    assert response.status_code == 422
    assert response.text.count('class="error"') == 3
    assert "* is not a web address." in response.text
    assert not ChannelSettings.objects.of(installation).exists()


def test_a_channel_that_saleor_does_not_have_is_not_set_up(
    installation: Installation, admin: Staff
) -> None:
    assert admin.post(f"{SETTINGS}/channels/nowhere", FILLED).status_code == 404
    assert not ChannelSettings.objects.of(installation).exists()


def test_the_lines_for_the_storefront_are_filled_in(admin: Staff) -> None:
    page = admin.get(f"{SETTINGS}/content").text

    for line in (
        "src=&quot;http://testserver/widget/v1/personal-shopper.js&quot;",
        "saleor-api-url=&quot;https://shop.example.com/graphql/&quot;",
        "channel=&quot;default-channel&quot;",
    ):
        assert line in page


def test_consent_texts_have_versions(installation: Installation, admin: Staff) -> None:
    assert "This is our suggestion." in admin.get(f"{SETTINGS}/content").text

    admin.post(f"{SETTINGS}/consent", {"text": "First."})
    admin.post(f"{SETTINGS}/consent", {"text": "Second."})
    page = admin.post(f"{SETTINGS}/consent", {"text": "Second."}).text

    versions = ConsentText.objects.of(installation).order_by("version")
    assert [one.text for one in versions] == ["First.", "Second."]
    assert "version 2" in page and "Earlier versions" in page and "First." in page


def test_an_empty_consent_text_is_refused(installation: Installation, admin: Staff) -> None:
    response = admin.post(f"{SETTINGS}/consent", {"text": "  "})

    assert response.status_code == 422
    assert "Please fill this in." in response.text
    assert not ConsentText.objects.of(installation).exists()


def test_settings_of_one_shop_say_nothing_of_another(
    installation: Installation, stranger: Staff
) -> None:
    update_channel_settings(
        installation=installation, channel="default-channel", customer_url="https://secret.example"
    )

    assert "secret.example" not in stranger.get(f"{SETTINGS}/content").text


STORE = {
    "store_name": "Maison Lumen",
    "adding_mode": "PROPOSE",
    "attribution_window_days": "30",
    "participant_limit": "6",
}


def test_it_is_kept_if_it_is_one(
    installation: Installation, admin: Staff, mail_set_up: None
) -> None:
    wrong = admin.post(f"{SETTINGS}/shop", {**STORE, "team_email": "team"})
    assert wrong.status_code == 422
    assert "This is no email address." in wrong.text and 'value="team"' in wrong.text

    admin.post(f"{SETTINGS}/shop", {**STORE, "team_email": " team@example.com "})
    assert shop_settings(installation).team_email == "team@example.com"


def test_a_refused_notice_is_told_there(
    installation: Installation, admin: Staff, mail_set_up: None
) -> None:
    now = timezone.now()
    Mail.objects.create(
        installation=installation,
        kind=NOTICE,
        key="1",
        about=installation.pk,
        recipient="team@example.com",
        status=MailStatus.FAILED,
        error="550 No such team",
        created_at=now,
        due_at=now,
        expires_at=now,
    )

    assert "550 No such team" in admin.get("/dashboard/settings/content").text


def test_without_mail_it_says_who_can_change_that(installation: Installation, admin: Staff) -> None:
    page = admin.get("/dashboard/settings/content").text

    assert "Mail is not set up on this server" in page and "EMAIL_URL" in page
    assert 'name="team_email" type="email"' not in page


@pytest.mark.feature("AD-06")
def test_the_shop_has_a_logo_for_agendas_without_one(
    installation: Installation, admin: Staff
) -> None:
    campaign = factories.campaign(installation)
    sent = admin.client.post(
        "/dashboard/settings/logo",
        {"picture": SimpleUploadedFile("logo.png", picture("PNG"))},
        headers={"authorization": f"Bearer {admin.token}"},
    )

    assert sent.status_code == 200
    logo = ShopSettings.objects.of(installation).get().logo
    assert logo in admin.get("/dashboard/settings/content").text
    assert logo in admin.get(f"/dashboard/campaigns/{campaign.pk}/agenda/content").text
    assert admin.post("/dashboard/settings/logo").status_code == 422
    admin.post("/dashboard/settings/logo/remove")
    assert ShopSettings.objects.of(installation).get().logo == ""
