import httpx
import pytest

from saleor_personal_shopper.rehearsal.graphql import GraphQL, Refused
from tests.rehearsal.answering import answering


async def test_data_is_given_and_the_bearer_sent() -> None:
    graphql, transport = answering({"shop": {"data": {"shop": {"name": "Lumen"}}}})
    assert await graphql.ask("{ shop { name } }", bearer="x", id="1") == {"shop": {"name": "Lumen"}}
    assert transport.asked == [("shop", {"id": "1"}, "Bearer x")]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"errors": [{"message": "No such field"}]}, "No such field"),
        ({"data": {"shop": None}, "errors": [{"message": "Denied"}]}, "Denied"),
        ({"data": {"add": {"errors": [{"code": "FULL", "message": "Full."}]}}}, "FULL Full."),
        ({"data": None}, "without data"),
    ],
)
async def test_every_kind_of_refusal_is_one_error(answer: dict, words: str) -> None:
    graphql, _ = answering({"": answer})
    with pytest.raises(Refused, match=words):
        await graphql.ask("{ shop }")


@pytest.mark.parametrize(
    "response", [httpx.Response(502, text="<html>"), httpx.Response(200, json=[])]
)
async def test_no_sensible_answer_is_a_refusal(response: httpx.Response) -> None:
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: response))
    with pytest.raises(Refused):
        await GraphQL(http, "http://x.example/").ask("{ shop }")


async def test_a_dead_endpoint_is_a_refusal() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    http = httpx.AsyncClient(transport=httpx.MockTransport(refuse))
    with pytest.raises(Refused, match="did not answer"):
        await GraphQL(http, "http://x.example/").ask("{ shop }")
