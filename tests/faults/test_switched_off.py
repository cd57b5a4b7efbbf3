"""Staff of Saleor deactivate the app during a call, and activate it again (F03)."""

from __future__ import annotations

import time

from saleor_personal_shopper.rehearsal.call import Call
from saleor_personal_shopper.rehearsal.graphql import GraphQL
from tests.faults.conftest import Shop
from tests.faults.stack import Stack
from tests.faults.waiting import until

SIGN_IN = """mutation($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) { token errors { field message code } }
}"""
APPS = "{ apps(first: 10) { edges { node { id identifier isActive } } } }"
SWITCH = """mutation($id: ID!) {
  %s(id: $id) { app { isActive } errors { field message code } }
}"""
GRACE = 60.0
SWEEP = 15.0
SLACK = 3


class Administrator:
    """Somebody with the Dashboard's extensions page open."""

    def __init__(self, call: Call, stack: Stack) -> None:
        self.store = GraphQL(call.http, call.target.saleor_api_url)
        self.who = stack.demo.addresses.as_demo_json()["staff"][0]
        self.identifier = call.identifier

    async def switch(self, mutation: str) -> None:
        email, password = self.who["email"], self.who["password"]
        answer = await self.store.ask(SIGN_IN, email=email, password=password)
        token = answer["tokenCreate"]["token"]
        apps = (await self.store.ask(APPS, bearer=token))["apps"]["edges"]
        (key,) = [one["node"]["id"] for one in apps if one["node"]["identifier"] == self.identifier]
        await self.store.ask(SWITCH % mutation, bearer=token, id=key)


async def is_present(call: Call) -> bool:
    """Whether the shop's page is told that we are there."""
    target = call.target
    answer = await call.http.get(
        f"{target.app_url}/widget/v1/presence",
        params={"saleorApiUrl": target.saleor_api_url, "channel": target.channel},
    )
    return bool(answer.status_code == 200)


async def test_a_running_call_ends_with_a_word_and_activating_brings_all_back(
    stack: Stack, shop: Shop
) -> None:
    call = await shop.with_media()
    admin = Administrator(call, stack)
    assert await is_present(call)

    await admin.switch("appDeactivate")
    started = time.monotonic()
    end = await call.customer.socket.wait("end", SLACK * (GRACE + SWEEP))

    assert time.monotonic() - started > GRACE / 2
    assert end["note"]
    assert not await is_present(call)
    await admin.switch("appActivate")
    await until(lambda: is_present(call), SLACK * SWEEP)
    await shop.with_media()
