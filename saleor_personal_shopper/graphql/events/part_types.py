"""What happens in an event, in the schema."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

import strawberry

from ...core.attribution.models import Attribution, AttributionKind, AttributionState
from ...core.events.bookings import LogAction, LogActor, LogEntry
from ...core.events.capabilities import Capability
from ...core.events.choosing import Reason
from ...core.events.models import Participant, ParticipantRole, ShownProduct, Survey
from ...core.global_ids import GlobalType, to_global_id
from ...core.saleor_data import Money
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


@strawberry.type(name="PersonalShopperAnswer", description="A customer's answer to a question.")
class EventAnswerType:
    question: strawberry.ID = strawberry.field(description="Id of the campaign's question.")
    label: str = strawberry.field(description="The question as it was asked.")
    answer: str

    @classmethod
    def of(cls, kept: dict[str, str]) -> Self:
        return cls(
            question=strawberry.ID(kept.get("question", "")),
            label=kept["label"],
            answer=kept["answer"],
        )


@strawberry.type(name="PersonalShopperLogCandidate", description="Somebody who was free.")
class LogCandidateType:
    name: str
    last_booked_at: datetime | None = strawberry.field(description="Null: never, or not asked.")
    priority: int

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        last = kept["lastBookedAt"]
        return cls(
            name=kept["name"],
            last_booked_at=datetime.fromisoformat(last) if last else None,
            priority=kept["priority"],
        )


@strawberry.type(name="PersonalShopperLogChoice", description="Who was chosen, and why.")
class LogChoiceType:
    personal_shopper: str
    reason: Reason
    free: list[LogCandidateType] = strawberry.field(
        description="Who else was free, in the order in which they were to come."
    )

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        return cls(
            personal_shopper=kept["personalShopper"],
            reason=Reason(kept["reason"]),
            free=[LogCandidateType.of(one) for one in kept["free"]],
        )


@strawberry.type(name="PersonalShopperLogEntry", description="One thing done to an event.")
class LogEntryType:
    action: LogAction
    actor: LogActor
    actor_name: str = strawberry.field(description="Empty where nobody did it by hand.")
    reason: str
    at: datetime
    before: str | None = strawberry.field(description="The start, or who had it, until then.")
    after: str | None = strawberry.field(description="The start, or who has it, from then on.")
    choice: LogChoiceType | None = strawberry.field(
        description="Of whom it was booked with, moved or handed over to."
    )

    @classmethod
    def of(cls, row: LogEntry) -> Self:
        change = row.data.get("startsAt") or row.data.get("personalShopper") or {}
        chosen = row.data.get("chosen")
        return cls(
            action=LogAction(row.action),
            actor=LogActor(row.actor),
            actor_name=row.actor_name,
            reason=row.reason,
            at=row.at,
            before=change.get("before"),
            after=change.get("after"),
            choice=LogChoiceType.of(chosen) if chosen else None,
        )
