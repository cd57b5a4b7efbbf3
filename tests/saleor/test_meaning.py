"""Saleor's kinds of error, and what they mean to us."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_personal_shopper.core import saleor_data
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.saleor import tasks
from saleor_personal_shopper.saleor.api import SaleorApiClient
from tests.saleor.stub_saleor import Reply, Request, StubSaleor, graphql

APP = {"app": {"id": "A"}}
MONEY = {"amount": 10.99, "currency": "USD"}
CHECKOUT = {
    "id": "C",
    "updatedAt": "2026-11-23T10:00:00+00:00",
    "channel": {"slug": "default-channel"},
    "lines": [],
    "totalPrice": {"gross": MONEY},
    "problems": [],
}
PERMISSION_DENIED = {
    "message": "You need AUTHENTICATED_STAFF_USER, AUTHENTICATED_APP",
    "path": ["app"],
    "extensions": {"exception": {"code": "PermissionDenied"}},
}


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The installations that were to be checked."""
    asked: list[str] = []
    monkeypatch.setattr(tasks.check_installation, "delay", asked.append)
    return asked


@pytest.fixture
def api(stubbed: Installation) -> SaleorApiClient:
    return SaleorApiClient(stubbed)


def answering(stub: StubSaleor, **answers: Reply) -> None:
    """Answer each operation by its name."""

    def respond(request: Request) -> Reply:
        return answers[request.operation["operationName"]]

    stub.respond = respond


def errors(code: str, message: str = "No.", **more: Any) -> list[dict[str, Any]]:
    return [{"field": "quantity", "message": message, "code": code, "variants": None, **more}]


def top_level(code: str, message: str = "No.", path: str = "checkoutLinesAdd") -> list[Any]:
    return [{"message": message, "path": [path], "extensions": {"exception": {"code": code}}}]


def add(api: SaleorApiClient) -> saleor_data.CheckoutState:
    return api.add_lines("C", [saleor_data.VariantQuantity("V", 1)])


def test_a_change_is_followed_by_the_state_and_by_who_we_are(
    api: SaleorApiClient, stub: StubSaleor
) -> None:
    answering(
        stub,
        CheckoutLinesAdd=graphql({"checkoutLinesAdd": {"errors": []}}),
        Checkout=graphql({**APP, "checkout": CHECKOUT}),
    )
    state = add(api)
    assert str(state.total.amount) == "10.99"
    assert [one.operation["operationName"] for one in stub.requests] == [
        "CheckoutLinesAdd",
        "Checkout",
    ]


def test_a_refusal_in_the_errors_list_says_which_variants_and_how_many(
    api: SaleorApiClient, stub: StubSaleor
) -> None:
    message = "Could not add items JUICE. Only 3 remaining in stock."
    answering(
        stub,
        CheckoutLinesAdd=graphql(
            {"checkoutLinesAdd": {"errors": errors("INSUFFICIENT_STOCK", message, variants=["V"])}}
        ),
    )
    with pytest.raises(saleor_data.SaleorRefused) as refused:
        add(api)
    assert refused.value.code == "INSUFFICIENT_STOCK"
    assert refused.value.variant_ids == ("V",)
    assert refused.value.available_quantity == 3


def test_a_shortfall_as_top_level_error_is_the_same_refusal(
    api: SaleorApiClient, stub: StubSaleor
) -> None:
    answering(
        stub, CheckoutLinesAdd=graphql({"checkoutLinesAdd": None}, top_level("InsufficientStock"))
    )
    with pytest.raises(saleor_data.SaleorRefused) as refused:
        add(api)
    assert refused.value.code == "INSUFFICIENT_STOCK"


def test_a_code_that_a_later_saleor_adds_is_passed_on(
    api: SaleorApiClient, stub: StubSaleor
) -> None:
    answering(stub, CheckoutLinesAdd=graphql({"checkoutLinesAdd": {"errors": errors("NEW_CODE")}}))
    with pytest.raises(saleor_data.SaleorRefused) as refused:
        add(api)
    assert refused.value.code == "NEW_CODE"


