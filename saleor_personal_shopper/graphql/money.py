"""Money as Saleor writes it."""

from __future__ import annotations

from typing import Self

import strawberry

from ..core.saleor_data import Money, ProductCard


@strawberry.type(name="PersonalShopperMoney", description="An amount of money.")
class MoneyType:
    amount: float = strawberry.field(description="In units of the currency.")
    currency: str = strawberry.field(description="ISO 4217 code.")

    @classmethod
    def of(cls, money: Money) -> Self:
        return cls(amount=float(money.amount), currency=money.currency)

    @classmethod
    def of_optional(cls, money: Money | None) -> Self | None:
        return cls.of(money) if money else None


@strawberry.type(name="PersonalShopperTaxedMoney", description="A price with its taxes.")
class TaxedMoneyType:
    gross: MoneyType = strawberry.field(description="Taxes included.")


@strawberry.type(name="PersonalShopperPriceRange", description="From the lowest to the highest.")
class PriceRangeType:
    start: MoneyType | None = strawberry.field(description="The lowest price.")
    stop: MoneyType | None = strawberry.field(description="The highest price.")

    @classmethod
    def of(cls, card: ProductCard) -> Self:
        return cls(
            start=MoneyType.of_optional(card.price_from),
            stop=MoneyType.of_optional(card.price_to or card.price_from),
        )
