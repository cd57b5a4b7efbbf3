"""`personalShopperEventInvitationSend`, and how the API tells what became of a mail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.notifications.services import send_due
from saleor_personal_shopper.mail import fake_mailer
from tests.cast import CHANNEL, Call, Shop, desk_bearer, open_call
from tests.graphql.conftest import Api, codes

MAIL = "{ status recipient createdAt sentAt nextAttemptAt problem }"
SEND = f"""
mutation ($event: ID!) {{
  personalShopperEventInvitationSend(event: $event) {{ mail {MAIL} errors {{ field code }} }}
}}
"""
EVENT = f"query ($id: ID!) {{ personalShopperEvent(id: $id) {{ invitationMail {MAIL} }} }}"
CREATE = """
mutation ($input: PersonalShopperEventCreateInput!) {
  personalShopperEventCreate(input: $input) { event { id } errors { field code } }
}
"""
CARLA = "carla@example.com"

pytestmark = pytest.mark.usefixtures("mail_set_up")


@pytest.fixture
def call(shop: Shop) -> Call:
    return open_call(shop, customer_email=CARLA)


def send(api: Api, shop: Shop, call: Call) -> dict[str, Any]:
    return dict(api.ask(SEND, desk_bearer(shop.shopper_member), event=call.id))


def seen(api: Api, shop: Shop, event: str) -> dict[str, Any]:
    return dict(api.ask(EVENT, desk_bearer(shop.shopper_member), id=event)["invitationMail"])


def test_an_invitation_is_pending_and_then_sent(api: Api, shop: Shop, call: Call) -> None:
    mail = send(api, shop, call)["mail"]
    assert (mail["status"], mail["recipient"]) == ("PENDING", CARLA)
    assert mail["nextAttemptAt"] and mail["sentAt"] is None

    send_due()

    mail = seen(api, shop, call.id)
    assert (mail["status"], mail["nextAttemptAt"], mail["problem"]) == ("SENT", None, None)
    assert mail["sentAt"]
    assert [one.to.email for one in fake_mailer.sent] == [CARLA]


def test_twice_is_once(api: Api, shop: Shop, call: Call) -> None:
    first, second = send(api, shop, call), send(api, shop, call)

    assert first == second
    send_due()
    assert len(fake_mailer.sent) == 1


def test_a_refused_address_is_told_in_the_mail_servers_words(
    api: Api, shop: Shop, call: Call
) -> None:
    fake_mailer.refused.add(CARLA)
    send(api, shop, call)

    send_due()

    mail = seen(api, shop, call.id)
    assert (mail["status"], mail["problem"]) == ("FAILED", "550 5.1.1 No such user")


def test_where_mail_is_not_set_up_it_says_so(
    api: Api, shop: Shop, call: Call, settings: Any
) -> None:
    settings.SMTP_SERVER = None

    answer = send(api, shop, call)

    assert (answer["mail"], codes(answer)) == (None, ["MAIL_NOT_CONFIGURED"])


def test_another_shops_call_is_not_there(api: Api, shop: Shop, other_call: Call) -> None:
    answer = send(api, shop, other_call)

    assert (answer["mail"], codes(answer)) == (None, ["NOT_FOUND"])


def test_a_new_call_can_be_announced_at_once(api: Api, shop: Shop) -> None:
    starts_at = timezone.now() + timedelta(days=2)
    given = {
        "name": "Carla",
        "email": CARLA,
        "channel": CHANNEL,
        "startsAt": starts_at.isoformat(),
        "timeZone": "Asia/Tokyo",
        "sendInvitation": True,
    }

    made = api.ask(CREATE, desk_bearer(shop.shopper_member), input=given)
    send_due()

    assert seen(api, shop, made["event"]["id"])["status"] == "SENT"
    assert "Japan Standard Time (Tokyo)" in fake_mailer.sent[0].text


def test_the_mails_of_many_calls_cost_one_query(
    api: Api, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        send(api, shop, open_call(shop, customer_email=f"{_}@example.com"))
    document = """{ personalShopperEvents(first: 10) {
      edges { node { invitationMail { status } } } } }"""

    with django_assert_max_num_queries(12):
        found = api.ask(document, desk_bearer(shop.shopper_member))

    assert [edge["node"]["invitationMail"]["status"] for edge in found["edges"]] == ["PENDING"] * 5
