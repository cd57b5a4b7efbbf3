from __future__ import annotations

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.capabilities import (
    Capability as C,
)
from saleor_personal_shopper.core.events.capabilities import (
    capabilities_of,
    require,
)
from saleor_personal_shopper.core.events.models import Participant, ParticipantRole
from saleor_personal_shopper.core.installations.models import AddingMode

EVERYBODY = {C.MICROPHONE, C.CAMERA, C.CHAT, C.SHARE_FILES, C.SHARE_LINK}
CUSTOMER = {C.ADD_TO_CHECKOUT, C.EDIT_CHECKOUT, C.ANSWER_SURVEY, C.GO_TO_CHECKOUT}
SHOPPER = {C.SCREEN, C.SEARCH_PRODUCTS, C.SHOW_PRODUCTS, C.PROPOSE, C.END_FOR_ALL}
DIRECT = {C.ADD_TO_CHECKOUT, C.EDIT_CHECKOUT}


@pytest.mark.feature("PM-15")
@pytest.mark.parametrize(
    ("role", "mode", "expected"),
    [
        (ParticipantRole.CUSTOMER, AddingMode.PROPOSE, EVERYBODY | CUSTOMER),
        (ParticipantRole.CUSTOMER, AddingMode.DIRECT, EVERYBODY | CUSTOMER),
        (ParticipantRole.PERSONAL_SHOPPER, AddingMode.PROPOSE, EVERYBODY | SHOPPER),
        (ParticipantRole.PERSONAL_SHOPPER, AddingMode.DIRECT, EVERYBODY | SHOPPER | DIRECT),
        (ParticipantRole.GUEST, AddingMode.PROPOSE, EVERYBODY),
        (ParticipantRole.GUEST, AddingMode.DIRECT, EVERYBODY),
    ],
)
def test_the_table(role: ParticipantRole, mode: AddingMode, expected: set[C]) -> None:
    granted = capabilities_of(role, mode)

    assert set(granted) == expected
    assert len(granted) == len(expected)


def test_require_wants_one_of_those_named() -> None:
    guest = Participant(capabilities=["CHAT"])

    require(guest, C.CHAT)
    require(guest, C.CAMERA, C.CHAT)
    with pytest.raises(DomainError) as refusal:
        require(guest, C.CAMERA, C.MICROPHONE)
    assert refusal.value.code == "PERMISSION_DENIED"
