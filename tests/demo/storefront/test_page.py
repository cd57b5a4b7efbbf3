"""The shop window's page: one for every address, under a strict policy."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from saleor_personal_shopper.demo.storefront.asgi import create_application

STORE, APP = "http://localhost:8001", "http://127.0.0.1:8080"
MAIL = "http://localhost:8006"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_application(store=STORE, app=APP, mail=MAIL))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/products/lueur-table-lamp", "/cart", "/thanks/12"])
async def test_every_address_is_the_same_page(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert response.status_code == 200
    assert f'<script type="module" src="{APP}/widget/v1/personal-shopper.js">' in response.text
    assert f'saleor-api-url="{STORE}/graphql/"' in response.text


async def test_the_page_leads_to_the_mail_that_the_demo_sent(client: httpx.AsyncClient) -> None:
    assert f'<a href="{MAIL}" target="_blank" rel="noopener">' in (await client.get("/")).text


async def test_the_policy_allows_the_shop_and_the_app_alone(client: httpx.AsyncClient) -> None:
    policy = (await client.get("/")).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert f"script-src 'self' {APP};" in policy
    assert f"frame-src {APP};" in policy
    assert "unsafe" not in policy


async def test_the_page_needs_no_inline_script_or_style(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert "style=" not in page
    assert "<style" not in page


async def test_a_missing_file_is_not_the_page(client: httpx.AsyncClient) -> None:
    assert (await client.get("/static/js/nothing.js")).status_code == 404
