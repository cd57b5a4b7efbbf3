"""Prometheus reads what is there and what waits, and nobody else does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.realtime import fake_media
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = "a-token-for-prometheus"


@pytest.fixture(autouse=True)
def with_token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN
    fake_media.forget()


def read(client: Client) -> dict[str, float]:
    """The samples by name and labels."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = re.findall(r"^personal_shopper_(\S+) (\S+)$", answer.text, flags=re.MULTILINE)
    return {name: float(value) for name, value in lines}


def test_open_events_and_people_are_counted_over_all_shops(
    client: Client, installation: Installation, other_installation: Installation
) -> None:
    live = factories.event(installation, status="LIVE")
    factories.event(other_installation, status="LIVE")
    factories.event(installation, status="FINISHED")
    factories.participant(live, socket_id="s1")
    factories.participant(live, "GUEST")

    samples = read(client)

    assert samples['events{status="LIVE"}'] == 2
    assert samples['events{status="WAITING"}'] == 0
    assert 'events{status="FINISHED"}' not in samples
    assert samples["participants"] == 1
    assert samples['installations{status="ACTIVE"}'] == 2
    assert samples["webhooks_overdue"] == 0
    assert samples['mails{state="given_up"}'] == 0


def test_media_workers_are_told_with_what_they_carry(client: Client, db: None) -> None:
    samples = read(client)
    assert samples["media_up"] == 1
    assert samples['media_rooms{worker="0"}'] == 0
    for name in ("bitrate_in", "bitrate_out", "loss", "round_trip_ms", "jitter_ms"):
        assert samples[f'media_{name}{{worker="0"}}'] == 0


def test_without_media_the_rest_is_told(client: Client, db: None) -> None:
    fake_media.worker.is_down = True
    samples = read(client)
    assert samples["media_up"] == 0
    assert samples['events{status="LIVE"}'] == 0
    assert 'media_rooms{worker="0"}' not in samples


@pytest.mark.parametrize("given", ["", "Bearer wrong", f"Basic {TOKEN}"])
def test_nobody_else_reads_them(client: Client, given: str) -> None:
    answer = client.get("/metrics", headers={"Authorization": given} if given else {})
    assert answer.status_code == 401
    assert answer.content == b""


def test_without_a_token_there_is_no_such_page(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_the_demo_shows_them_to_everybody(client: Client, settings: Any, db: None) -> None:
    settings.METRICS_TOKEN, settings.DEMO_FILE = "", "/nowhere/demo.json"
    assert client.get("/metrics").status_code == 200
