"""From a letter to a mail that can go out: addresses, headers, and both forms of its text."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .. import ports
from ..installations.shop_name import shop_name
from .letter import Block, Button, Facts, Letter, Link, Paragraph, Quote
from .models import Mail
from .plain import plain_line, plain_text
from .typesetting import as_html, as_text

NAME_LENGTH = 80
SUBJECT_LENGTH = 160


def compose(mail: Mail, letter: Letter) -> ports.OutgoingMail:
    """The mail as it goes out. Raises MailRefused for an address that cannot be written."""
    shop = plain_line(shop_name(mail.installation), limit=NAME_LENGTH)
    clean = _clean(letter)
    return ports.OutgoingMail(
        message_id=message_id(mail),
        to=ports.MailAddress(_address(mail.recipient)),
        sender=_sender(clean, shop),
        reply_to=_answered(clean),
        subject=clean.subject,
        text=as_text(clean, shop_name=shop),
        html=as_html(clean, shop_name=shop),
        language=clean.language,
        calendar=clean.calendar,
        calendar_method=clean.calendar_method,
    )


def may_send_from(email: str) -> bool:
    """Whether the operator lets mail come from addresses of this domain (MAIL_FROM_DOMAINS)."""
    return email.rpartition("@")[2].lower() in settings.MAIL_FROM_DOMAINS


def sender_of(wanted: ports.MailAddress | None, shop: str) -> ports.MailAddress:
    """Whom a mail comes from, who in its calendar entry is the organizer too."""
    name = (wanted.name if wanted else "") or shop
    is_his = wanted is not None and may_send_from(wanted.email)
    return ports.MailAddress(
        wanted.email if wanted and is_his else settings.DEFAULT_FROM_EMAIL, name
    )


def message_id(mail: Mail) -> str:
    """The same at each attempt, so that who gets a mail twice can tell (RFC 5322 §3.6.4)."""
    return f"<{mail.pk}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"


def _clean(letter: Letter) -> Letter:
    """Without a character that could begin another header or hide what is written."""
    return replace(
        letter,
        subject=plain_line(letter.subject, limit=SUBJECT_LENGTH),
        heading=plain_line(letter.heading),
        blocks=[_clean_block(block) for block in letter.blocks],
        footer=plain_line(letter.footer, limit=500),
        reply_to=_reply_to(letter.reply_to),
        sender=_reply_to(letter.sender),
    )


def _sender(letter: Letter, shop: str) -> ports.MailAddress:
    return sender_of(letter.sender, shop)


def _answered(letter: Letter) -> ports.MailAddress | None:
    """Where answers go: to the chosen sender, in From or here, else to whom the letter says."""
    if letter.sender is None or not letter.sender.email:
        return letter.reply_to
    return None if may_send_from(letter.sender.email) else letter.sender


def _clean_block(block: Block) -> Block:
    match block:
        case Paragraph(text, urls):
            return Paragraph(plain_text(text), urls)
        case Link(label, url):
            return Link(plain_line(label), url)
        case Facts(rows):
            return Facts([(plain_line(name), plain_line(value)) for name, value in rows])
        case Quote(title, text):
            return Quote(plain_line(title), plain_text(text))
        case Button(label, url, hint):
            return Button(plain_line(label), url, plain_line(hint))


def _reply_to(given: ports.MailAddress | None) -> ports.MailAddress | None:
    """None as well for one that cannot be written to: the mail itself is worth having."""
    try:
        if given is not None:
            return ports.MailAddress(_address(given.email), plain_line(given.name, limit=80))
    except ports.MailRefused:
        pass
    return None


def _address(email: str) -> str:
    """The address, if it is one and plain: a quoted local part may hide anything."""
    try:
        validate_email(email)
    except ValidationError:
        raise ports.MailRefused(f"{email[:80]!r} is no email address") from None
    if not email.isprintable() or any(char in ' "\\,;:<>()[]' for char in email):
        raise ports.MailRefused(f"{email[:80]!r} cannot be written to")
    return email
