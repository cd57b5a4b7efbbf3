"""checklist.py: items go green as they are done."""

from __future__ import annotations

from datetime import datetime

from saleor_personal_shopper.core.installations import services
from saleor_personal_shopper.core.installations.checklist import (
    ChecklistCode,
    ChecklistItem,
    setup_checklist,
)
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.privacy.services import publish_consent_text
from tests import factories


def done(installation: Installation) -> set[ChecklistCode]:
    return {item.code for item in setup_checklist(installation) if item.done}


def test_nothing_is_done_at_first(
    installation: Installation, other_installation: Installation
) -> None:
    factories.personal_shopper(other_installation)
    assert done(installation) == set()
    assert [item.code for item in setup_checklist(installation)] == list(ChecklistCode)


def test_everything_can_be_done(installation: Installation, now: datetime) -> None:
    factories.personal_shopper(installation)
    services.set_module_grants(installation=installation, grants={}, now=now)
    services.update_channel_settings(
        installation=installation,
        channel="us",
        customer_url="https://shop.example.com",
        storefront_origins=["https://shop.example.com"],
    )
    publish_consent_text(installation=installation, text="I agree.", now=now)
    services.update_shop_settings(installation=installation, store_name="Juicy")
    services.record_widget_seen(installation=installation, channel="us", now=now)
    assert done(installation) == set(ChecklistCode)


def test_a_channel_in_use_that_lacks_something_is_named(installation: Installation) -> None:
    for channel, url in (("us", "https://shop.example.com"), ("eu", "")):
        services.update_channel_settings(
            installation=installation, channel=channel, customer_url=url
        )
    items = {item.code: item for item in setup_checklist(installation)}
    code = ChecklistCode.CUSTOMER_URL
    assert items[code] == ChecklistItem(code, False, ("eu",))
