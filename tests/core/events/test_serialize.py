from __future__ import annotations

import pytest

from saleor_personal_shopper.core.events.serialize import initials_of


@pytest.mark.parametrize(
    ("store_name", "initials"),
    [
        ("Green Garden Store", "GG"),
        ("acme", "A"),
        ("Élan & Co", "ÉC"),
        ("", "GS"),
        (" !! ", "GS"),
    ],
)
def test_initials_stand_for_the_store(store_name: str, initials: str) -> None:
    assert initials_of(store_name) == initials
