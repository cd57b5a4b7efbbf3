"""What a campaign's mail says in the merchant's own words, with variables (NT-05); pure.

A variable is replaced by plain text, once: nothing is ever called or looked up, and what a
customer entered is never read as a variable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ..notifications.plain import plain_line, plain_text
from ..shoppers.cleaning import clean_form, text, wrong

SUBJECT_LENGTH = 160
BODY_LENGTH = 4000
VALUE_LENGTH = 120
VARIABLES = {
    "customer": gettext_noop("Name of the customer"),
    "personalShopper": gettext_noop("Name of the personal shopper"),
    "store": gettext_noop("Name of your store"),
    "campaign": gettext_noop("Name of the campaign"),
    "date": gettext_noop("Day of the call, as the customer says it"),
    "time": gettext_noop("When it starts, in the customer's time zone"),
    "timeZone": gettext_noop("Name of the customer's time zone"),
    "joinUrl": gettext_noop("Link to join; in a paragraph of its own it is a button"),
    "manageUrl": gettext_noop("Link to reschedule or cancel"),
}
"""What may stand in double braces, and what it means."""
LINKS = ("joinUrl", "manageUrl")
"""Those that lead somewhere; no subject may hold one."""
BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


class CampaignMailKind(StrEnum):
    """The mails that a booking's customer gets."""

    SCHEDULED = "SCHEDULED"
    RESCHEDULED = "RESCHEDULED"
    CANCELLED = "CANCELLED"
    OPENS = "OPENS"
    REMINDER_DAY = "REMINDER_DAY"
    REMINDER_HOUR = "REMINDER_HOUR"


@dataclass(frozen=True)
class Words:
    """Subject and body of a mail, with variables; a blank line begins a paragraph."""

    subject: str
    body: str


def default_words(kind: CampaignMailKind) -> Words:
    """What is said where the merchant said nothing else, in the active language."""
    subject, body = DEFAULTS[kind]
    return Words(subject(), _("Hello {{customer}},") + "\n\n" + body())


def clean_words(subject: str, body: str) -> Words:
    """As it is kept; empty for the default. Raises DomainErrors INVALID, one a field."""
    return Words(**clean_form({"subject": subject, "body": body}, CLEANERS))


def _clean_subject(given: str) -> str:
    words: str = text(SUBJECT_LENGTH)(plain_line(given, limit=len(given) + 1))
    _check(words, [one for one in VARIABLES if one not in LINKS])
    return words


def _clean_body(given: str) -> str:
    words: str = text(BODY_LENGTH)(plain_text(given))
    _check(words, list(VARIABLES))
    return words


CLEANERS = {"subject": _clean_subject, "body": _clean_body}


def fill(words: str, values: Mapping[str, str]) -> str:
    """The words with each variable replaced by its value, which is text and no more."""
    return BRACES.sub(lambda found: values.get(found[1].strip(), found[0]), words)


def used(words: str) -> frozenset[str]:
    """The variables that stand in it."""
    return frozenset(found.strip() for found in BRACES.findall(words))


def _check(words: str, known: list[str]) -> None:
    listed = ", ".join(f"{{{{{one}}}}}" for one in known)
    unknown = next((one for one in BRACES.findall(words) if one.strip() not in known), None)
    if unknown is not None:
        message = _("There is no variable {{%(name)s}} here. Use one of these: %(known)s.")
        raise wrong(message % {"name": plain_line(unknown, limit=40), "known": listed})
    rest = BRACES.sub("", words)
    if "{{" in rest or "}}" in rest:
        message = _("A variable stands between two pairs of braces. Use one of these: %(known)s.")
        raise wrong(message % {"known": listed})


Texts = tuple[Callable[[], str], Callable[[], str]]
DEFAULTS: Mapping[CampaignMailKind, Texts] = {
    CampaignMailKind.SCHEDULED: (
        lambda: _("Your video call with {{store}} on {{date}}"),
        lambda: _(
            "You will see what you like by video, ask what you want to know, and put it into "
            "your cart on the spot. There is nothing to install."
        ),
    ),
    CampaignMailKind.RESCHEDULED: (
        lambda: _("Changed: your video call with {{store}} on {{date}}, {{time}}"),
        lambda: _("Your video call with {{store}} has changed. This is how it stands now."),
    ),
    CampaignMailKind.CANCELLED: (
        lambda: _("Cancelled: your video call with {{store}} on {{date}}"),
        lambda: _(
            "The video call below will not take place. We would be glad to see you at another time."
        ),
    ),
    CampaignMailKind.OPENS: (
        lambda: _("You can join your video call with {{store}} now"),
        lambda: _(
            "{{personalShopper}} expects you at {{time}}. Come in now, and you have time to check "
            "your camera and microphone."
        ),
    ),
    CampaignMailKind.REMINDER_DAY: (
        lambda: _("Reminder: your video call with {{store}} on {{date}}, {{time}}"),
        lambda: _(
            "{{personalShopper}} looks forward to your video call. If the time does not suit you "
            "any more, choose another one or cancel."
        ),
    ),
    CampaignMailKind.REMINDER_HOUR: (
        lambda: _("Your video call with {{store}} starts at {{time}}"),
        lambda: _("Your video call with {{personalShopper}} starts soon."),
    ),
}
