"""What a mail says, before it is set in HTML and as plain text; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from ..ports import MailAddress


@dataclass(frozen=True)
class Paragraph:
    """Words; line ends in them are kept. Where `urls`, addresses of ours, stand, they are links."""

    kind: ClassVar = "paragraph"
    text: str
    urls: Sequence[str] = ()


@dataclass(frozen=True)
class Facts:
    """Names and values, one below the other."""

    kind: ClassVar = "facts"
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Quote:
    """What somebody wrote, under a line that says who and when."""

    kind: ClassVar = "quote"
    title: str
    text: str


@dataclass(frozen=True)
class Button:
    """The way on, also as a plain address under `hint`; `url` is one of ours."""

    kind: ClassVar = "button"
    label: str
    url: str
    hint: str


@dataclass(frozen=True)
class Link:
    """A further way on, less loud than a button; `url` is one of ours."""

    kind: ClassVar = "link"
    label: str
    url: str


Block = Paragraph | Facts | Quote | Button | Link


@dataclass(frozen=True)
class Letter:
    """`footer` says why the reader got it.

    `calendar` is an iCalendar object with the METHOD of `calendar_method`, or empty. `revision` is
    kept with the mail, so that it can be told whether what it says is still true.
    `sender` is whom it comes from instead of the shop; his address counts only in a domain that the
    operator allows, elsewhere answers go there.
    """

    language: str
    subject: str
    heading: str
    blocks: Sequence[Block]
    footer: str
    reply_to: MailAddress | None = None
    calendar: str = ""
    calendar_method: str = "REQUEST"
    revision: int = 0
    sender: MailAddress | None = None
