"""The demo store's own API and ours: what really happened, and what a test takes as given."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

# Saleor's webhooks and our worker need two seconds.
CREDIT_SECONDS = 20
MOST_GUESTS = 50
OPEN_STATUSES = ("REQUESTED", "SCHEDULED", "WAITING", "LIVE")

_TOKEN = """mutation($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) { token }
}"""
_CHECKOUT_CREATE = """mutation($input: CheckoutCreateInput!) {
  checkoutCreate(input: $input) { checkout { id } errors { field message code } }
}"""
_SIGN_IN = """mutation($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) { token refreshToken user { id } }
}"""
_APPS = "{ apps(first: 1) { edges { node { id accessToken } } } }"
_GIVE = """mutation($id: ID!, $permissions: [PermissionEnum!]) {
  appUpdate(id: $id, input: { permissions: $permissions }) { errors { message } }
}"""
_APP = "query($id: ID!) { app(id: $id) { permissions { code } } }"
_CHECKOUT = """query($id: ID!) { checkout(id: $id) {
  quantity lines { quantity variant { id name product { name } } }
} }"""
_EVENTS = """query($status: [PersonalShopperEventStatus!]) {
  personalShopperEvents(first: 100, status: $status) { edges { node { id status customerName } } }
}"""
_STORY = """query($id: ID!) { personalShopperEvent(id: $id) {
  status survey { score comment } participants { role name }
  attributions { orderNumber kind state productName quantity amount { amount currency } }
} }"""
_END = "mutation($id: ID!) { personalShopperEventEnd(event: $id) { errors { code } } }"
_CANCEL = """mutation($id: ID!, $reason: String = "") {
  personalShopperEventCancel(event: $id, reason: $reason) { errors { code } }
}"""
_CREATE = """mutation($input: PersonalShopperEventCreateInput!) {
  personalShopperEventCreate(input: $input) {
    event { id } joinUrl guestUrl errors { field message code }
  }
}"""
_RESCHEDULE = """mutation($id: ID!, $startsAt: DateTime!) {
  personalShopperEventReschedule(event: $id, startsAt: $startsAt) { errors { code } }
}"""
_JOIN = """mutation($token: String!, $name: String!) {
  personalShopperEventJoin(token: $token, name: $name, consent: true) {
    accessToken whipUrls { source url } publications { whepUrl } errors { code }
  }
}"""
_SLOTS = """query($campaign: ID!, $day: Date!) {
  personalShopperAvailableSlots(campaign: $campaign, from: $day, timeZone: "UTC") { startsAt }
}"""
_BOOK = """mutation($input: PersonalShopperEventBookInput!) {
  personalShopperEventBook(input: $input) { manageUrl errors { message } }
}"""
_LEAVE = "mutation($id: ID!) { personalShopperEventLeave(event: $id) { errors { code } } }"
_MESSAGE = """mutation($input: PersonalShopperMessageLeaveInput!) {
  personalShopperMessageLeave(input: $input) { errors { field message code } }
}"""
_AVAILABLE = "mutation { personalShopperAvailableUpdate(available: false) { errors { code } } }"


def ask(url: str, query: str, bearer: str = "", **variables: Any) -> dict[str, Any]:
    """The data of a GraphQL answer; raises when there is none."""
    headers = {"Content-Type": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(url, body, headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        content = json.load(answer)
    assert not content.get("errors"), content["errors"]
    return dict(content["data"])


@dataclass(frozen=True)
class Call:
    """A private call: its event's id and its two links."""

    event: str
    join_url: str
    guest_url: str


