from __future__ import annotations

import pytest

from saleor_personal_shopper.core.events.models import Participant
from saleor_personal_shopper.core.events.sources import sources_of


@pytest.mark.parametrize(
    ("capabilities", "sources"),
    [
        ([], []),
        (["CHAT"], []),
        (["MICROPHONE"], ["camera"]),
        (["CAMERA"], ["camera"]),
        (["SCREEN", "CAMERA"], ["camera", "screen"]),
    ],
)
def test_capabilities_give_sources(capabilities: list[str], sources: list[str]) -> None:
    assert sources_of(Participant(capabilities=capabilities)) == sources
