"""`personalShopperEventSurveyAnswer`."""

from __future__ import annotations

import strawberry
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.events.services import answer_survey
from ...context import Info
from ...errors import ErrorCode, Payload
from ...permissions import anybody
from ...root_fields import mutation
from ..access import seat_in
from ..part_types import SurveyType


@strawberry.type(name="PersonalShopperEventSurveyAnswer")
class EventSurveyAnswerPayload(Payload):
    survey: SurveyType | None = None


@mutation(anybody)
def event_survey_answer(
    info: Info,
    score: int,
    event: strawberry.ID | None = None,
    token: str | None = None,
    comment: str | None = None,
) -> EventSurveyAnswerPayload:
    """Answer the survey after the call, as the customer who was in it.

    He is known by his bearer and `event`, or by the `token` of his link: exactly one of the two.
    """
    if (token is None) == (event is None):
        raise DomainError(
            ErrorCode.INVALID, _("Give either the token of a link or an event."), field="event"
        )
    answer = answer_survey(
        participant=seat_in(info.context.actor, event) if event is not None else None,
        token=token or "",
        score=score,
        comment=comment or "",
        now=info.context.now,
    )
    return EventSurveyAnswerPayload(survey=SurveyType.of(answer))
