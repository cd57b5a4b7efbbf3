"""The transcript: for who was there while his token lives, and for staff by a ticket (CL-26)."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.events.models import ChatMessage, Event
from saleor_personal_shopper.core.events.services import send_chat_message
from saleor_personal_shopper.core.files import tickets
from tests.cast import Call
from tests.core.files import corpus
from tests.files.conftest import Sender

AT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


@pytest.fixture
def talk(customer: Sender, shopper: Sender) -> Event:
    """A question, an answer of two lines, and a file."""
    send_chat_message(participant=customer.participant, text="In blue?", now=AT)
    send_chat_message(participant=shopper.participant, text="Yes.\nOr green.", now=AT)
    customer.share("invoice.pdf", corpus.pdf())
    ChatMessage.objects.across_installations().update(sent_at=AT)
    return customer.call.event


def by_ticket(event: Event, query: str = "") -> str:
    """As staff's pages ask for it."""
    link = urlsplit(tickets.transcript_link(event, timezone.now()))
    answer = Client().get(f"{link.path}?{link.query}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.feature("CL-26")
def test_the_text_says_who_wrote_what_when(talk: Event) -> None:
    text = by_ticket(talk, "&timeZone=Europe/Madrid")

    for line in (
        "Chat of Carla Customer and Paula Shopper",
        "Times in the zone Europe/Madrid",
        "Nov. 24, 2026",
        "12:30 a.m.  Carla Customer (Customer)",
        "    In blue?",
        "    Yes.\n    Or green.",
        "    File: invoice.pdf",
    ):
        assert line in text


def test_the_text_speaks_the_reader_s_language_and_utc_where_no_zone_is_known(talk: Event) -> None:
    text = by_ticket(talk, "&timeZone=Nowhere&language=es")

    assert "Carla Customer (Cliente)" in text
    assert "UTC" in text
    assert "23:30" in text


def test_the_data_has_everything_with_times_of_the_zone(talk: Event, customer: Sender) -> None:
    path = f"/files/transcripts/{talk.pk}?format=json&timeZone=Europe/Madrid"

    answer = customer.ask("GET", path)

    assert answer["Content-Disposition"].endswith('.json"')
    data = answer.json()
    assert data["event"]["customerName"] == "Carla Customer"
    assert [one["text"] for one in data["messages"]].count("In blue?") == 1
    (sent,) = [one["file"] for one in data["messages"] if one["file"]]
    assert (sent["name"], sent["contentType"]) == ("invoice.pdf", "application/pdf")
    assert {one["at"] for one in data["messages"]} == {"2026-11-24T00:30:00+01:00"}


@pytest.mark.parametrize("format", ["text", "json"])
def test_it_is_served_so_that_nothing_runs(talk: Event, customer: Sender, format: str) -> None:
    answer = customer.ask("GET", f"/files/transcripts/{talk.pk}?format={format}")

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")


def test_others_find_nothing(
    talk: Event, other_call: Call, foreign_call: Call, customer: Sender
) -> None:
    path = f"/files/transcripts/{talk.pk}"
    file = customer.share()
    ticket = urlsplit(tickets.content_link(file, timezone.now())).query

    for call in (other_call, foreign_call):
        assert Sender(call, call.customer).ask("GET", path).status_code == 404
    for query in ("", "?ticket=forged", f"?{ticket}"):
        assert Client().get(path + query).status_code == 404


def test_what_was_deleted_says_so(talk: Event) -> None:
    ChatMessage.objects.across_installations().update(text="", file=None)

    assert by_ticket(talk).count("(deleted)") == 3
