"""What a booking is made of before it has a slot, whoever books."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from ...campaigns.models import Campaign
from .. import fields
from ..answers import clean_answers
from ..models import Event, EventOrigin
from ..states import Action, next_status
from .take_slot import own_key


def draft_booking(
    campaign: Campaign,
    *,
    name: str,
    email: str,
    phone: str,
    time_zone: str,
    language: str,
    answers: Mapping[str, str] | None,
    asks_all: bool,
    idempotency_key: str,
    now: datetime,
) -> Event:
    """An unsaved event of the campaign; without `asks_all` no question has to be answered.

    Raises DomainError REQUIRED or INVALID, with the field.
    """
    address = fields.clean_email(email, is_required=True)
    questions = campaign.questions
    if not asks_all:
        questions = [{**question, "required": False} for question in questions]
    return Event(
        installation=campaign.installation,
        origin=EventOrigin.BOOKING,
        status=next_status(None, Action.SCHEDULE),
        campaign=campaign,
        channel=campaign.channel,
        customer_name=fields.clean_text("name", name, limit=fields.NAME_LENGTH),
        customer_email=address,
        customer_phone=fields.clean_optional("phone", phone, limit=fields.PHONE_LENGTH),
        time_zone=fields.require_time_zone(time_zone),
        language=fields.clean_language(language),
        answers=clean_answers(questions, answers or {}),
        idempotency_key=own_key(campaign, address, idempotency_key),
        created_at=now,
    )
