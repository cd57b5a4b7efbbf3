"""What happens in an event, in the schema."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import strawberry

from ...core.attribution.models import Attribution, AttributionKind, AttributionState
from ...core.events.capabilities import Capability
from ...core.events.models import Participant, ParticipantRole, ShownProduct, Survey
from ...core.global_ids import GlobalType, to_global_id
from ...core.ports import Money
from ..money import MoneyType


@strawberry.type(name="PersonalShopperParticipant", description="Someone in an event.")
class ParticipantType:
    id: strawberry.ID
    role: ParticipantRole
    name: str
    capabilities: list[Capability] = strawberry.field(description="What he may do in the call.")

    @classmethod
    def of(cls, row: Participant) -> Self:
        return cls(
            id=strawberry.ID(to_global_id(GlobalType.PARTICIPANT, row.pk)),
            role=ParticipantRole(row.role),
            name=row.name,
            capabilities=[Capability(one) for one in row.capabilities],
        )


@strawberry.type(name="PersonalShopperShownProduct", description="A product shown in the call.")
class ShownProductType:
    product_id: strawberry.ID = strawberry.field(description="Saleor's id of the product.")
    variant_id: strawberry.ID | None = strawberry.field(description="Saleor's id of the variant.")
    name: str = strawberry.field(description="As it was then.")
    shown_at: datetime

    @classmethod
    def of(cls, row: ShownProduct) -> Self:
        return cls(
            product_id=strawberry.ID(row.product_id),
            variant_id=strawberry.ID(row.variant_id) if row.variant_id else None,
            name=row.name,
            shown_at=row.shown_at,
        )


@strawberry.type(
    name="PersonalShopperAttribution",
    description="What an order brought that is credited to the event, one variant each.",
)
class AttributionType:
    order_id: strawberry.ID = strawberry.field(description="Saleor's id of the order.")
    order_number: str
    kind: AttributionKind
    state: AttributionState
    variant_id: strawberry.ID = strawberry.field(description="Saleor's id of the variant.")
    product_name: str
    quantity: int
    amount: MoneyType = strawberry.field(description="Gross, net of what was given back.")

    @classmethod
    def of(cls, row: Attribution) -> Self:
        return cls(
            order_id=strawberry.ID(row.order.order_id),
            order_number=row.order.order_number,
            kind=AttributionKind(row.kind),
            state=AttributionState(row.state),
            variant_id=strawberry.ID(row.variant_id),
            product_name=row.product_name,
            quantity=row.quantity,
            amount=MoneyType.of(Money(row.amount, row.currency)),
        )


@strawberry.type(name="PersonalShopperSurvey", description="The customer's answer after the call.")
class SurveyType:
    score: int = strawberry.field(description="0 to 10.")
    comment: str
    answered_at: datetime

    @classmethod
    def of(cls, row: Survey) -> Self:
        return cls(score=row.score, comment=row.comment, answered_at=row.answered_at)
