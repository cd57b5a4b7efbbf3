"""Tags and filters of the staff's pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ...core.events import reassigning
from ...core.events.answers import answer_in_words
from ...core.events.models import Event
from ...core.installations.channel_names import channel_names
from ...core.shoppers.addresses import portrait_url
from ...core.shoppers.models import PersonalShopper
from .. import labels

register = template.Library()


@register.simple_tag(takes_context=True)
def goes_to(context: Context, *parts: object) -> SafeString:
    """Attributes of a link to another page: fetched into this one, or opened in a new tab."""
    address = "".join(map(str, parts))
    is_home = context["is_desk"] and address == context["base"]
    page = f"{address}/" if is_home else f"{address}{context['kept_query']}"
    return format_html(
        'href="{0}" hx-get="{1}/content" hx-push-url="{0}" '
        'hx-target="#content" hx-swap="innerHTML show:window:top"',
        page,
        address,
    )


@register.simple_tag(takes_context=True)
def channel_name(context: Context, slug: str) -> str:
    """What the shop calls this channel; the slug where it does not say."""
    names: Mapping[str, str] | None = context.render_context.get("channel_names")
    if names is None:
        names = channel_names(context["caller"].installation)
        context.render_context["channel_names"] = names
    return names.get(slug, slug)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A picture that says nothing that the text beside it does not."""
    sprite = static("dashboard/icons.svg")
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', sprite, name
    )


@register.simple_tag
def moment(value: datetime | None, kind: str = "datetime") -> SafeString:
    """A time that the page's script writes in the reader's zone.

    `kind`: datetime, date, time, hour, day, month, or since (how long ago, kept up to date).
    """
    if value is None:
        return format_html("{}", "–")
    return format_html(
        '<time datetime="{}" data-time="{}">{} UTC</time>',
        value.isoformat(),
        kind,
        date_format(value, "DATETIME_FORMAT"),
    )


@register.simple_tag
def money(amount: Decimal, currency: str) -> SafeString:
    """An amount that the page's script writes as the reader's language does."""
    return format_html(
        '<data value="{0}" data-currency="{1}">{0} {1}</data>', f"{amount:.2f}", currency
    )


@register.filter
def label(code: str, kind: str) -> Any:
    """The words for a code; `kind` names the table in `labels`, e.g. STATUSES."""
    return getattr(labels, kind).get(code, code)


@register.filter
def tone(code: str) -> str:
    """The colour of a code's badge."""
    return labels.TONES.get(code, "neutral")


@register.filter
def answer_words(answer: str) -> str:
    """What a customer answered, a checkbox with yes or no."""
    return answer_in_words(answer)


@register.filter
def needs_somebody_else(event: Event) -> bool:
    """Whether nobody who still serves holds a planned event."""
    return reassigning.needs_somebody_else(event)


@register.filter
def portrait(person: PersonalShopper) -> str:
    """The address of a person's picture; empty for none."""
    return portrait_url(person)


@register.filter
def zone_name(value: datetime, zone: str) -> str:
    """What the zone is called at this time, such as CEST."""
    return value.astimezone(ZoneInfo(zone)).tzname() or ""


@register.filter
def joined(text: str, key: object) -> str:
    """The name of a field that stands several times: `text` and the key of its row."""
    return f"{text}{key}"


@register.filter
def initials(name: str) -> str:
    """One or two letters for a picture of somebody."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
