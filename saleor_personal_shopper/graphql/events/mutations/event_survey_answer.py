"""`personalShopperEventSurveyAnswer`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType

@strawberry.type(name="PersonalShopperEventSurveyAnswer")
class EventSurveyAnswerPayload(Payload):
    event: EventType | None = None

@mutation
async def event_survey_answer(event: strawberry.ID, score: int, comment: str | None = None) -> EventSurveyAnswerPayload:
    """Answer the survey after the call, as its customer."""
    raise NotImplementedError
