"""Proposals: a personal shopper proposes, the customer answers (K1, C3)."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_personal_shopper.core.carts import services
from saleor_personal_shopper.core.carts.models import CartChange, Proposal
from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.models import (
    Event,
    EventStatus,
    Participant,
)
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories

from .room import told


@pytest.fixture
def proposal(event: Event, shopper: Participant, juice: str, now: datetime) -> Proposal:
    result = services.add_lines(
        event=event, participant=shopper, lines=[VariantQuantity(juice, 2)], now=now
    )
    assert result.proposal is not None
    return result.proposal


def answer(
    proposal: Proposal, participant: Participant, accept: bool, now: datetime
) -> services.CartResult:
    return services.answer_proposal(
        event=proposal.event,
        participant=participant,
        proposal_id=proposal.pk,
        accept=accept,
        now=now,
    )


@pytest.mark.feature("CL-22")
def test_a_personal_shoppers_add_is_a_proposal_and_leaves_the_checkout_alone(
    proposal: Proposal, event: Event, shop: FakeShop, juice: str
) -> None:
    assert proposal.status == Proposal.Status.PENDING
    assert shop.checkouts == {}
    assert not CartChange.objects.of(event.installation).exists()


def test_the_proposal_is_shown_with_name_picture_and_price(
    proposal: Proposal, event: Event, juice: str
) -> None:
    message = told(event, "proposal.created")[0]["proposal"]
    (line,) = message["lines"]
    assert message["status"] == "PENDING"
    assert message["by"]["name"] == "Paula Shopper"
    assert line["variant"]["id"] == juice
    assert line["variant"]["name"] == "Juice 1"
    assert line["variant"]["product"]["name"] == "Juice"
    assert line["unitPrice"] == {"amount": 10.0, "currency": "USD"}
    assert line["quantity"] == 2


@pytest.mark.feature("CL-22")
def test_accepting_adds_in_the_customers_name_and_credits_the_proposer(
    proposal: Proposal, event: Event, customer: Participant, shop: FakeShop, now: datetime
) -> None:
    result = answer(proposal, customer, True, now)
    assert result.errors == ()
    (checkout,) = shop.checkouts.values()
    assert [line.quantity for line in checkout.lines] == [2]
    change = CartChange.objects.of(event.installation).get()
    assert (change.participant, change.proposal) == (customer, proposal)
    assert result.checkout is not None
    (added_by,) = result.checkout.added_by.values()
    assert added_by.name == "Paula Shopper"


def test_both_sides_see_the_answer(
    proposal: Proposal, event: Event, customer: Participant, now: datetime
) -> None:
    result = answer(proposal, customer, False, now)
    (message,) = told(event, "proposal.answered")
    assert message["status"] == "DECLINED"
    assert message["by"]["name"] == "Carla Customer"
    assert message["id"] == told(event, "proposal.created")[0]["proposal"]["id"]
    assert result.proposal is not None
    assert result.proposal.status == Proposal.Status.DECLINED


def test_declining_adds_nothing(
    proposal: Proposal, customer: Participant, shop: FakeShop, now: datetime
) -> None:
    answer(proposal, customer, False, now)
    assert shop.checkouts == {}


@pytest.mark.parametrize("second", [True, False])
def test_the_first_answer_counts(
    second: bool, proposal: Proposal, customer: Participant, shop: FakeShop, now: datetime
) -> None:
    answer(proposal, customer, True, now)
    with pytest.raises(DomainError) as refused:
        answer(proposal, customer, second, now)
    assert refused.value.code == "ALREADY_ANSWERED"
    (checkout,) = shop.checkouts.values()
    assert [line.quantity for line in checkout.lines] == [2]


@pytest.mark.django_db(transaction=True)
def test_of_answers_at_once_one_counts(
    proposal: Proposal, customer: Participant, shop: FakeShop, now: datetime
) -> None:
    barrier = threading.Barrier(4)
    codes: list[str] = []

    def accept() -> None:
        barrier.wait()
        try:
            answer(proposal, customer, True, now)
            codes.append("accepted")
        except DomainError as error:
            codes.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["ALREADY_ANSWERED"] * 3 + ["accepted"]
    (checkout,) = shop.checkouts.values()
    assert [line.quantity for line in checkout.lines] == [2]


def test_rows_are_locked_in_the_same_order_as_by_the_drainer(
    proposal: Proposal, customer: Participant, now: datetime
) -> None:
    """The cart before the event; the other way round two transactions could wait for each other."""
    with CaptureQueriesContext(connection) as queries:
        answer(proposal, customer, True, now)
    statements = [query["sql"] for query in queries]
    carts = [at for at, sql in enumerate(statements) if "carts_eventcheckout" in sql]
    events = [at for at, sql in enumerate(statements) if sql.startswith('UPDATE "events_event"')]
    assert carts[0] < events[0]


def test_only_the_customer_answers(
    proposal: Proposal, shopper: Participant, guest: Participant, now: datetime
) -> None:
    for participant in (shopper, guest):
        with pytest.raises(DomainError) as refused:
            answer(proposal, participant, True, now)
        assert refused.value.code == "PERMISSION_DENIED"


def test_a_proposal_of_another_call_is_not_found(
    proposal: Proposal, event: Event, customer: Participant, now: datetime
) -> None:
    other = factories.event(event.installation, status=EventStatus.LIVE)
    seat = factories.participant(other, capabilities=customer.capabilities)
    with pytest.raises(DomainError) as refused:
        services.answer_proposal(
            event=other, participant=seat, proposal_id=proposal.pk, accept=True, now=now
        )
    assert refused.value.code == "NOT_FOUND"


def test_an_accepted_proposal_that_saleor_refuses_says_why(
    event: Event,
    shopper: Participant,
    customer: Participant,
    shop: FakeShop,
    tea: str,
    now: datetime,
) -> None:
    proposed = services.add_lines(
        event=event, participant=shopper, lines=[VariantQuantity(tea, 2)], now=now
    ).proposal
    assert proposed is not None
    shop.variants[tea].stock = 1
    result = answer(proposed, customer, True, now)
    assert [error.code for error in result.errors] == ["INSUFFICIENT_STOCK"]
    assert result.proposal is not None
    assert result.proposal.status == Proposal.Status.ACCEPTED


def test_what_cannot_be_bought_cannot_be_proposed(
    event: Event, shopper: Participant, shop: FakeShop, tea: str, now: datetime
) -> None:
    shop.variants[tea].is_available = False
    for variant_id in (tea, "UHJvZHVjdFZhcmlhbnQ6OTk5"):
        with pytest.raises(DomainError) as refused:
            services.add_lines(
                event=event, participant=shopper, lines=[VariantQuantity(variant_id, 1)], now=now
            )
        assert refused.value.code == "VARIANT_NOT_AVAILABLE"
    assert told(event, "proposal.created") == []


def test_proposing_while_the_shop_is_down_says_so(
    event: Event, shopper: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    shop.is_down = True
    with pytest.raises(DomainError) as refused:
        services.add_lines(
            event=event, participant=shopper, lines=[VariantQuantity(juice, 1)], now=now
        )
    assert refused.value.code == "SHOP_UNREACHABLE"
