"""TokenVerifier without signatures: the fake beside `tokens.SaleorTokenVerifier`."""

from __future__ import annotations

import uuid

from ..core.installations.models import Installation
from ..core.saleor_data import CustomerToken, StaffToken, TokenRefused

_staff_tokens: dict[str, StaffToken] = {}
_customer_tokens: dict[str, CustomerToken] = {}


def fake_staff_token(
    installation: Installation,
    *,
    user_id: str,
    email: str,
    user_permissions: frozenset[str] = frozenset(),
) -> str:
    """A token that FakeTokenVerifier knows as this staff user's."""
    token = f"staff-{uuid.uuid4()}"
    _staff_tokens[token] = StaffToken(installation, user_id, email, user_permissions)
    return token


def fake_customer_token(installation: Installation, *, user_id: str, email: str) -> str:
    """A token that FakeTokenVerifier knows as this customer's."""
    token = f"customer-{uuid.uuid4()}"
    _customer_tokens[token] = CustomerToken(installation, user_id, email)
    return token


class FakeTokenVerifier:
    """Knows the tokens made above and refuses all others."""

    def verify_staff(self, token: str) -> StaffToken:
        if token not in _staff_tokens:
            raise TokenRefused("UNKNOWN")
        return _staff_tokens[token]

    def verify_customer(self, token: str) -> CustomerToken:
        if token not in _customer_tokens:
            raise TokenRefused("UNKNOWN")
        return _customer_tokens[token]
