"""Telling the team that customers left messages (Q5).

Each message is told at once; where an address got many mails, what comes meanwhile waits and is
told together.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ... import saleor_data
from ...installations.models import Installation
from ...installations.selectors import shop_settings
from ...installations.shop_name import shop_name
from ...notifications.letter import Block, Button, Facts, Letter, Paragraph, Quote
from ...notifications.models import Mail, MailStatus
from ...notifications.selectors import is_mail_configured
from ...notifications.services import enqueue_mail, lock_recipient
from ...ports import MailAddress
from ...shoppers.selectors import personal_shoppers
from ...shoppers.sessions import language_of_staff
from ..addresses import desk_message_url, desk_url
from ..catalogue import product_payload
from ..models import LeftMessage

KIND = "message-notice"
MOST_QUOTED = 20


@transaction.atomic
def tell_team(message: LeftMessage, now: datetime) -> None:
    """Put one mail for each who is to know into the outbox, where this server sends mail."""
    if not is_mail_configured():
        return
    for recipient in recipients(message.installation):
        lock_recipient(message.installation, recipient)
        if not _tell_with_others(message, recipient):
            enqueue_mail(
                installation=message.installation,
                kind=KIND,
                key=f"{KIND}:{message.pk}:{recipient}",
                about=message.pk,
                recipient=recipient,
                data={"messages": [str(message.pk)]},
                may_wait=True,
                now=now,
            )


def recipients(installation: Installation) -> list[str]:
    """The team's own address if there is one, else every personal shopper's."""
    team = shop_settings(installation).team_email
    everybody = personal_shoppers(installation).values_list("email", flat=True)
    return [team] if team else sorted({email.lower(): email for email in everybody}.values())


def write(mail: Mail, now: datetime) -> Letter | None:
    """None once all of these messages were answered or forgotten, or nobody is told there."""
    if mail.recipient not in recipients(mail.installation):
        return None
    wanted = LeftMessage.objects.of(mail.installation_id).filter(
        pk__in=[uuid.UUID(key) for key in mail.data["messages"]], done_at=None
    )
    messages = list(wanted.order_by("left_at", "pk"))
    if not messages:
        return None
    language = language_of_staff(mail.installation, mail.recipient) or messages[0].language
    with translation.override(language):
        return _letter(mail, messages, language)


def _tell_with_others(message: LeftMessage, recipient: str) -> bool:
    """Whether a notice that nobody has begun to send will tell of it."""
    notices = Mail.objects.of(message.installation_id).filter(
        kind=KIND, recipient=recipient, status=MailStatus.PENDING, lease_token=None
    )
    waiting = notices.select_for_update().first()
    if waiting is None:
        return False
    waiting.data["messages"].append(str(message.pk))
    waiting.save(update_fields=["data"])
    return True


def _letter(mail: Mail, messages: Sequence[LeftMessage], language: str) -> Letter:
    names = {"shop": shop_name(mail.installation), "name": messages[0].name}
    only = messages[0] if len(messages) == 1 else None
    return Letter(
        language=language,
        subject=_subject(messages),
        heading=_subject(messages),
        blocks=[
            Paragraph(_("Nobody was available, so it is waiting for an answer.")),
            *(block for one in messages[:MOST_QUOTED] for block in _told(one)),
            *_more(len(messages) - MOST_QUOTED),
            _button(mail.installation, only),
        ],
        footer=_footer(mail) % names,
        reply_to=MailAddress(only.email, only.name) if only else None,
    )


def _subject(messages: Sequence[LeftMessage]) -> str:
    if len(messages) == 1:
        return _("%(name)s has left a message") % {"name": messages[0].name}
    return _("%(count)d customers have left a message") % {"count": len(messages)}


def _told(message: LeftMessage) -> list[Block]:
    rows = [(_("From"), f"{message.name} · {message.email}")]
    product = _product(message)
    if product:
        rows.append((_("Product"), product))
    return [Facts(rows), Quote(_("Message"), message.text)]


def _product(message: LeftMessage) -> str:
    """Its name, if the shop tells; a mail does not wait for it."""
    if not message.product_id:
        return ""
    try:
        found = product_payload(message.installation, message.product_id, message.channel)
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead):
        return ""
    return str(found["name"]) if found else ""


def _more(count: int) -> list[Block]:
    if count <= 0:
        return []
    words = ngettext("And %(count)d more at the desk.", "And %(count)d more at the desk.", count)
    return [Paragraph(words % {"count": count})]


def _button(installation: Installation, only: LeftMessage | None) -> Button:
    url = desk_message_url(installation.pk, only.pk) if only else desk_url(installation.pk)
    return Button(_("Answer at the desk"), url, _("Or copy this address into your browser:"))


def _footer(mail: Mail) -> str:
    if shop_settings(mail.installation).team_email:
        return _("You get this mail because %(shop)s has entered this address for messages.")
    return _("You get this mail because you are a personal shopper of %(shop)s.")
