"""Adding to the cart, changing it, removing from it: by either side, in one queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from ...events.capabilities import Capability, require
from ...events.errors import require_open
from ...events.models import Event, Participant, ParticipantRole
from ...installations.models import AddingMode
from ...installations.selectors import shop_settings
from ...saleor_data import CheckoutState, VariantQuantity
from ..changes import Wanted, additions, make_changes, write_changes
from ..error_codes import CartErrorCode
from ..models import ChangeKind
from ..proposing import propose
from ..refusals import refusal
from ..requests import check_additions, check_quantities
from ..selectors import open_cart
from ..views import CartResult


def add_lines(
    *, event: Event, participant: Participant, lines: Sequence[VariantQuantity], now: datetime
) -> CartResult:
    """Add to the cart; or propose it, as a personal shopper does unless the merchant chose DIRECT.

    Raises DomainError: PERMISSION_DENIED (guests), ENDED, INVALID; a proposal also
    VARIANT_NOT_AVAILABLE and SHOP_UNREACHABLE. What Saleor refuses stands in `errors`.
    """
    require(participant, Capability.ADD_TO_CHECKOUT, Capability.PROPOSE)
    require_open(event)
    checked = check_additions(lines)
    if not adds_directly(participant):
        proposal = propose(event=event, participant=participant, lines=checked, now=now)
        return CartResult(open_cart(event), proposal=proposal)
    wanted = additions(checked)
    changes = write_changes(event=event, participant=participant, wanted=wanted, now=now)
    return make_changes(event=event, changes=changes, now=now)


def set_quantities(
    *, event: Event, participant: Participant, quantities: Mapping[str, int], now: datetime
) -> CartResult:
    """Give lines (by id) new quantities; 0 removes. Raises DomainError as add_lines does."""
    require(participant, Capability.EDIT_CHECKOUT)
    require_open(event)
    check_quantities(quantities)
    cart = open_cart(event)
    known = {line.id for line in cart.state.lines} if cart else set()
    missing = [refusal(CartErrorCode.NOT_FOUND) for line_id in quantities if line_id not in known]
    wanted = wanted_totals(cart.state, quantities) if cart else []
    if not wanted:
        return CartResult(cart, errors=tuple(missing))
    changes = write_changes(event=event, participant=participant, wanted=wanted, now=now)
    return make_changes(event=event, changes=changes, refused=missing, now=now)


def remove_lines(
    *, event: Event, participant: Participant, line_ids: Sequence[str], now: datetime
) -> CartResult:
    """Remove lines by id. Raises DomainError as add_lines does."""
    quantities = dict.fromkeys(line_ids, 0)
    return set_quantities(event=event, participant=participant, quantities=quantities, now=now)


def adds_directly(participant: Participant) -> bool:
    """Whether an add of this participant changes the cart at once (K1)."""
    if participant.role == ParticipantRole.CUSTOMER:
        return True
    may_add = Capability.ADD_TO_CHECKOUT in participant.capabilities
    mode = shop_settings(participant.installation).adding_mode
    return may_add and mode == AddingMode.DIRECT


def wanted_totals(state: CheckoutState, quantities: Mapping[str, int]) -> list[Wanted]:
    """New quantities by variant over all of its lines, since the shop may have made several."""
    totals: dict[str, int] = {}
    touched = {line.variant_id for line in state.lines if line.id in quantities}
    for line in state.lines:
        if line.variant_id in touched:
            wanted = quantities.get(line.id, line.quantity)
            totals[line.variant_id] = totals.get(line.variant_id, 0) + wanted
    return [
        (ChangeKind.SET if total else ChangeKind.REMOVE, variant_id, total)
        for variant_id, total in totals.items()
    ]
