"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

from ...core import ports
from ..client.fragments import MoneyFields


def money(fields: MoneyFields) -> ports.Money:
    """Saleor sends amounts as JSON numbers; their shortest form is the exact amount."""
    return ports.Money(Decimal(str(fields.amount)), fields.currency)
