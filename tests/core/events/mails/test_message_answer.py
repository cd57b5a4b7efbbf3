"""Staff answer a left message by mail (Q5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.mails.message_answer import KIND
from saleor_personal_shopper.core.events.models import LeftMessage
from saleor_personal_shopper.core.events.selectors import open_messages
from saleor_personal_shopper.core.installations.models import Installation, StaffMember
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.ports import OutgoingMail
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from saleor_personal_shopper.mail import fake_mailer
from tests import factories
from tests.core.events.conftest import Commits, desk_messages, rights_for
from tests.core.events.mails import conftest

pytestmark = pytest.mark.django_db
LUCAS = "lucas@example.com"


@pytest.fixture
def message(installation: Installation, now: datetime) -> LeftMessage:
    return LeftMessage.objects.create(
        installation=installation,
        channel="default-channel",
        name="Lucas Moreau",
        email=LUCAS,
        text="Do you have it in blue?",
        language="es",
        left_at=now - timedelta(days=2),
    )


def answer(
    message: LeftMessage, rights: StaffRights, now: datetime, text: str = "Yes.\n\nIn all sizes."
) -> LeftMessage:
    return services.answer_message(message=message, rights=rights, text=text, now=now)


def delivered(now: datetime) -> list[OutgoingMail]:
    return [mail for mail in conftest.delivered(now) if mail.to.email == LUCAS]


def test_an_answer_goes_out_in_the_customers_language_and_the_message_is_done(
    message: LeftMessage,
    rights: StaffRights,
    shopper: PersonalShopper,
    installation: Installation,
    now: datetime,
) -> None:
    answer(message, rights, now)

    (mail,) = delivered(now)

    assert mail.subject == "Tu mensaje a Maison Lumen"
    assert f"{shopper.name} te ha respondido" in mail.text
    assert "Hola, Lucas Moreau:\n\nYes.\n\nIn all sizes." in mail.text
    assert "Escribiste el 21 de noviembre de 2026:\n\n> Do you have it in blue?" in mail.text
    assert mail.reply_to is not None
    assert (mail.reply_to.email, mail.reply_to.name) == (shopper.email, shopper.name)
    message.refresh_from_db()
    assert (message.done_at, message.done_by) == (now, shopper.name)
    assert message.answer == "Yes.\n\nIn all sizes."
    assert not open_messages(installation).exists()


def test_an_administrator_answers_under_his_own_name(
    message: LeftMessage, admin: StaffRights, now: datetime
) -> None:
    answer(message, admin, now)

    (mail,) = delivered(now)

    assert mail.reply_to is not None and mail.reply_to.email == admin.staff_member.email
    assert "Sam Staff te ha respondido" in mail.text


def test_whoever_left_since_is_not_named(
    message: LeftMessage, rights: StaffRights, now: datetime
) -> None:
    answer(message, rights, now)
    StaffMember.objects.of(message.installation_id).filter(pk=rights.staff_member.pk).delete()

    (mail,) = delivered(now)

    assert "Maison Lumen te ha respondido" in mail.text
    assert mail.reply_to is None


def test_the_same_answer_again_is_one_answer(
    message: LeftMessage, rights: StaffRights, now: datetime
) -> None:
    answer(message, rights, now)
    answer(message, rights, now)

    assert len(delivered(now)) == 1


def test_a_second_answer_is_told_who_was_faster(
    message: LeftMessage, rights: StaffRights, installation: Installation, now: datetime
) -> None:
    answer(message, rights, now)
    colleague = rights_for(installation, factories.personal_shopper(installation))

    with pytest.raises(DomainError) as refused:
        answer(message, colleague, now, "No.")

    assert refused.value.code == "ALREADY_ANSWERED"
    assert "Paula Shopper was faster" in refused.value.message
    assert len(delivered(now)) == 1


def test_an_answer_that_is_refused_opens_the_message_again(
    message: LeftMessage,
    rights: StaffRights,
    installation: Installation,
    now: datetime,
    commits: Commits,
) -> None:
    fake_mailer.refused.add(LUCAS)
    answer(message, rights, now)
    with commits():
        assert delivered(now) == []

    (row,) = Mail.objects.of(installation).filter(kind=KIND)
    assert (row.status, row.error) == (MailStatus.FAILED, "550 5.1.1 No such user")
    assert [one.pk for one in open_messages(installation)] == [message.pk]
    assert ["messages"] in [one["data"]["lists"] for one in desk_messages()]

    # and it can be tried once more
    fake_mailer.refused.clear()
    answer(message, rights, now)
    assert len(delivered(now)) == 1


def test_a_forgotten_customer_gets_no_answer(
    message: LeftMessage, rights: StaffRights, installation: Installation, now: datetime
) -> None:
    answer(message, rights, now)
    services.forget_customer(installation=installation, email=LUCAS, now=now)

    assert delivered(now) == []
    assert not Mail.objects.of(installation).filter(recipient=LUCAS).exists()


@pytest.mark.parametrize(
    ("text", "code"), [("", "REQUIRED"), (" \n ", "REQUIRED"), ("x" * 4001, "INVALID")]
)
def test_an_answer_has_words_and_not_too_many(
    message: LeftMessage, rights: StaffRights, now: datetime, text: str, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        answer(message, rights, now, text)

    assert (refused.value.code, refused.value.field) == (code, "text")


def test_only_staff_of_the_shop_who_take_calls_answer(
    message: LeftMessage,
    installation: Installation,
    other_installation: Installation,
    now: datetime,
) -> None:
    nobody = StaffRights(installation, factories.staff_member(installation), frozenset())
    stranger = rights_for(other_installation, factories.personal_shopper(other_installation))

    for who, code in ((nobody, "PERMISSION_DENIED"), (stranger, "NOT_FOUND")):
        with pytest.raises(DomainError) as refused:
            answer(message, who, now)
        assert refused.value.code == code
    message.refresh_from_db()
    assert (message.answer, message.done_at) == ("", None)


def test_where_mail_is_not_set_up_the_answer_is_not_lost(
    message: LeftMessage, rights: StaffRights, now: datetime, settings: Any
) -> None:
    settings.SMTP_SERVER = None

    with pytest.raises(DomainError) as refused:
        answer(message, rights, now)

    assert refused.value.code == "MAIL_NOT_CONFIGURED"
    message.refresh_from_db()
    assert message.done_at is None