def test_a_problem_that_a_later_saleor_adds_is_left_out(
    api: SaleorApiClient, stub: StubSaleor
) -> None:
    known = {
        "__typename": "CheckoutLineProblemInsufficientStock",
        "availableQuantity": 2,
        "line": {"id": "L", "variant": {"id": "V"}},
    }
    problems = [{"__typename": "CheckoutProblemWeather"}, known]
    answering(stub, Checkout=graphql({**APP, "checkout": {**CHECKOUT, "problems": problems}}))
    state = api.checkout("C")
    assert state is not None
    assert state.problems == (saleor_data.CheckoutProblem("INSUFFICIENT_STOCK", "L", "V", 2),)


@pytest.mark.parametrize("code", ["GraphQLError", "ValueError"])
def test_an_id_that_saleor_cannot_read_leads_nowhere(
    api: SaleorApiClient, stub: StubSaleor, code: str
) -> None:
    answering(stub, Checkout=graphql({**APP, "checkout": None}, top_level(code, path="checkout")))
    assert api.checkout("nonsense") is None


def test_a_missing_permission_is_no_dead_token(
    api: SaleorApiClient, stub: StubSaleor, checked: list[str]
) -> None:
    words = "To access this path, you need one of the following permissions: MANAGE_STAFF"
    denied = {**PERMISSION_DENIED, "path": ["permissionGroups"], "message": words}
    answering(stub, PermissionGroups=graphql({**APP, "permissionGroups": None}, [denied]))
    with pytest.raises(saleor_data.SaleorPermissionMissing) as missing:
        api.permission_groups()
    assert missing.value.permission == "MANAGE_STAFF"
    assert checked == []


@pytest.mark.parametrize("call", ["staff_user", "find_staff", "customer"])
def test_a_user_whom_the_app_may_not_see_is_not_said_to_be_unknown(
    api: SaleorApiClient, stub: StubSaleor, call: str
) -> None:
    """Saleor answers null for both; taken at its word, a personal shopper would be sent out."""
    user = {"app": {"id": "QXBwOjE=", "permissions": [{"code": "MANAGE_ORDERS"}]}, "user": None}
    answer = graphql(user)
    answering(stub, StaffUser=answer, StaffUserByEmail=answer, Customer=answer)
    with pytest.raises(saleor_data.SaleorPermissionMissing) as missing:
        getattr(api, call)("U")
    assert missing.value.permission == ("MANAGE_USERS" if call == "customer" else "MANAGE_STAFF")


@pytest.mark.parametrize(
    "reply",
    [
        graphql({"app": None, "channels": None}, [PERMISSION_DENIED]),
        graphql({"app": None, "channels": []}),
        graphql(None, [PERMISSION_DENIED]),
        graphql(
            None,
            [{"message": "no", "extensions": {"code": "STOREFRONT_TRAFFIC_NOT_ALLOWED"}}],
            status=401,
        ),
        graphql(
            None,
            [
                {
                    "message": "no",
                    "extensions": {"exception": {"code": "STOREFRONT_TRAFFIC_NOT_ALLOWED"}},
                }
            ],
            status=401,
        ),
    ],
)
def test_an_answer_as_to_a_stranger_means_a_dead_token(
    api: SaleorApiClient, stub: StubSaleor, checked: list[str], stubbed: Installation, reply: Reply
) -> None:
    answering(stub, Channels=reply)
    with pytest.raises(saleor_data.SaleorTokenDead):
        api.channels()
    assert checked == [str(stubbed.pk)]


def test_a_dead_token_is_asked_with_once(
    api: SaleorApiClient, stub: StubSaleor, checked: list[str], stubbed: Installation
) -> None:
    answering(stub, Channels=graphql({"app": None, "channels": None}))
    for _ in range(5):
        with pytest.raises(saleor_data.SaleorTokenDead):
            SaleorApiClient(stubbed).channels()
    assert len(stub.requests) == 1
    assert len(checked) == 1


def test_a_stranger_s_change_is_noticed(
    api: SaleorApiClient, stub: StubSaleor, checked: list[str]
) -> None:
    """Saleor lets anybody add lines: only the query that follows tells that we are a stranger."""
    answering(
        stub,
        CheckoutLinesAdd=graphql({"checkoutLinesAdd": {"errors": []}}),
        Checkout=graphql({"app": None, "checkout": CHECKOUT}, [PERMISSION_DENIED]),
    )
    with pytest.raises(saleor_data.SaleorTokenDead):
        add(api)
