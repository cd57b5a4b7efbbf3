"""What the doctor says of each Saleor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.cli import doctor
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import record_upkeep_failure
from saleor_personal_shopper.saleor.manifest import manifest
from saleor_personal_shopper.saleor.upkeep import inspect
from tests.saleor.stub_saleor import Reply, Request, StubSaleor
from tests.saleor.upkeep.conftest import Tenant
from tests.saleor.upkeep.test_keeping import STAFF_CREATES, app_as
from tests.saleor.upkeep.test_missed import Outbox

Install = Callable[[dict[str, Any]], Tenant]


def lines(installation: Installation) -> dict[str, str]:
    return dict(inspect(installation, now=timezone.now()))


def test_all_is_well_with_the_app_of_today(tenant: Install) -> None:
    ours = tenant(manifest())
    assert lines(ours.installation) == dict.fromkeys(
        ("token", "permissions", "webhooks", "extensions", "deliveries"), ""
    )
    url = ours.installation.saleor_api_url
    assert [str(one) for one in doctor.installations()] == [
        f"ok     {url} {subject}" for subject in lines(ours.installation)
    ]


def test_each_shortcoming_is_one_line(tenant: Install, first_calls: dict[str, Any]) -> None:
    # given
    first_calls["extensions"] = first_calls["extensions"][1:]
    first_calls["webhooks"][0]["isActive"] = False
    ours = tenant(first_calls)
    ours.give("MANAGE_ORDERS", "MANAGE_CHECKOUTS", "MANAGE_USERS")

    # then
    found = lines(ours.installation)
    assert found["permissions"] == "give the app in the Dashboard: Manage staff"
    assert found["webhooks"] == (
        "out of date: App updated; inactive: Order created; a running worker mends that"
    )
    assert found["extensions"].startswith(
        "missing or outdated: “Personal Shopper” in the menu under Customers;"
    )


def test_the_reason_of_the_last_failure_is_told(tenant: Install) -> None:
    ours = tenant({**manifest(), "webhooks": manifest()["webhooks"][1:]})
    record_upkeep_failure(installation=ours.installation, trouble="No.", now=timezone.now())
    assert lines(ours.installation)["webhooks"].endswith("the last try failed: No.")


def test_a_webhook_that_staff_switched_off_is_not_said_to_be_ours(tenant: Install) -> None:
    ours = tenant(manifest())
    wanted = {
        "app": ours.app.id,
        "name": "Merchant's own",
        "targetUrl": "https://merchant.example.com/hook",
        "query": "subscription { event { __typename ... on StaffUpdated { user { id } } } }",
        "asyncEvents": ["STAFF_UPDATED"],
        "isActive": False,
    }
    ours.shop.done(STAFF_CREATES, ours.shop.admin, input=wanted)
    assert lines(ours.installation)["webhooks"] == ""


@pytest.mark.parametrize(("minutes", "words"), [(59, "staff-updated: 1 not"), (61, "")])
def test_deliveries_that_failed_lately_are_told(
    stub: StubSaleor, stubbed: Installation, minutes: int, words: str
) -> None:
    # given
    outbox = Outbox()
    outbox.add(timezone.now() - timedelta(minutes=minutes))
    outbox.failed[0]["attempts"] = {"edges": [{"node": {"responseStatusCode": 502}}]}

    def respond(request: Request) -> Reply:
        is_app = request.operation["operationName"] == "RegisteredApp"
        return app_as() if is_app else outbox.respond(request)

    stub.respond = respond

    # then
    told = lines(stubbed)["deliveries"]
    assert told.startswith(words)
    assert told.endswith("the last answered 502" if words else "")


def test_a_saleor_that_is_away_is_one_line(
    stub: StubSaleor, stubbed: Installation, now: datetime
) -> None:
    stub.respond = lambda request: Reply(status=404)
    (finding,) = doctor.installations()
    assert (finding.subject, bool(finding.trouble)) == (stub.api_url, True)
