"""What a client may ask of the cart, checked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from ..errors import DomainError
from ..saleor_data import VariantQuantity
from .error_codes import CartErrorCode

QUANTITY_MAX = 99
LINES_MAX = 50
VARIANT_ID_MAX = 64
LINE_ID_MAX = 128


def check_additions(lines: Sequence[VariantQuantity]) -> list[VariantQuantity]:
    """The lines to add, one a variant. Raises DomainError INVALID."""
    check_count(lines)
    totals: dict[str, int] = {}
    for line in lines:
        check_id(line.variant_id, VARIANT_ID_MAX)
        check_quantity(line.quantity, lowest=1)
        totals[line.variant_id] = totals.get(line.variant_id, 0) + line.quantity
    for quantity in totals.values():
        check_quantity(quantity, lowest=1)
    return [VariantQuantity(*pair) for pair in totals.items()]


def check_quantities(quantities: Mapping[str, int]) -> None:
    """New quantities by line. Raises DomainError INVALID."""
    check_count(quantities)
    for line_id, quantity in quantities.items():
        check_id(line_id, LINE_ID_MAX)
        check_quantity(quantity, lowest=0)


def check_count(lines: Sequence[object] | Mapping[str, object]) -> None:
    if not 1 <= len(lines) <= LINES_MAX:
        raise _invalid(_("Name from 1 to %d lines.") % LINES_MAX)


def check_id(text: str, longest: int) -> None:
    if not 1 <= len(text) <= longest:
        raise _invalid(_("This is not the id of a product variant or line."))


def check_quantity(quantity: int, *, lowest: int) -> None:
    if not lowest <= quantity <= QUANTITY_MAX:
        raise _invalid(
            _("Enter a quantity from %(lowest)d to %(highest)d.")
            % {"lowest": lowest, "highest": QUANTITY_MAX}
        )


def _invalid(message: str) -> DomainError:
    return DomainError(CartErrorCode.INVALID, message, field="lines")
