"""Which of our languages a page speaks."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def known_language(tag: str) -> str:
    """Our language for a BCP 47 tag such as `pt-BR`; empty when we have none."""
    try:
        return translation.get_supported_language_variant(tag)
    except LookupError:
        return ""


def wanted_language(request: HttpRequest) -> str:
    """The language that the address asks for by `locale`, else the browser's, else English."""
    named = known_language(request.GET.get("locale", ""))
    return named or translation.get_language_from_request(request) or settings.LANGUAGE_CODE
