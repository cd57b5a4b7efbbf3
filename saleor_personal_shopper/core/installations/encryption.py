"""Secrets at rest: Fernet under keys derived from SECRET_KEY and, if set, NEW_SECRET_KEY.

Rotation: set NEW_SECRET_KEY, run `services.rotate_tokens`, then move its value to SECRET_KEY.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SecretUnreadable(Exception):
    """A secret was encrypted under a key that is no longer set: register the app anew."""


def encrypt(text: str) -> str:
    """Encrypt under the newest key."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Decrypt under any key that is set. Raises SecretUnreadable when none fits."""
    try:
        return _fernet().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise SecretUnreadable(
            "A stored token was encrypted under another SECRET_KEY. "
            "Set that key again, or install the app in Saleor once more."
        ) from error


def _fernet() -> MultiFernet:
    keys = [key for key in (settings.NEW_SECRET_KEY, settings.SECRET_KEY) if key]
    return MultiFernet([Fernet(_derive(key)) for key in keys])


def _derive(secret: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"personal-shopper stored secrets")
    return base64.urlsafe_b64encode(kdf.derive(secret.encode()))
