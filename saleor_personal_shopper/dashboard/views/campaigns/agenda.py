"""A campaign's tab "Agenda": how it is booked, its logo, questions and links (AD-01..AD-09)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from ....core.campaigns.addresses import booking_url
from ....core.campaigns.models import Campaign
from ....core.campaigns.questions import QUESTIONS_LIMIT
from ....core.campaigns.selectors import is_host, with_counts
from ....core.campaigns.services import update_campaign
from ....core.errors import DomainError
from ....core.shoppers.selectors import availabilities
from ...callers import Caller
from ...content import Content, announce, fragment
from ...labels import QUESTION_KINDS
from ...refused_fields import field_errors
from .find import find_campaign
from .pictures import picture_context

NUMBERS = (
    "duration_minutes",
    "increment_minutes",
    "buffer_before_minutes",
    "buffer_after_minutes",
    "notice_minutes",
    "horizon_days",
    "daily_limit",
    "weekly_limit",
)


@dataclass(frozen=True)
class QuestionRow:
    """A question as its fields show it; `options` one a line."""

    id: str = ""
    label: str = ""
    kind: str = "TEXT"
    required: bool = False
    options: str = ""


def agenda(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> Content:
    """The tab."""
    return Content("campaigns/agenda.html", context(caller, find_campaign(caller, campaign_id)))


def save(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> HttpResponse:
    """Change how the campaign is booked; events that are booked never move."""
    campaign = find_campaign(caller, campaign_id)
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in NUMBERS}
    questions = _typed_questions(request.POST)
    availability = request.POST.get("availability", "")
    try:
        update_campaign(
            campaign=campaign,
            **typed,
            availability=_key(availability),
            questions=[_as_taken(one) for one in questions],
        )
    except DomainError as error:
        again = {
            **context(caller, find_campaign(caller, campaign_id)),
            "values": {**typed, "availability": availability},
            "questions": questions,
            "errors": field_errors(error),
        }
        return fragment(request, caller, "campaigns/agenda.html", again, 422)
    saved = context(caller, find_campaign(caller, campaign_id))
    return announce(fragment(request, caller, "campaigns/agenda.html", saved), _("Agenda saved"))


def context(caller: Caller, campaign: Campaign) -> dict[str, Any]:
    """What the tab is drawn from."""
    counted = with_counts(Campaign.objects.of(caller.installation)).get(pk=campaign.pk)
    mine = caller.rights.personal_shopper
    return {
        "campaign": campaign,
        "values": {
            **{name: getattr(campaign, name) for name in NUMBERS},
            "availability": str(campaign.availability_id or ""),
        },
        "errors": {},
        "questions": [_shown(one) for one in campaign.questions],
        "question_kinds": QUESTION_KINDS.items(),
        "questions_limit": QUESTIONS_LIMIT,
        "availabilities": list(availabilities(caller.installation)),
        "host_count": counted.host_count,  # type: ignore[attr-defined]
        "agenda_url": booking_url(campaign),
        "app_url": settings.APP_IFRAME_BASE_URL,
        "own_url": booking_url(campaign, mine) if mine and is_host(mine, campaign) else "",
        **picture_context(campaign, "logo"),
    }


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return uuid.UUID(int=0)


def _typed_questions(form: QueryDict) -> Sequence[QuestionRow]:
    """In the order of the page; each row says which boxes are its own by its place."""
    rows = zip(
        form.getlist("question-key"),
        form.getlist("question-id"),
        form.getlist("question-label"),
        form.getlist("question-kind"),
        form.getlist("question-options"),
        strict=False,
    )
    required = set(form.getlist("question-required"))
    return [
        QuestionRow(id, label, kind, key in required, options)
        for key, id, label, kind, options in rows
        if label.strip() or options.strip() or id
    ]


def _as_taken(row: QuestionRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": row.label,
        "kind": row.kind,
        "required": row.required,
        "options": row.options.splitlines(),
    }


def _shown(question: Mapping[str, Any]) -> QuestionRow:
    return QuestionRow(**{**question, "options": "\n".join(question["options"])})
