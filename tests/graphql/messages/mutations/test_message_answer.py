"""`personalShopperMessageAnswer`."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.models import LeftMessage
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.services import send_due
from saleor_personal_shopper.mail import fake_mailer
from tests.cast import CHANNEL, Shop, desk_bearer
from tests.graphql.conftest import Api, codes

ANSWER = """
mutation ($message: ID!, $text: String!) {
  personalShopperMessageAnswer(message: $message, text: $text) {
    message { answer doneAt doneBy } errors { field message code }
  }
}
"""
pytestmark = pytest.mark.usefixtures("mail_set_up")


def left(installation: Installation) -> str:
    """The id of a message that somebody left."""
    row = LeftMessage.objects.create(
        installation=installation,
        channel=CHANNEL,
        name="Lucas",
        email="lucas@example.com",
        text="In blue?",
        left_at=timezone.now(),
    )
    return to_global_id(GlobalType.MESSAGE, row.pk)


def answer(api: Api, shop: Shop, message: str, text: str = "Yes.") -> dict[str, Any]:
    bearer = desk_bearer(shop.shopper_member)
    return dict(api.ask(ANSWER, bearer, message=message, text=text))


def test_an_answer_is_sent_and_the_message_is_done(api: Api, shop: Shop) -> None:
    given = answer(api, shop, left(shop.installation))
    send_due()

    assert given["errors"] == []
    assert given["message"]["answer"] == "Yes."
    assert given["message"]["doneAt"]
    assert [(mail.to.email, "Yes." in mail.text) for mail in fake_mailer.sent] == [
        ("lucas@example.com", True)
    ]


def test_the_same_answer_twice_is_sent_once(api: Api, shop: Shop) -> None:
    message = left(shop.installation)

    assert answer(api, shop, message) == answer(api, shop, message)
    send_due()

    assert len(fake_mailer.sent) == 1


def test_what_is_wrong_is_named(api: Api, shop: Shop, other_shop: Shop, settings: Any) -> None:
    message = left(shop.installation)

    empty = answer(api, shop, message, " ")
    assert [(one["field"], one["code"]) for one in empty["errors"]] == [("text", "REQUIRED")]
    assert codes(answer(api, shop, left(other_shop.installation))) == ["NOT_FOUND"]
    assert codes(answer(api, shop, "nonsense")) == ["NOT_FOUND"]
    settings.SMTP_SERVER = None
    assert codes(answer(api, shop, message)) == ["MAIL_NOT_CONFIGURED"]