class Office:
    """Behind the pages of one demo: its shop and our API, as anonymous visitor or as staff."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts

    def checkout(self, checkout_id: str) -> dict[str, Any] | None:
        """The store's own checkout; None once it was ordered."""
        checkout = ask(self.facts["saleorApiUrl"], _CHECKOUT, id=checkout_id)["checkout"]
        return dict(checkout) if checkout else None

    def lines(self, checkout_id: str) -> dict[str, int]:
        """How many of each variant are in a checkout, under "product, variant"."""
        checkout = self.checkout(checkout_id)
        assert checkout is not None
        return {
            f"{line['variant']['product']['name']}, {line['variant']['name']}": line["quantity"]
            for line in checkout["lines"]
        }

    def staff_bearer(self, email: str) -> str:
        """What the Dashboard gives an app's page for this staff user."""
        person = next(each for each in self.facts["staff"] if each["email"] == email)
        url = self.facts["saleorApiUrl"]
        token = ask(url, _TOKEN, email=email, password=person["password"])["tokenCreate"]["token"]
        return str(ask(url, _APPS, token)["apps"]["edges"][0]["node"]["accessToken"])

    def app_permissions(self) -> list[str]:
        """What the store lets our app do."""
        bearer, app = self._app_in_store()
        found = ask(self.facts["saleorApiUrl"], _APP, bearer, id=app)["app"]["permissions"]
        return sorted(one["code"] for one in found)

    def give_app(self, *permissions: str) -> None:
        """Let our app do these things in the store, and no others, as its staff may."""
        bearer, app = self._app_in_store()
        asked = {"id": app, "permissions": list(permissions)}
        answer = ask(self.facts["saleorApiUrl"], _GIVE, bearer, **asked)["appUpdate"]
        assert not answer["errors"], answer["errors"]

    def _app_in_store(self) -> tuple[str, str]:
        """An administrator's token, and the app's id."""
        admin, url = self.facts["staff"][0], self.facts["saleorApiUrl"]
        given = {"email": admin["email"], "password": admin["password"]}
        token = str(ask(url, _TOKEN, **given)["tokenCreate"]["token"])
        return token, str(ask(url, _APPS, token)["apps"]["edges"][0]["node"]["id"])

    def events(self, *status: str) -> list[dict[str, Any]]:
        """All events in one of these statuses, newest first."""
        found = self._as_admin(_EVENTS, status=list(status) or None)["personalShopperEvents"]
        return [edge["node"] for edge in found["edges"]]

    def bookings(self) -> list[dict[str, Any]]:
        """What is booked and not cancelled: `startsAt` of each."""
        asked = _EVENTS.replace("customerName", "customerName startsAt")
        found = self._as_admin(asked, status=["SCHEDULED"])["personalShopperEvents"]
        return [edge["node"] for edge in found["edges"]]

    def story(self, customer: str) -> dict[str, Any]:
        """What became of the newest event of a customer."""
        event = next(each for each in self.events() if each["customerName"] == customer)
        return dict(self._as_admin(_STORY, id=event["id"])["personalShopperEvent"])

    def credits(self, customer: str, state: str) -> list[dict[str, Any]]:
        """The credits of the customer's newest event, once they are in this state."""
        deadline = time.monotonic() + CREDIT_SECONDS
        while True:
            found: list[dict[str, Any]] = self.story(customer)["attributions"]
            if found and all(each["state"] == state for each in found):
                return found
            assert time.monotonic() < deadline, found
            time.sleep(0.2)

    def create_call(self, name: str, *, starts_at: datetime | None = None) -> Call:
        """A private call of Camille's, now or later."""
        start = starts_at.isoformat() if starts_at else None
        email = f"{name.split(maxsplit=1)[0].lower()}@example.com"
        channel = self.facts["channel"]
        given = {"name": name, "email": email, "channel": channel, "startsAt": start}
        bearer = self.staff_bearer("camille@example.com")
        made = ask(self._app, _CREATE, bearer, input=given)["personalShopperEventCreate"]
        assert not made["errors"], made["errors"]
        return Call(made["event"]["id"], made["joinUrl"], made["guestUrl"])

    def book(self, email: str) -> str:
        """Have somebody book the last free time of the week; where he manages that."""
        campaign, day = self.facts["openCampaign"], str(datetime.now(UTC).date())
        slots = ask(self._app, _SLOTS, campaign=campaign, day=day)["personalShopperAvailableSlots"]
        given = {
            "campaign": campaign,
            "startsAt": slots[-1]["startsAt"],
            "name": "Emma Collins",
            "email": email,
            "timeZone": "UTC",
            "consent": True,
        }
        made = ask(self._app, _BOOK, input=given)["personalShopperEventBook"]
        assert not made["errors"], made["errors"]
        return str(made["manageUrl"])

    def cancel(self, call: Call, reason: str = "") -> None:
        self._as_admin(_CANCEL, id=call.event, reason=reason)

    def end_all(self) -> None:
        """End or cancel every call and request that is open, until none is.

        More than once, because a request of a page that was just closed may still arrive.
        """
        deadline = time.monotonic() + CREDIT_SECONDS
        while open_events := self.events(*OPEN_STATUSES):
            assert time.monotonic() < deadline, open_events
            for event in open_events:
                self._as_admin(_END if event["status"] == "LIVE" else _CANCEL, id=event["id"])

    def reschedule(self, call: Call, starts_at: datetime) -> None:
        self._as_admin(_RESCHEDULE, id=call.event, startsAt=starts_at.isoformat())

    def fill(self, call: Call) -> list[str]:
        """Seat guests until no more are let in; gives their bearers.

        They are not connected: after a minute their places are free again.
        """
        bearers: list[str] = []
        for number in range(MOST_GUESTS):
            joined = self.join(call.guest_url, f"Guest {number}")
            if joined["errors"]:
                return bearers
            bearers.append(joined["accessToken"])
        raise AssertionError(f"{MOST_GUESTS} guests were let in")

    def join(self, url: str, name: str) -> dict[str, Any]:
        """What joining by this link gives, as to a program that is no page of ours."""
        answer = ask(self._app, _JOIN, token=url.rpartition("/")[2], name=name)
        return dict(answer["personalShopperEventJoin"])

    def leave(self, call: Call, bearer: str) -> None:
        """Whoever has this bearer leaves."""
        ask(self._app, _LEAVE, bearer, id=call.event)

    def leave_message(self, name: str, text: str) -> None:
        email = f"{name.split(maxsplit=1)[0].lower()}@example.com"
        given = {"channel": self.facts["channel"], "name": name, "email": email, "text": text}
        left = ask(self._app, _MESSAGE, input=given)["personalShopperMessageLeave"]
        assert not left["errors"], left["errors"]

    def finish_messages(self) -> None:
        """Mark every message that was left as done, as the lists of the Dashboard do."""
        lists = self._dashboard("/calls/lists")
        for message in set(re.findall(r"/messages/([0-9a-f-]{36})/done", lists)):
            self._dashboard(f"/calls/messages/{message}/done", b"")

    def set_channel(self, further_origins: Sequence[str], **fields: str) -> None:
        """Save the channel's settings as an administrator: the demo's, with these changes."""
        shop = self.facts["storefrontUrl"]
        usual = {
            "customer_url": f"{shop}/",
            "storefront_origins": "\n".join([shop, *further_origins]),
            "cart_url_template": f"{shop}/cart",
            "privacy_policy_url": f"{shop}/privacy",
            "terms_url": f"{shop}/terms",
        }
        body = urlencode({**usual, **fields}).encode()
        self._dashboard(f"/settings/channels/{self.facts['channel']}", body)

    def fill_checkout(self, variant: str) -> str:
        """A new checkout of a visitor with one of these in it; gives its id."""
        given = {"channel": self.facts["channel"], "lines": [{"variantId": variant, "quantity": 1}]}
        made = ask(self.facts["saleorApiUrl"], _CHECKOUT_CREATE, input=given)["checkoutCreate"]
        assert not made["errors"], made["errors"]
        return str(made["checkout"]["id"])

    def sign_in(self, email: str, password: str) -> dict[str, Any]:
        """A customer's own tokens of the shop, as its storefront gets them."""
        answer = ask(self.facts["saleorApiUrl"], _SIGN_IN, email=email, password=password)
        return dict(answer["tokenCreate"])

    def own_events(self, token: str) -> list[str]:
        """The names in the events that a signed-in customer reads as his own, newest first."""
        found = ask(self._app, _EVENTS, token)["personalShopperEvents"]["edges"]
        return [edge["node"]["customerName"] for edge in found]

    def presence(self) -> dict[str, Any]:
        """What the widget's button is told."""
        url = f"{self.facts['appUrl']}/widget/v1/presence?channel={self.facts['channel']}"
        with urllib.request.urlopen(url, timeout=20) as answer:
            return dict(json.load(answer))

    def tidy(self, emails: list[str]) -> None:
        """No call, no open message, nobody waits, and these personal shoppers are not available."""
        self.end_all()
        self.finish_messages()
        for email in emails:
            ask(self._app, _AVAILABLE, self.staff_bearer(email))

    def _dashboard(self, path: str, body: bytes | None = None) -> str:
        """A page of the Dashboard as an administrator gets it; posts a body."""
        url = f"{self.facts['appUrl']}/dashboard{path}"
        headers = {"Authorization": f"Bearer {self.staff_bearer('admin@example.com')}"}
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20) as got:
            assert got.status == 200
            return str(got.read().decode())

    def _as_admin(self, query: str, **variables: Any) -> dict[str, Any]:
        bearer = self.staff_bearer("admin@example.com")
        return ask(self._app, query, bearer, **variables)

    @property
    def _app(self) -> str:
        return f"{self.facts['appUrl']}/graphql/"
