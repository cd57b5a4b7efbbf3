"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

from ...core import saleor_data
from ..client.fragments import MoneyFields


def money(fields: MoneyFields) -> saleor_data.Money:
    """Saleor sends amounts as JSON numbers; their shortest form is the exact amount."""
    return saleor_data.Money(Decimal(str(fields.amount)), fields.currency)
