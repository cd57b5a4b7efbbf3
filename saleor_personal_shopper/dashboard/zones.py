"""Time zones to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from zoneinfo import available_timezones

LEFT_OUT = ("Etc", "SystemV", "US", "Brazil", "Canada", "Chile", "Mexico", "posix", "right")
"""Regions that repeat others under old names, or are no places."""


@cache
def zones_by_region() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Name and place of each zone, by region; UTC stands first."""
    found: dict[str, list[tuple[str, str]]] = {"UTC": [("UTC", "UTC")]}
    for name in sorted(available_timezones()):
        region, slash, place = name.partition("/")
        if slash and region not in LEFT_OUT:
            words = place.replace("_", " ").replace("/", ", ")
            found.setdefault(region, []).append((name, words))
    return found
