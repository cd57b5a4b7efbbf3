"""The customer's Saleor checkout and what is proposed for it."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

import strawberry

from ...core.carts.models import Proposal
from ...core.carts.views import CartView
from ...core.global_ids import GlobalType, to_global_id
from ...core.saleor_data import CheckoutLine, CheckoutProblem
from ..events.part_types import ParticipantType
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

    @classmethod
    def of(cls, line: CheckoutLine) -> Self:
        product = CheckoutProductType(
            id=strawberry.ID(line.product_id),
            name=line.product_name,
            thumbnail_url=line.thumbnail_url,
        )
        return cls(id=strawberry.ID(line.variant_id), name=line.variant_name, product=product)


@strawberry.type(name="PersonalShopperCheckoutVariantReference")
class VariantReferenceType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the variant.")


@strawberry.type(
    name="PersonalShopperCheckoutLineProblem", description="What keeps the line from being bought."
)
class CheckoutLineProblemType:
    code: CheckoutProblemCode
    available_quantity: int | None = strawberry.field(description="What may still be bought.")

    @classmethod
    def of(cls, problem: CheckoutProblem) -> Self:
        code = CheckoutProblemCode(problem.code)
        return cls(code=code, available_quantity=problem.available_quantity)


@strawberry.type(name="PersonalShopperCheckoutLine")
class CheckoutLineType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the line.")
    variant: CheckoutVariantType
    quantity: int
    unit_price: MoneyType = strawberry.field(description="Gross.")
    total_price: MoneyType = strawberry.field(description="Gross.")
    problem: CheckoutLineProblemType | None
    added_by: ParticipantType | None = strawberry.field(
        description="Who last added it in the call; null when it was there before."
    )

    @classmethod
    def of(cls, line: CheckoutLine, view: CartView) -> Self:
        problem = next((one for one in view.state.problems if one.line_id == line.id), None)
        added_by = view.added_by.get(line.variant_id)
        return cls(
            id=strawberry.ID(line.id),
            variant=CheckoutVariantType.of(line),
            quantity=line.quantity,
            unit_price=MoneyType.of(line.unit_price),
            total_price=MoneyType.of(line.total_price),
            problem=CheckoutLineProblemType.of(problem) if problem else None,
            added_by=ParticipantType.of(added_by) if added_by else None,
        )


@strawberry.type(
    name="PersonalShopperCheckoutProblem",
    description="A line that keeps the checkout from completing.",
)
class CheckoutProblemType(CheckoutLineProblemType):
    variant: VariantReferenceType

    @classmethod
    def of(cls, problem: CheckoutProblem) -> Self:
        return cls(
            code=CheckoutProblemCode(problem.code),
            available_quantity=problem.available_quantity,
            variant=VariantReferenceType(id=strawberry.ID(problem.variant_id)),
        )


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

    @classmethod
    def of(cls, view: CartView) -> Self:
        return cls(
            cart=strawberry.ID(str(view.id)),
            lines=[CheckoutLineType.of(line, view) for line in view.state.lines],
            total=TaxedMoneyType(gross=MoneyType.of(view.state.total)),
            problems=[CheckoutProblemType.of(problem) for problem in view.state.problems],
        )


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

    @classmethod
    def of(cls, row: Proposal) -> Self:
        lines = [
            ProposalLineType(
                variant_id=strawberry.ID(line["variant_id"]), quantity=line["quantity"]
            )
            for line in row.lines
        ]
        key = strawberry.ID(to_global_id(GlobalType.PROPOSAL, row.pk))
        return cls(id=key, status=Proposal.Status(row.status), lines=lines)
