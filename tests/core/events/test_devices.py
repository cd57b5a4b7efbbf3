from __future__ import annotations

import pytest

from saleor_personal_shopper.core.events.devices import device_type_of

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604.1"
DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile"


@pytest.mark.feature("CL-27")
@pytest.mark.parametrize(
    ("hint", "user_agent", "expected"),
    [
        ("?1", DESKTOP, "MOBILE"),
        ("?0", ANDROID, "DESKTOP"),
        ("", IPHONE, "MOBILE"),
        ("", ANDROID, "MOBILE"),
        ("", DESKTOP, "DESKTOP"),
        ("nonsense", "", "DESKTOP"),
    ],
)
def test_the_hint_counts_before_the_user_agent(hint: str, user_agent: str, expected: str) -> None:
    assert device_type_of(mobile_hint=hint, user_agent=user_agent) == expected
