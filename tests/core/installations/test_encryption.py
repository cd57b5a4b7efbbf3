"""encryption.py: secrets at rest, and the change of keys."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_personal_shopper.core.installations.encryption import (
    SecretUnreadable,
    decrypt,
    encrypt,
)


def test_what_is_encrypted_is_read_back_and_not_seen() -> None:
    stored = encrypt("token")
    assert "token" not in stored
    assert decrypt(stored) == "token"


def test_old_secrets_are_read_while_the_new_key_is_brought_in(settings: Any) -> None:
    old = encrypt("token")
    settings.NEW_SECRET_KEY = "another-key-that-is-long-enough-to-pass"
    new = encrypt("token")
    assert (decrypt(old), decrypt(new)) == ("token", "token")
    settings.SECRET_KEY, settings.NEW_SECRET_KEY = settings.NEW_SECRET_KEY, ""
    assert decrypt(new) == "token"
    with pytest.raises(SecretUnreadable, match="install the app in Saleor once more"):
        decrypt(old)
