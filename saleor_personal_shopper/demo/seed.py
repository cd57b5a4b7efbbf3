"""What a merchant would set first, set for the demo store. Safe to run again."""

from __future__ import annotations

import os

from django.utils import timezone

from saleor_personal_shopper.cli import django

django.set_up()

from saleor_personal_shopper.core.installations import selectors, services  # noqa: E402
from saleor_personal_shopper.core.installations.models import Installation  # noqa: E402
from saleor_personal_shopper.core.privacy.models import ConsentText  # noqa: E402
from saleor_personal_shopper.core.privacy.services import publish_consent_text  # noqa: E402
from saleor_personal_shopper.core.shoppers.models import PersonalShopper  # noqa: E402
from saleor_personal_shopper.core.shoppers.services import add_personal_shopper  # noqa: E402

from .addresses import CHANNEL  # noqa: E402
from .agenda import open_agenda  # noqa: E402
from .store.people import STAFF  # noqa: E402

CONSENT_TEXT = (
    "Maison Lumen processes your name, what is said and shown in the call, and your cart, "
    "to advise you and to serve your order."
)


def seed() -> None:
    """Settings, consent text, personal shoppers and a campaign of the demo's installation."""
    installation = selectors.installation_by_api_url(f"{os.environ['DEMO_STORE_URL']}/graphql/")
    if installation is None:
        raise SystemExit("The demo store has not installed the app.")
    storefront = os.environ["DEMO_STOREFRONT_URL"]
    services.update_shop_settings(installation=installation, store_name="Maison Lumen")
    services.update_channel_settings(
        installation=installation,
        channel=CHANNEL,
        customer_url=f"{storefront}/",
        storefront_origins=[storefront],
        cart_url_template=f"{storefront}/cart",
        privacy_policy_url=f"{storefront}/privacy",
        terms_url=f"{storefront}/terms",
    )
    services.remember_dashboard_origin(
        installation=installation, origin=os.environ["DEMO_DASHBOARD_URL"]
    )
    if not ConsentText.objects.of(installation).exists():
        publish_consent_text(installation=installation, text=CONSENT_TEXT, now=timezone.now())
    add_personal_shoppers(installation)
    open_agenda(installation)


def add_personal_shoppers(installation: Installation) -> None:
    known = {row.email for row in PersonalShopper.objects.of(installation)}
    for person in STAFF:
        if person.role in {"ADMIN", "PERSONAL_SHOPPER"} and person.email not in known:
            add_personal_shopper(installation=installation, email=person.email, now=timezone.now())


if __name__ == "__main__":
    seed()
