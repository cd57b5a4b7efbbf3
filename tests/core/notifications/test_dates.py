"""Times in the reader's language, with the zone that they are told in."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from saleor_personal_shopper.core.notifications.dates import (
    date_in_words,
    span_in_words,
    zone_in_words,
)

AT = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "date", "span", "zone"),
    [
        (
            "en",
            "December 3",
            "Thursday, December 3, 2026, 3:00 – 3:30 PM",
            "Central European Standard Time (Madrid)",
        ),
        (
            "es",
            "3 de diciembre",
            "jueves, 3 de diciembre de 2026, 15:00–15:30",
            "hora estándar de Europa central (Madrid)",
        ),
        (
            "pt",
            "3 de dezembro",
            "quinta-feira, 3 de dezembro de 2026, 15:00 – 15:30",
            "Horário Padrão da Europa Central (Madri)",
        ),
        (
            "ca",
            "3 de desembre",
            "dijous, 3 de desembre del 2026, 15:00–15:30",
            "Hora estàndard d’Europa central (Madrid)",
        ),
    ],
)
def test_a_call_is_told_in_the_readers_language(
    language: str, date: str, span: str, zone: str
) -> None:
    told = {"zone": "Europe/Madrid", "language": language}

    assert date_in_words(AT, **told) == date
    assert _plain_spaces(span_in_words(AT, 30, **told)) == span
    assert zone_in_words(AT, **told) == zone


def test_the_day_is_that_of_the_zone() -> None:
    assert span_in_words(AT, 30, zone="Asia/Tokyo", language="es").startswith("jueves, 3")
    late = AT.replace(hour=23)
    assert span_in_words(late, 30, zone="Asia/Tokyo", language="es").startswith("viernes, 4")


def test_summer_time_is_named_as_such() -> None:
    july = AT.replace(month=7)
    assert zone_in_words(july, zone="Europe/Madrid", language="en").startswith(
        "Central European Summer Time"
    )


def test_without_a_zone_it_is_utc() -> None:
    assert zone_in_words(AT, zone="", language="en") == "Coordinated Universal Time"


@pytest.mark.parametrize("language", ["en", "es", "pt", "ca"])
def test_every_zone_has_a_name(language: str) -> None:
    for zone in available_timezones():
        assert zone_in_words(AT, zone=zone, language=language)


def _plain_spaces(text: str) -> str:
    return text.replace("\u2009", " ").replace("\u202f", " ").replace("\xa0", " ")
