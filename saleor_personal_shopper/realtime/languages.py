"""The language of a socket's refusals."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header


def language_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The first language of Accept-Language that we speak."""
    given = next((value for name, value in headers if name == b"accept-language"), b"")
    for wanted, _priority in parse_accept_lang_header(given.decode("latin-1")):
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)
