"""A campaign's own words and sender in its mails (NT-03, NT-04, NT-05, S34)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from saleor_personal_shopper.core.campaigns.mail_words import CampaignMailKind, Words, fill
from saleor_personal_shopper.core.campaigns.mails import kept_mails, save_mail_words
from saleor_personal_shopper.core.errors import DomainErrors
from saleor_personal_shopper.core.events.mails.booking_test import preview_mail, send_test_mail
from saleor_personal_shopper.core.ports import OutgoingMail
from tests.core.events.agenda import Agenda, at
from tests.core.events.conftest import rights_for
from tests.core.events.mails.conftest import delivered
from tests.core.notifications.test_plain import NASTY

pytestmark = pytest.mark.django_db
CARLA = "carla@example.com"
TEN = at("10:00", day=26)
SCHEDULED = CampaignMailKind.SCHEDULED


def say(agenda: Agenda, subject: str = "", body: str = "", language: str = "en") -> None:
    save_mail_words(
        campaign=agenda.campaign, kind=SCHEDULED, language=language, subject=subject, body=body
    )


def booked(agenda: Agenda, now: datetime, **wish: Any) -> OutgoingMail:
    """The mail that the customer of a new booking gets."""
    wish = {"email": CARLA, "personal_shopper": agenda.ada, **wish}
    agenda.book(TEN, now, **wish)
    return next(mail for mail in delivered(now) if mail.to.email == CARLA)


def preview(agenda: Agenda, now: datetime, subject: str, body: str) -> OutgoingMail:
    words = Words(subject, body)
    return preview_mail(
        campaign=agenda.campaign, kind=SCHEDULED, language="en", words=words, now=now
    )


@pytest.mark.feature("NT-05")
def test_the_mail_says_what_the_merchant_wrote(agenda: Agenda, now: datetime) -> None:
    say(agenda, "{{store}} x {{customer}}", "Dear {{ customer }},\n\n{{personalShopper}} waits.")

    mail = booked(agenda, now)

    assert mail.subject == "Maison Lumen x Carla Customer"
    assert "Dear Carla Customer,\n\nAda waits.\n\nWhen: " in mail.text
    assert "There is nothing to install" not in mail.text


def test_a_link_of_its_own_is_a_button_and_does_not_come_twice(
    agenda: Agenda, now: datetime
) -> None:
    say(agenda, body="Come:\n\n{{joinUrl}}\n\nOr change it at {{manageUrl}}.")
    agenda.book(TEN, now, email=CARLA)

    mail = next(one for one in delivered(now) if one.to.email == CARLA)

    assert mail.text.count("/e/") == 1 and mail.text.count("/manage/") == 1
    assert 'class="action' in mail.html or "action" in mail.html
    assert mail.html.count('href="http://testserver/manage/') == 1


def test_another_language_keeps_its_default(agenda: Agenda, now: datetime) -> None:
    say(agenda, "Ours", language="en")

    assert booked(agenda, now, language="es").subject.startswith("Tu videollamada")


@pytest.mark.parametrize(
    ("subject", "body", "field"),
    [
        ("{{custommer}}", "", "subject"),
        ("", "Hello {{settings.SECRET_KEY}}", "body"),
        ("{{joinUrl}}", "", "subject"),
        ("", "Hello {{customer", "body"),
        ("x" * 161, "", "subject"),
        ("", "x" * 4001, "body"),
    ],
)
def test_what_is_no_variable_is_refused_with_those_there_are(
    agenda: Agenda, subject: str, body: str, field: str
) -> None:
    with pytest.raises(DomainErrors) as refused:
        say(agenda, subject, body)

    (error,) = refused.value.errors
    assert (error.code, error.field) == ("INVALID", field)
    assert "{{customer}}" in error.message or "at most" in error.message


def test_empty_words_and_the_defaults_bring_the_default_back(agenda: Agenda) -> None:
    default = next(one for one in kept_mails(agenda.campaign) if one.kind == SCHEDULED)
    say(agenda, "Ours", "Ours")

    say(agenda, default.words.subject, "")

    assert not any(one.is_own for one in kept_mails(agenda.campaign))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(words=NASTY)
def test_words_are_text_and_never_html_or_a_header(
    agenda: Agenda, now: datetime, words: str
) -> None:
    agenda.campaign.name = words

    mail = preview(agenda, now, "{{campaign}}", "<b>{{campaign}}</b>")

    assert "\r" not in mail.subject and "\n" not in mail.subject
    assert "<b>" not in mail.html and "<script" not in mail.html


def test_a_value_is_never_read_as_a_variable() -> None:
    values = {"customer": "{{joinUrl}}", "joinUrl": "https://secret"}

    assert fill("Hello {{customer}}", values) == "Hello {{joinUrl}}"


@pytest.mark.feature("NT-03", "NT-04")
def test_an_address_in_an_allowed_domain_is_the_sender(
    agenda: Agenda, now: datetime, settings: Any
) -> None:
    settings.MAIL_FROM_DOMAINS = frozenset({"maison.example"})
    agenda.set(from_address="style@maison.example", from_name="Maison style")

    mail = booked(agenda, now)

    assert (mail.sender.email, mail.sender.name) == ("style@maison.example", "Maison style")
    assert mail.reply_to is None
    assert "mailto:style@maison.example" in mail.calendar


@pytest.mark.feature("NT-03")
@pytest.mark.parametrize("address", ["ceo@bank.example", "x@sub.maison.example"])
def test_any_other_address_is_where_answers_go(
    agenda: Agenda, now: datetime, settings: Any, address: str
) -> None:
    settings.MAIL_FROM_DOMAINS = frozenset({"maison.example"})
    agenda.set(from_address=address, from_name="Maison style")

    mail = booked(agenda, now)

    assert (mail.sender.email, mail.sender.name) == ("shop@example.com", "Maison style")
    assert mail.reply_to is not None and mail.reply_to.email == address


def test_staff_send_themselves_what_is_kept(agenda: Agenda, now: datetime) -> None:
    say(agenda, "Ours for {{customer}}")
    rights = rights_for(agenda.installation, agenda.ada)

    send_test_mail(campaign=agenda.campaign, kind=SCHEDULED, language="en", rights=rights, now=now)

    (mail,) = delivered(now)
    assert mail.to.email == agenda.ada.email
    assert mail.subject == "Ours for Carla Customer"
    assert mail.calendar == ""


@pytest.mark.parametrize("kind", list(CampaignMailKind))
@pytest.mark.parametrize("language", ["en", "es", "pt", "ca"])
def test_each_mail_is_whole_in_each_language(
    agenda: Agenda, now: datetime, kind: CampaignMailKind, language: str
) -> None:
    mail = preview_mail(campaign=agenda.campaign, kind=kind, language=language, words=None, now=now)

    assert "{{" not in mail.subject + mail.text + mail.html
    assert "Maison Lumen" in mail.html
    assert language == "en" or "video call" not in mail.subject + mail.text
