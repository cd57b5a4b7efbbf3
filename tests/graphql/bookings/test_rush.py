"""S33: two hundred customers want the same slot at the same moment, over HTTP."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.installations.models import Installation
from tests.cast import open_shop
from tests.graphql.bookings.conftest import Agenda, open_agenda
from tests.graphql.bookings.test_bookings import BOOK
from tests.graphql.bookings.web import running_web

WRITERS = 200
FEW_ROUNDS, ALL_ROUNDS = 4, 50


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_one_wins_and_all_others_get_three_alternatives(
    installation: Installation, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Fifty rounds with `--thorough`."""
    rounds = ALL_ROUNDS if request.config.getoption("--thorough") else FEW_ROUNDS
    agenda = open_agenda(open_shop(installation), duration_minutes=30, increment_minutes=30)
    noon = timezone.now().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    with running_web(tmp_path / "log") as url:
        for number in range(rounds):
            wanted = noon + timedelta(days=2, minutes=30 * number)
            answers = asyncio.run(rush(url, agenda, wanted, number))
            check(answers, wanted)

    assert Event.objects.of(installation).count() == rounds


async def rush(url: str, agenda: Agenda, wanted: datetime, number: int) -> list[httpx.Response]:
    """All ask once every connection stands."""
    limits = httpx.Limits(max_connections=WRITERS, max_keepalive_connections=WRITERS)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as http:
        await asyncio.gather(*(http.get("/healthz") for _ in range(WRITERS)))

        async def book(writer: int) -> httpx.Response:
            details = agenda.booking(wanted, email=f"writer-{number}-{writer}@example.com")
            body = {"query": BOOK, "variables": {"input": details}}
            return await http.post("/graphql/", json=body)

        return await asyncio.gather(*(book(writer) for writer in range(WRITERS)))


def check(answers: list[httpx.Response], wanted: datetime) -> None:
    assert Counter(answer.status_code for answer in answers) == {200: WRITERS}
    bodies = [answer.json() for answer in answers]
    assert not [body["errors"] for body in bodies if "errors" in body]
    payloads = [body["data"]["personalShopperEventBook"] for body in bodies]
    winners = [one for one in payloads if one["event"]]
    losers = [one for one in payloads if not one["event"]]
    assert len(winners) == 1
    assert winners[0]["errors"] == []
    assert [codes(one) for one in losers] == [["SLOT_TAKEN"]] * (WRITERS - 1)
    for loser in losers:
        starts = {one["startsAt"] for one in loser["alternatives"]}
        assert len(starts) == 3
        assert wanted.isoformat() not in starts


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["errors"]]
