"""What can be set of a campaign."""

from __future__ import annotations

from datetime import date
from typing import Any

import strawberry

from ...core.campaigns.mail_words import CampaignMailKind
from ...core.campaigns.questions import QuestionKind
from ...core.global_ids import GlobalType
from ..ids import parse_id
from ..inputs import given

EMPTIES = ("availability", "daily_limit", "weekly_limit")


@strawberry.input(name="PersonalShopperQuestionInput")
class QuestionInput:
    id: strawberry.ID | None = strawberry.field(
        default=None, description="Of a question that stays; left out for a new one."
    )
    label: str
    kind: QuestionKind = QuestionKind.TEXT
    required: bool = False
    options: list[str] | None = strawberry.field(
        default=None, description="Of a question of choice."
    )


@strawberry.input
class CampaignFields:
    """What may be left out of both inputs."""

    time_zone: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="IANA name of the channel's zone; left out at creation: that of the channel's "
        "newest campaign.",
    )
    availability: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="Null: own hours alone count."
    )
    duration_minutes: int | None = strawberry.UNSET
    increment_minutes: int | None = strawberry.UNSET
    buffer_before_minutes: int | None = strawberry.UNSET
    buffer_after_minutes: int | None = strawberry.UNSET
    notice_minutes: int | None = strawberry.UNSET
    horizon_days: int | None = strawberry.UNSET
    daily_limit: int | None = strawberry.field(
        default=strawberry.UNSET, description="Null: no limit."
    )
    weekly_limit: int | None = strawberry.field(
        default=strawberry.UNSET, description="Null: no limit."
    )
    questions: list[QuestionInput] | None = strawberry.field(
        default=strawberry.UNSET, description="Take the place of all there are."
    )
    sends_mail: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Whether customers get mail about their bookings."
    )
    from_address: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Where mail comes from, in a domain that the operator allows; in another it is "
        "where answers go. Empty: the shop's.",
    )
    from_name: str | None = strawberry.field(
        default=strawberry.UNSET, description="Empty: the shop's name."
    )


@strawberry.input(name="PersonalShopperCampaignCreateInput")
class CampaignCreateInput(CampaignFields):
    name: str
    description: str
    starts_on: date = strawberry.field(description="First day, in `timeZone`.")
    ends_on: date = strawberry.field(description="Last day, in `timeZone`.")
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    group: strawberry.ID = strawberry.field(description="Who attends its events.")


@strawberry.input(name="PersonalShopperCampaignUpdateInput", description="What is left out stays.")
class CampaignUpdateInput(CampaignFields):
    name: str | None = strawberry.UNSET
    description: str | None = strawberry.UNSET
    starts_on: date | None = strawberry.UNSET
    ends_on: date | None = strawberry.UNSET
    channel: str | None = strawberry.UNSET
    group: strawberry.ID | None = strawberry.UNSET


@strawberry.input(name="PersonalShopperCampaignMailInput")
class CampaignMailInput:
    campaign: strawberry.ID
    kind: CampaignMailKind
    language: str
    subject: str | None = None
    body: str | None = None


def campaign_given(value: CampaignFields) -> dict[str, Any]:
    """The fields that were given, as the core takes them. Raises DomainError NOT_FOUND."""
    found = given(value, nullable=EMPTIES)
    if "group" in found:
        found["group"] = parse_id(GlobalType.GROUP, found["group"], field="group")
    if found.get("availability") is not None:
        key = parse_id(GlobalType.AVAILABILITY, found["availability"], field="availability")
        found["availability"] = key
    if "questions" in found:
        found["questions"] = [given(one) for one in found["questions"]]
    return found
