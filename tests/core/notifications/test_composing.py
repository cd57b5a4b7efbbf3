"""From a letter to a mail: whatever strangers wrote, nothing but words comes out (S34)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications import composing
from saleor_personal_shopper.core.notifications.composing import compose
from saleor_personal_shopper.core.notifications.letter import (
    Button,
    Facts,
    Letter,
    Paragraph,
    Quote,
)
from saleor_personal_shopper.core.notifications.models import Mail
from saleor_personal_shopper.core.ports import MailAddress, MailRefused, OutgoingMail
from saleor_personal_shopper.mail.mime import mime_message
from tests.core.notifications.test_plain import NASTY

OURS = "https://shopper.example.com/e/token"
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
EVIL = (
    "Eve\r\nBcc: all@example.com\n\n<script>alert(1)</script>"
    '<a href="https://evil.example.com">x</a>{{ settings.SECRET_KEY }}{% debug %}\x00"\'&'
)


def mail_row(recipient: str = "carla@example.com") -> Mail:
    return Mail(
        installation=Installation(saleor_api_url="https://shop.example.com/graphql/"),
        kind="test",
        key="1",
        about=uuid.uuid4(),
        recipient=recipient,
        created_at=NOW,
        due_at=NOW,
        expires_at=NOW,
    )


def letter(words: str, reply_to: str = "paula@example.com") -> Letter:
    """The same words in every place where a stranger's may stand."""
    return Letter(
        language="en",
        subject=f"Call with {words}",
        heading=words,
        blocks=[
            Paragraph(words),
            Facts([(words, words)]),
            Quote(words, words),
            Button(words, OURS, words),
        ],
        footer=words,
        reply_to=MailAddress(reply_to, words),
    )


class Markup(HTMLParser):
    """The elements and links of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.links: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links |= {
            str(value) for name, value in attrs if name in {"href", "src", "action", "background"}
        }


@pytest.fixture(scope="module", autouse=True)
def sender() -> Iterator[pytest.MonkeyPatch]:
    """The shop is called as `named` says; no database is asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing.settings, "DEFAULT_FROM_EMAIL", "shop@example.com", raising=False)
        patch.setattr(composing, "shop_name", lambda installation: "Maison Lumen")
        yield patch


def sent(mail: OutgoingMail) -> Any:
    """As a mail program reads it."""
    content = mime_message(mail).message().as_bytes(linesep="\r\n")
    return message_from_bytes(content, policy=policy.default)


@given(words=NASTY | st.just(EVIL))
def test_no_word_becomes_a_header_a_link_or_markup(words: str) -> None:
    innocent = compose(mail_row(), letter("x"))

    mail = compose(mail_row(), letter(words))

    message, model = sent(mail), sent(innocent)
    assert message.keys() == model.keys()
    assert len(message["To"].addresses) == len(message["From"].addresses) == 1
    assert (message["To"].addresses[0].addr_spec, message["Bcc"]) == ("carla@example.com", None)
    assert message["Reply-To"].addresses[0].addr_spec == "paula@example.com"
    page, plain = Markup(mail.html), Markup(innocent.html)
    assert page.links == {OURS}
    breaks = [tag for tag in page.elements if tag != "br"]
    assert breaks == [tag for tag in plain.elements if tag != "br"]


@given(words=NASTY | st.just(EVIL))
def test_the_text_can_be_written_to_any_server(words: str) -> None:
    mail = compose(mail_row(), letter(words))

    assert "\r" not in mail.text and "\x00" not in mail.text
    content = mime_message(mail).message().as_bytes(linesep="\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 998


@given(name=NASTY | st.just(EVIL))
def test_the_name_of_a_shop_is_only_a_name(sender: pytest.MonkeyPatch, name: str) -> None:
    sender.setattr(composing, "shop_name", lambda installation: name)

    message = sent(compose(mail_row(), letter("x")))

    (address,) = message["From"].addresses
    assert address.addr_spec == "shop@example.com"
    sender.setattr(composing, "shop_name", lambda installation: "Maison Lumen")


@given(address=st.emails() | NASTY.map(lambda text: f"{text}@example.com") | NASTY)
def test_an_address_is_written_as_it_is_or_not_at_all(address: str) -> None:
    try:
        mail = compose(mail_row(recipient=address), letter("x"))
    except MailRefused:
        return
    (written,) = sent(mail)["To"].addresses
    assert written.addr_spec == address


def test_a_wrong_address_for_replies_is_left_out() -> None:
    assert compose(mail_row(), letter("x", reply_to="no address")).reply_to is None


def test_the_id_is_the_rows_own() -> None:
    row = mail_row()

    assert compose(row, letter("x")).message_id == f"<{row.pk}@example.com>"
    assert compose(row, letter("y")).message_id == f"<{row.pk}@example.com>"


def test_templates_of_ours_never_read_what_strangers_wrote() -> None:
    mail = compose(mail_row(), letter(EVIL))

    assert "{{ settings.SECRET_KEY }}" in mail.html
    assert "&lt;script&gt;" in mail.html


def test_html_and_text_say_the_same() -> None:
    mail = compose(
        mail_row(),
        Letter(
            language="ca",
            subject="Subject",
            heading="Heading",
            blocks=[
                Paragraph("First line\nsecond line"),
                Facts([("When", "Monday")]),
                Quote("You wrote:", "One\n\ntwo"),
                Button("Join", OURS, "Or copy:"),
            ],
            footer="Because of a test.",
        ),
    )

    assert mail.text == (
        "Heading\n\nFirst line\nsecond line\n\nWhen: Monday\n\nYou wrote:\n\n> One\n>\n> two\n\n"
        f"Join: {OURS}\n\n-- \nMaison Lumen\nBecause of a test.\n"
    )
    for words in ("Heading", "First line<br>second line", "Monday", "One<br><br>two", OURS):
        assert words in mail.html
    assert '<html lang="ca"' in mail.html
    assert (mail.sender.name, mail.language) == ("Maison Lumen", "ca")
