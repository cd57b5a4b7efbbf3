import json
from pathlib import Path

import httpx
import pytest

from saleor_personal_shopper.rehearsal.target import NoTarget, find_target

DEMO = {
    "appUrl": "http://127.0.0.1:8080",
    "saleorApiUrl": "http://localhost:8081/graphql/",
    "storefrontUrl": "http://localhost:8082",
    "dashboardUrl": "http://localhost:8083",
    "channel": "default-channel",
    "staff": [
        {"email": "admin@example.com", "password": "a", "role": "ADMIN"},
        {"email": "camille@example.com", "password": "c", "role": "PERSONAL_SHOPPER"},
    ],
}
REAL = {
    "SALEOR_API_URL": "https://shop.example/graphql/",
    "SALEOR_EMAIL": "camille@shop.example",
    "SALEOR_PASSWORD": "secret",
}


def serving(status: int, body: object = None, asked: list[str] | None = None) -> httpx.AsyncClient:
    def answer(request: httpx.Request) -> httpx.Response:
        if asked is not None:
            asked.append(str(request.url))
        return httpx.Response(status, json=body)

    return httpx.AsyncClient(transport=httpx.MockTransport(answer))


async def test_a_demo_tells_all_about_itself() -> None:
    target = await find_target(serving(200, DEMO), "http://127.0.0.1:8080/", {})
    assert target.is_demo
    assert target.app_url == "http://127.0.0.1:8080"
    assert target.shop_origin == "http://localhost:8082"
    assert [login.email for login in target.logins] == ["camille@example.com"]


async def test_a_demo_without_personal_shoppers_is_rehearsed_by_its_admin() -> None:
    demo = {**DEMO, "staff": DEMO["staff"][:1]}
    target = await find_target(serving(200, demo), None, {})
    assert [login.email for login in target.logins] == ["admin@example.com"]


async def test_the_demo_of_this_folder_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked: list[str] = []
    await find_target(serving(200, DEMO, asked), None, {})
    (tmp_path / ".demo").mkdir()
    (tmp_path / ".demo" / "demo.json").write_text(json.dumps({"appUrl": "http://127.0.0.1:9999"}))
    await find_target(serving(200, DEMO, asked), None, {})
    assert asked == ["http://127.0.0.1:8080/demo.json", "http://127.0.0.1:9999/demo.json"]


async def test_an_installation_is_named_by_the_environment() -> None:
    target = await find_target(serving(404), "https://app.example", REAL)
    assert not target.is_demo
    assert (target.saleor_api_url, target.channel) == (REAL["SALEOR_API_URL"], "default-channel")
    assert target.logins[0].password == "secret"


async def test_what_is_missing_is_named() -> None:
    with pytest.raises(NoTarget, match="SALEOR_EMAIL, SALEOR_PASSWORD"):
        await find_target(serving(404), "https://app.example", {"SALEOR_API_URL": "x"})


async def test_nothing_there_is_said_in_words() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused")

    http = httpx.AsyncClient(transport=httpx.MockTransport(refuse))
    with pytest.raises(NoTarget, match="start the demo"):
        await find_target(http, None, {})
