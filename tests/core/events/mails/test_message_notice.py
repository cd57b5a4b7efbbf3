"""The team hears of left messages, however many there are (Q5, S34)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.mails.message_notice import KIND
from saleor_personal_shopper.core.events.models import LeftMessage
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.sessions import open_session
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories
from tests.core.events.mails.conftest import delivered

pytestmark = pytest.mark.django_db
TEAM = "team@example.com"


def leave(installation: Installation, now: datetime, **fields: Any) -> LeftMessage:
    values = {
        "channel": "default-channel",
        "name": "Lucas Moreau",
        "email": "lucas@example.com",
        "text": "Do you have it in blue?\nOr in green?",
        **fields,
    }
    return services.leave_message(installation=installation, now=now, **values)


@pytest.fixture
def team(installation: Installation) -> str:
    update_shop_settings(installation=installation, team_email=TEAM)
    return TEAM


def notices(installation: Installation) -> list[Mail]:
    return list(Mail.objects.of(installation).filter(kind=KIND).order_by("due_at", "key"))


def test_every_personal_shopper_is_told(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    other = factories.personal_shopper(installation)
    factories.personal_shopper(installation, deleted_at=now, email="")
    shirt = fake_shop(installation).add_product("Linen shirt").card.id
    message = leave(installation, now, product_id=shirt)

    mails = delivered(now)

    assert {mail.to.email for mail in mails} == {shopper.email, other.email}
    first = mails[0]
    assert first.subject == "Lucas Moreau has left a message"
    assert "From: Lucas Moreau · lucas@example.com" in first.text
    assert "Product: Linen shirt" in first.text
    assert "> Do you have it in blue?\n> Or in green?" in first.text
    desk = f"http://testserver/desk/{installation.pk}/messages/{message.pk}"
    assert f"Answer at the desk: {desk}" in first.text
    assert first.reply_to is not None and first.reply_to.email == "lucas@example.com"
    assert "Maison Lumen" in first.html


def test_the_teams_own_address_is_told_instead(
    installation: Installation, shopper: PersonalShopper, team: str, now: datetime
) -> None:
    leave(installation, now)

    (mail,) = delivered(now)

    assert mail.to.email == TEAM
    assert "has entered this address" in mail.text


def test_it_speaks_the_language_of_the_readers_desk(
    installation: Installation, rights: StaffRights, now: datetime
) -> None:
    open_session(staff_member=rights.staff_member, now=now, language="ca")
    leave(installation, now, language="es")

    (mail,) = delivered(now)

    assert mail.subject == "Lucas Moreau ha deixat un missatge"


def test_without_a_desk_it_speaks_the_customers(
    installation: Installation, team: str, now: datetime
) -> None:
    leave(installation, now, language="pt")

    (mail,) = delivered(now)

    assert mail.subject == "Lucas Moreau deixou uma mensagem"


def test_a_silent_shop_delays_nothing(installation: Installation, team: str, now: datetime) -> None:
    fake_shop(installation).is_down = True
    leave(installation, now, product_id="UHJvZHVjdDox")

    (mail,) = delivered(now)

    assert "Product" not in mail.text


def test_a_flood_of_messages_is_five_mails_an_hour_that_tell_of_all(
    installation: Installation, team: str, now: datetime
) -> None:
    for number in range(5):
        leave(installation, now, name=f"Customer {number}")
        assert len(delivered(now)) == 1
    for number in range(5, 40):
        at = now + timedelta(minutes=1, milliseconds=number)
        leave(installation, at, name=f"Customer {number}")

    assert delivered(now + timedelta(minutes=59)) == []
    (mail,) = delivered(now + timedelta(minutes=60))

    assert mail.subject == "35 customers have left a message"
    assert "Customer 5 ·" in mail.text
    assert "And 15 more at the desk." in mail.text
    assert mail.reply_to is None
    assert f"http://testserver/desk/{installation.pk}/" in mail.text


def test_what_comes_while_the_mail_server_is_away_is_told_together(
    installation: Installation, team: str, now: datetime
) -> None:
    leave(installation, now, name="First")
    leave(installation, now, name="Second")

    (mail,) = delivered(now)

    assert mail.subject == "2 customers have left a message"


def test_a_mail_that_is_being_sent_is_not_added_to(
    installation: Installation, team: str, now: datetime
) -> None:
    leave(installation, now, name="First")
    Mail.objects.of(installation).update(
        lease_token="00000000-0000-0000-0000-000000000001", leased_until=now + timedelta(minutes=1)
    )

    leave(installation, now, name="Second")

    assert len(notices(installation)) == 2


def test_what_was_answered_meanwhile_is_not_told(
    installation: Installation, rights: StaffRights, team: str, now: datetime
) -> None:
    message = leave(installation, now)
    services.finish_message(message=message, rights=rights, now=now)

    assert delivered(now) == []
    assert [mail.status for mail in notices(installation)] == [MailStatus.DROPPED]


def test_a_forgotten_customer_is_not_quoted(
    installation: Installation, team: str, now: datetime
) -> None:
    leave(installation, now)
    services.forget_customer(installation=installation, email="lucas@example.com", now=now)

    assert delivered(now) == []


def test_an_address_that_was_taken_from_the_settings_gets_no_more(
    installation: Installation, team: str, now: datetime
) -> None:
    leave(installation, now)
    update_shop_settings(installation=installation, team_email="")

    assert delivered(now) == []


def test_other_shops_hear_nothing(
    installation: Installation, other_installation: Installation, team: str, now: datetime
) -> None:
    factories.personal_shopper(other_installation)
    leave(installation, now)

    assert [mail.to.email for mail in delivered(now)] == [TEAM]


def test_where_mail_is_not_set_up_the_message_is_kept_all_the_same(
    installation: Installation, team: str, now: datetime, settings: Any
) -> None:
    settings.SMTP_SERVER = None

    assert leave(installation, now).pk
    assert notices(installation) == []
