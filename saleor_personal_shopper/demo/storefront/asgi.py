"""The demo's storefront, an origin of its own, under a strict Content-Security-Policy."""

from __future__ import annotations

import os
from pathlib import Path

from saleor_personal_shopper.demo.addresses import CHANNEL
from saleor_personal_shopper.demo.static_site import StaticSite

STORE = os.environ["DEMO_STORE_URL"]
APP = os.environ["DEMO_APP_URL"]

application = StaticSite(
    Path(__file__).parent / "static",
    config={"saleorApiUrl": f"{STORE}/graphql/", "appUrl": APP, "channel": CHANNEL},
    policy=(
        f"default-src 'none'; script-src 'self' {APP}; style-src 'self'; "
        f"connect-src 'self' {STORE} {APP}; img-src 'self' {STORE} data:; frame-src {APP}; "
        f"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
)
