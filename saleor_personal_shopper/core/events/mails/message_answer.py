"""The answer to a left message, written by staff."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import gettext as _

from ...installations.shop_name import shop_name
from ...notifications.letter import Letter, Paragraph, Quote
from ...notifications.models import Mail
from ...notifications.services import enqueue_mail
from ...ports import MailAddress
from ...shoppers.selectors import personal_shopper_for
from ..desk import DeskList, notify_desk
from ..models import LeftMessage

KIND = "message-answer"


def send_answer(message: LeftMessage, now: datetime) -> Mail:
    """Put the answer of a locked message into the outbox. Raises DomainError RATE_LIMITED."""
    earlier = Mail.objects.of(message.installation_id).filter(kind=KIND, about=message.pk)
    return enqueue_mail(
        installation=message.installation,
        kind=KIND,
        key=f"{KIND}:{message.pk}:{earlier.count() + 1}",
        about=message.pk,
        recipient=message.email,
        now=now,
    )


def write(mail: Mail, now: datetime) -> Letter | None:
    """None once the customer was forgotten."""
    messages = LeftMessage.objects.of(mail.installation_id).exclude(answer="")
    message = messages.select_related("answered_by__installation").filter(pk=mail.about).first()
    if message is None:
        return None
    with translation.override(message.language):
        return _letter(message, shop_name(mail.installation))


def sent(mail: Mail, now: datetime) -> None:
    """Have the desks read again what became of it."""
    notify_desk(mail.installation, lists=[DeskList.MESSAGES], now=now)


def undelivered(mail: Mail, now: datetime) -> None:
    """The message is open again, and the desks say why."""
    messages = LeftMessage.objects.of(mail.installation_id).filter(pk=mail.about)
    messages.update(done_at=None)
    notify_desk(mail.installation, lists=[DeskList.MESSAGES], now=now)


def _letter(message: LeftMessage, shop: str) -> Letter:
    name, reply_to = _author(message)
    names = {"name": name or shop, "shop": shop}
    date = format_date(message.left_at, "long", locale=message.language)
    return Letter(
        language=message.language,
        subject=_("Your message to %(shop)s") % names,
        heading=_("%(name)s has answered you") % names,
        blocks=[
            Paragraph(_("Hello %(name)s,") % {"name": message.name}),
            Paragraph(message.answer),
            Paragraph("\n".join(dict.fromkeys(names.values()))),
            Quote(_("You wrote on %(date)s:") % {"date": date}, message.text),
        ],
        footer=_footer(reply_to) % names,
        reply_to=reply_to,
    )


def _author(message: LeftMessage) -> tuple[str, MailAddress | None]:
    """As customers know who answered, and where he reads mail; nobody once he was removed."""
    staff = message.answered_by
    if staff is None:
        return "", None
    shopper = personal_shopper_for(staff)
    name = shopper.name if shopper else staff.name
    return name, MailAddress(shopper.email if shopper else staff.email, name)


def _footer(reply_to: MailAddress | None) -> str:
    if reply_to is None:
        return _("You get this mail because you have left a message at %(shop)s.")
    return _(
        "You get this mail because you have left a message at %(shop)s. Reply to it to write to "
        "%(name)s."
    )
