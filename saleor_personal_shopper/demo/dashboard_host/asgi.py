"""The demo's Dashboard, an origin of its own."""

from __future__ import annotations

import os
from pathlib import Path

from saleor_personal_shopper.demo.static_site import StaticSite

STORE = os.environ["DEMO_STORE_URL"]
APP = os.environ["DEMO_APP_URL"]
MAIL = os.environ["DEMO_MAIL_URL"]

application = StaticSite(
    Path(__file__).parent / "static",
    config={"saleorApiUrl": f"{STORE}/graphql/", "appUrl": APP, "mailUrl": MAIL},
    policy=(
        f"default-src 'self'; connect-src 'self' {STORE}; img-src 'self' {STORE} {APP} data:; "
        f"frame-src {APP}; form-action 'self' {APP}; frame-ancestors 'none'"
    ),
)
