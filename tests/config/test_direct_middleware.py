"""Middleware that needs no threads does what Django's does."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import AsyncClient, AsyncRequestFactory
from django.utils import translation

from saleor_personal_shopper.config.direct_middleware import Common, Locale, Security, StaticFiles


async def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{threading.get_ident()} {translation.get_language()}")


@pytest.mark.parametrize("middleware", [Security, StaticFiles, Locale, Common])
async def test_a_request_stays_in_its_thread(middleware: Any) -> None:
    passed = middleware(answer)

    response = await passed(AsyncRequestFactory().get("/healthz"))

    assert response.content.split()[0].decode() == str(threading.get_ident())


async def test_the_language_is_the_readers() -> None:
    request = AsyncRequestFactory().get("/", headers={"Accept-Language": "pt-BR,pt;q=0.9"})

    response = await Locale(answer)(request)

    assert response.content.split()[1] == b"pt"
    assert response["Content-Language"] == "pt"


async def test_headers_are_set_and_files_are_served(async_client: AsyncClient) -> None:
    page = await async_client.get("/healthz")
    found = StaticFiles(answer)
    path = next(path for path in found.files if path.endswith(".js"))
    file = await async_client.get(path)
    missing = await async_client.get("/static/nothing.js")

    assert page["Content-Length"] == str(len(page.content))
    assert page["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert (file.status_code, file["Content-Type"].split(";")[0]) == (200, "text/javascript")
    assert missing.status_code == 404
