"""Languages that personal shoppers may speak, by their names in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from babel import Locale
from django.utils.translation import get_language, to_locale

OFFERED = (
    *("ar", "ca", "cs", "da", "de", "el", "en", "es", "eu", "fi", "fr", "gl", "he", "hi", "hu"),
    *("id", "it", "ja", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sv", "th", "tr", "uk", "vi"),
    "zh",
)


def language_name(code: str) -> str:
    """Such as `Spanish` for `es`; the code itself where nobody knows a name."""
    reader = Locale.parse(to_locale(get_language() or "en"))
    name = str(reader.languages.get(code, code))
    return name[:1].upper() + name[1:]


def language_choices(chosen: Iterable[str]) -> Sequence[tuple[str, str, bool]]:
    """Code, name, and whether it is chosen; by name."""
    mine = set(chosen)
    named = [(code, language_name(code), code in mine) for code in {*OFFERED, *mine}]
    return sorted(named, key=lambda choice: choice[1])
