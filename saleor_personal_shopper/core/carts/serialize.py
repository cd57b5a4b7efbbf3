"""The cart as JSON: stored with its row, and shown in the room."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal

from ..events.serialize import Json, by_json
from ..global_ids import GlobalType, to_global_id
from ..saleor_data import CheckoutLine, CheckoutProblem, CheckoutState, Money
from .models import Proposal
from .views import CartView


def checkout_state_to_json(state: CheckoutState) -> Json:
    """The stored form: as the dataclass, amounts and times as text."""
    data = asdict(state)
    data["lines"] = [_stored_line(line) for line in state.lines]
    data["problems"] = [asdict(problem) for problem in state.problems]
    data["total"] = stored_money(state.total)
    data["updated_at"] = state.updated_at.isoformat() if state.updated_at else None
    return data


def checkout_state_from_json(data: Json) -> CheckoutState:
    """What checkout_state_to_json wrote."""
    lines = tuple(
        CheckoutLine(
            **{
                **line,
                "unit_price": _read_money(line["unit_price"]),
                "total_price": _read_money(line["total_price"]),
            }
        )
        for line in data["lines"]
    )
    updated_at = data["updated_at"]
    return CheckoutState(
        id=data["id"],
        channel=data["channel"],
        lines=lines,
        total=_read_money(data["total"]),
        problems=tuple(CheckoutProblem(**problem) for problem in data["problems"]),
        updated_at=datetime.fromisoformat(updated_at) if updated_at else None,
    )


def cart_json(view: CartView) -> Json:
    """PersonalShopperCheckout for the room. It holds no checkout id: that is a capability."""
    return {
        "cart": str(view.id),
        "lines": [_line_json(line, view) for line in view.state.lines],
        "total": {"gross": money_json(view.state.total)},
        "problems": [_problem_json(problem) for problem in view.state.problems],
    }


def proposal_json(proposal: Proposal) -> Json:
    """A proposal for the room, with what its card shows."""
    return {
        "id": to_global_id(GlobalType.PROPOSAL, proposal.pk),
        "status": proposal.status,
        "by": by_json(proposal.participant),
        "lines": [_proposed_line_json(line) for line in proposal.lines],
    }


def money_json(money: Money) -> Json:
    """Money as Saleor's API gives it: the amount is a number, for display only."""
    return {"amount": float(money.amount), "currency": money.currency}


def _line_json(line: CheckoutLine, view: CartView) -> Json:
    problem = next((one for one in view.state.problems if one.line_id == line.id), None)
    added_by = view.added_by.get(line.variant_id)
    return {
        "id": line.id,
        "variant": _variant_json(asdict(line)),
        "quantity": line.quantity,
        "unitPrice": money_json(line.unit_price),
        "totalPrice": money_json(line.total_price),
        "problem": problem
        and {"code": problem.code, "availableQuantity": problem.available_quantity},
        "addedBy": by_json(added_by) if added_by else None,
    }


def _proposed_line_json(line: Json) -> Json:
    price = line["unit_price"]
    return {
        "variant": _variant_json(line),
        "quantity": line["quantity"],
        "unitPrice": money_json(_read_money(price)) if price else None,
    }


def _variant_json(line: Json) -> Json:
    return {
        "id": line["variant_id"],
        "name": line["variant_name"],
        "product": {
            "id": line["product_id"],
            "name": line["product_name"],
            "thumbnailUrl": line["thumbnail_url"],
        },
    }


def _problem_json(problem: CheckoutProblem) -> Json:
    return {
        "code": problem.code,
        "variant": {"id": problem.variant_id},
        "availableQuantity": problem.available_quantity,
    }


def _stored_line(line: CheckoutLine) -> Json:
    data = asdict(line)
    data["unit_price"] = stored_money(line.unit_price)
    data["total_price"] = stored_money(line.total_price)
    return data


def stored_money(money: Money) -> Json:
    return {"amount": str(money.amount), "currency": money.currency}


def _read_money(data: Json) -> Money:
    return Money(Decimal(data["amount"]), data["currency"])
