"""A letter as HTML and as plain text: the same words in both."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import mrml
from django.template import Context, Engine, Template
from django.utils.safestring import SafeString

from .letter import Block, Button, Facts, Letter, Link, Paragraph, Quote

LETTER = Path(__file__).parent / "templates/notifications/letter.mjml"
PREVIEW_LENGTH = 140


def as_html(letter: Letter, *, shop_name: str) -> SafeString:
    """Every word is escaped; what is no link of the letter's buttons becomes none here."""
    first = next((one.text for one in letter.blocks if isinstance(one, Paragraph)), "")
    context = {"letter": letter, "shop_name": shop_name, "preview": first[:PREVIEW_LENGTH]}
    return _template().render(Context(context))


def as_text(letter: Letter, *, shop_name: str) -> str:
    """For readers and programs that show no HTML."""
    parts = [letter.heading, *map(_block_as_text, letter.blocks)]
    return "\n\n".join([*parts, f"-- \n{shop_name}\n{letter.footer}"]) + "\n"


def _block_as_text(block: Block) -> str:
    match block:
        case Paragraph(text):
            return text
        case Link(label, url):
            return f"{label}: {url}"
        case Facts(rows):
            return "\n".join(f"{name}: {value}" for name, value in rows)
        case Quote(title, text):
            quoted = "\n".join(f"> {line}".rstrip() for line in text.splitlines())
            return f"{title}\n\n{quoted}"
        case Button(label, url):
            return f"{label}: {url}"


@cache
def _template() -> Template:
    """The MJML becomes a template of HTML first, so that no stranger's word is ever MJML.

    Nothing is fetched by whoever opens the mail, so no fonts either.
    """
    options = mrml.RenderOptions(fonts={})
    html = mrml.to_html(LETTER.read_text(), render_options=options).content
    return Engine(builtins=[f"{__package__}.templatetags.letters"]).from_string(html)
