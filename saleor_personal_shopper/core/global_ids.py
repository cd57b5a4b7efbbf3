"""Ids as Saleor writes them: base64 of `Type:key`, the same in GraphQL and in room messages."""

from __future__ import annotations

import base64
import binascii
import uuid
from enum import StrEnum


class GlobalType(StrEnum):
    """What may stand before the colon."""

    PERSONAL_SHOPPER = "PersonalShopper"
    GROUP = "PersonalShopperGroup"
    AVAILABILITY = "PersonalShopperAvailability"
    CAMPAIGN = "PersonalShopperCampaign"
    BUSY_CALENDAR = "PersonalShopperBusyCalendar"
    EVENT = "PersonalShopperEvent"
    SLOT_HOLD = "PersonalShopperSlotHold"
    PARTICIPANT = "PersonalShopperParticipant"
    PUBLICATION = "PersonalShopperPublication"
    PROPOSAL = "PersonalShopperProposal"
    MESSAGE = "PersonalShopperMessage"
    FILE = "PersonalShopperFile"
    CONSENT_TEXT = "PersonalShopperConsentText"


def to_global_id(kind: GlobalType, key: uuid.UUID | int | str) -> str:
    """The id that clients see for the row `key`."""
    return base64.b64encode(f"{kind}:{key}".encode()).decode()


def uuid_from_global_id(kind: GlobalType, text: str) -> uuid.UUID | None:
    """The key within a global id of this kind; None for anything else."""
    try:
        name, _, key = base64.b64decode(text, validate=True).decode().partition(":")
        return uuid.UUID(key) if name == kind else None
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
