"""The customer's Saleor checkout and what is proposed for it."""

from __future__ import annotations

from enum import StrEnum

import strawberry

from ...core.carts.models import Proposal
from ..money import MoneyType, TaxedMoneyType


@strawberry.enum(name="PersonalShopperCheckoutProblemCode")
class CheckoutProblemCode(StrEnum):
    """What keeps a line from being bought."""

    INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK"
    VARIANT_NOT_AVAILABLE = "VARIANT_NOT_AVAILABLE"


@strawberry.type(name="PersonalShopperCheckoutProduct")
class CheckoutProductType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the product.")
    name: str
    thumbnail_url: str | None


@strawberry.type(name="PersonalShopperCheckoutVariant")
class CheckoutVariantType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the variant.")
    name: str
    product: CheckoutProductType


@strawberry.type(name="PersonalShopperCheckoutLineProblem")
class CheckoutLineProblemType:
    code: CheckoutProblemCode
    available_quantity: int | None


@strawberry.type(name="PersonalShopperCheckoutLine")
class CheckoutLineType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the line.")
    variant: CheckoutVariantType
    quantity: int
    unit_price: MoneyType = strawberry.field(description="Gross.")
    total_price: MoneyType = strawberry.field(description="Gross.")
    problem: CheckoutLineProblemType | None
    added_by: str | None = strawberry.field(
        description="Name of who added it in the call; null when it was there before."
    )


@strawberry.type(
    name="PersonalShopperCheckoutProblem", description="What keeps the checkout from completing."
)
class CheckoutProblemType:
    code: CheckoutProblemCode
    variant: CheckoutVariantType
    available_quantity: int | None


@strawberry.type(
    name="PersonalShopperCheckout",
    description="The customer's Saleor checkout. Its Saleor id is never told here: "
    "`personalShopperEventCheckoutHandover` carries it to the shop.",
)
class CheckoutType:
    cart: strawberry.ID = strawberry.field(
        description="Changes when the order is placed and a new checkout follows."
    )
    lines: list[CheckoutLineType]
    total: TaxedMoneyType
    problems: list[CheckoutProblemType]


@strawberry.type(name="PersonalShopperProposalLine")
class ProposalLineType:
    variant_id: strawberry.ID = strawberry.field(description="Saleor's id of the variant.")
    quantity: int


@strawberry.type(
    name="PersonalShopperProposal",
    description="A personal shopper's suggestion, which the customer accepts or declines.",
)
class ProposalType:
    id: strawberry.ID
    status: Proposal.Status
    lines: list[ProposalLineType]
