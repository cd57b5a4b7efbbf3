"""What each role may do in a call (PM-15): the one table that doors and services ask."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from ..errors import DomainError
from ..installations.models import AddingMode
from .error_codes import EventErrorCode
from .models import Participant, ParticipantRole


class Capability(StrEnum):
    """One thing a participant may do; written into the access token."""

    MICROPHONE = "MICROPHONE"
    CAMERA = "CAMERA"
    SCREEN = "SCREEN"
    CHAT = "CHAT"
    SHARE_FILES = "SHARE_FILES"
    SHARE_LINK = "SHARE_LINK"
    SEARCH_PRODUCTS = "SEARCH_PRODUCTS"
    SHOW_PRODUCTS = "SHOW_PRODUCTS"
    PROPOSE = "PROPOSE"
    ADD_TO_CHECKOUT = "ADD_TO_CHECKOUT"
    EDIT_CHECKOUT = "EDIT_CHECKOUT"
    ANSWER_SURVEY = "ANSWER_SURVEY"
    END_FOR_ALL = "END_FOR_ALL"
    GO_TO_CHECKOUT = "GO_TO_CHECKOUT"


C = Capability
_EVERYBODY = (C.MICROPHONE, C.CAMERA, C.CHAT, C.SHARE_FILES, C.SHARE_LINK)
_CUSTOMER = (C.ADD_TO_CHECKOUT, C.EDIT_CHECKOUT, C.ANSWER_SURVEY, C.GO_TO_CHECKOUT)
_PERSONAL_SHOPPER = (C.SCREEN, C.SEARCH_PRODUCTS, C.SHOW_PRODUCTS, C.PROPOSE, C.END_FOR_ALL)
_DIRECT = (C.ADD_TO_CHECKOUT, C.EDIT_CHECKOUT)


def capabilities_of(role: ParticipantRole | str, adding_mode: AddingMode | str) -> list[str]:
    """The capabilities of a role, in the order of the table.

    A personal shopper shares his screen (K2) and, only where the merchant set DIRECT, changes the
    cart himself (K1).
    """
    granted = set(_EVERYBODY)
    if role == ParticipantRole.CUSTOMER:
        granted.update(_CUSTOMER)
    if role == ParticipantRole.PERSONAL_SHOPPER:
        granted.update(_PERSONAL_SHOPPER)
        granted.update(_DIRECT if adding_mode == AddingMode.DIRECT else ())
    return [str(one) for one in Capability if one in granted]


def require(participant: Participant, *capabilities: Capability) -> None:
    """Let pass who holds one of the capabilities; refuse others with PERMISSION_DENIED."""
    if not set(capabilities) & set(participant.capabilities):
        raise DomainError(
            EventErrorCode.PERMISSION_DENIED,
            _("Your part in this call does not allow this. Ask your personal shopper to do it."),
        )
