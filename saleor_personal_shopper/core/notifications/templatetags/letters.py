"""What the letter's template needs besides Django's own filters."""

from __future__ import annotations

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ..letter import Paragraph

register = template.Library()
LINK = '<a href="{}" target="_blank" style="color:#0a5fdb;">{}</a>'


@register.filter
def words(paragraph: Paragraph) -> SafeString:
    """Its text, escaped, with line ends kept and its own addresses as links."""
    html = escape(paragraph.text).replace("\n", "<br>")
    for url in sorted(set(paragraph.urls), key=len, reverse=True):
        html = html.replace(escape(url), format_html(LINK, url, url))
    return mark_safe(html)  # noqa: S308 - escaped above
