"""Money, with the amounts that no tax is part of (pricing.py)."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import pricing

# Every currency of the demo has cents.
_FRACTION_DIGITS = 2


class Money(graphene.ObjectType):
    currency = graphene.String(required=True)
    amount = graphene.Float(required=True)
    fractional_amount = graphene.Int(required=True)
    fraction_digits = graphene.Int(required=True)

    @staticmethod
    def resolve_amount(root: pricing.Money, _info: Any) -> float:
        return float(root.amount)

    @staticmethod
    def resolve_fractional_amount(root: pricing.Money, _info: Any) -> int:
        return int(root.amount.scaleb(_FRACTION_DIGITS))

    @staticmethod
    def resolve_fraction_digits(_root: pricing.Money, _info: Any) -> int:
        return _FRACTION_DIGITS


class TaxedMoney(graphene.ObjectType):
    currency = graphene.String(required=True)
    gross = graphene.Field(Money, required=True)
    net = graphene.Field(Money, required=True)
    tax = graphene.Field(Money, required=True)


class TaxedMoneyRange(graphene.ObjectType):
    start = graphene.Field(TaxedMoney)
    stop = graphene.Field(TaxedMoney)
