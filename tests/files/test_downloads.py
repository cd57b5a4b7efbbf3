"""Files are handed to those who may have them, so that no browser does more than save or draw."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.events.services import forget_customer
from saleor_personal_shopper.core.files import tickets
from saleor_personal_shopper.core.files.models import SharedFile
from saleor_personal_shopper.core.installations.models import Installation
from tests.cast import Call
from tests.core.files import corpus
from tests.files.conftest import Sender

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}
UNKNOWN = "/files/00000000-0000-4000-8000-000000000000"


def path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def body(response: HttpResponse) -> bytes:
    """Also of an answer that is streamed."""

    async def read() -> bytes:
        return b"".join([part async for part in response])

    return asyncio.run(read()) if response.streaming else response.content


def test_a_participant_gets_the_file_by_his_bearer(customer: Sender, shopper: Sender) -> None:
    content = corpus.pdf()
    file = customer.share("invoice.pdf", content)

    for participant in (customer, shopper):
        answer = participant.ask("GET", f"/files/{file.pk}")

        assert (answer.status_code, body(answer)) == (200, content)
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Length"] == str(len(content))
        assert answer["Content-Disposition"] == 'attachment; filename="invoice.pdf"'


@pytest.mark.parametrize("sample", (*corpus.HONEST, *corpus.CLEANSED), ids=lambda one: one.name)
def test_every_file_is_served_so_that_nothing_runs(customer: Sender, sample: corpus.Sample) -> None:
    file = customer.share(sample.name, sample.make())

    answer = customer.ask("GET", f"/files/{file.pk}")

    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["Content-Type"] == sample.verdict
    assert corpus.MARKER not in body(answer)


def test_a_thumbnail_is_a_picture_and_no_more(customer: Sender) -> None:
    file = customer.share()

    answer = customer.ask("GET", f"/files/{file.pk}/thumbnail")

    assert answer["Content-Type"] == "image/webp"
    assert body(answer).startswith(b"RIFF")
    assert {name: answer[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ('a "quoted" name.pdf', r'attachment; filename="a \"quoted\" name.pdf"'),
        ("größe.pdf", "attachment; filename*=utf-8''gr%C3%B6%C3%9Fe.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", 'attachment; filename="a Set-Cookie: x=1.pdf"'),
        ("\u202efdp.exe", 'attachment; filename="fdp.exe.pdf"'),
    ],
)
def test_the_name_stays_within_its_header(customer: Sender, name: str, disposition: str) -> None:
    file = customer.share(name, corpus.pdf())

    answer = customer.ask("GET", f"/files/{file.pk}")

    assert answer["Content-Disposition"] == disposition
    assert "Set-Cookie" not in answer.headers


def test_a_link_opens_one_thing_for_five_minutes(customer: Sender) -> None:
    # given
    file, other = customer.share(), customer.share("b.jpg")
    link = customer.ask("POST", f"/files/{file.pk}/link").json()
    url, small = path(link["url"]), path(link["thumbnailUrl"])
    ticket = url.partition("?")[2]

    # then it opens this file without a bearer, and nothing else
    assert Client().get(url).status_code == 200
    assert Client().get(small).status_code == 200
    for wrong in (
        f"/files/{file.pk}/thumbnail",
        f"/files/{other.pk}",
        f"/files/transcripts/{file.event_id}",
    ):
        assert Client().get(f"{wrong}?{ticket}").status_code == 404
    assert Client().get(url + "x").status_code == 404
    assert customer.call.bearer(customer.participant) not in url

    # and for five minutes
    later = timezone.now() + timedelta(minutes=5, seconds=1)
    with freeze_time(later):
        assert Client().get(url).status_code == 404
        assert Client().get(small).status_code == 404


def test_a_document_has_no_thumbnail(customer: Sender) -> None:
    file = customer.share("invoice.pdf", corpus.pdf())

    assert customer.ask("POST", f"/files/{file.pk}/link").json()["thumbnailUrl"] is None
    assert customer.ask("GET", f"/files/{file.pk}/thumbnail").status_code == 404


@pytest.mark.parametrize("suffix", ["", "/thumbnail"])
def test_to_everybody_else_it_looks_as_if_it_never_was(
    customer: Sender, other_call: Call, foreign_call: Call, suffix: str
) -> None:
    # given
    file = customer.share()
    outsiders = [
        {"Authorization": f"Bearer {call.bearer(call.customer)}"}
        for call in (other_call, foreign_call)
    ]

    # when
    answers = [
        Client().get(f"/files/{file.pk}{suffix}", headers=headers)
        for headers in (*outsiders, {}, {"Authorization": "Bearer forged"})
    ]
    answers += [Client().get(f"/files/{file.pk}{suffix}?ticket=forged")]

    # then
    unknown = customer.ask("GET", UNKNOWN + suffix)
    for answer in answers:
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert answer["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]
    foreign = Sender(foreign_call, foreign_call.customer)
    assert foreign.ask("POST", f"/files/{file.pk}/link").status_code == 404


def test_a_participant_s_token_ends_his_way_to_the_files(customer: Sender) -> None:
    # given a call that ended
    file = customer.share()
    headers = {"Authorization": f"Bearer {customer.call.bearer(customer.participant)}"}
    Event.objects.across_installations().update(status="FINISHED")
    Participant.objects.across_installations().update(left_at=timezone.now())

    # then he may take the file along until his token is over
    assert Client().get(f"/files/{file.pk}", headers=headers).status_code == 200
    with freeze_time(timezone.now() + timedelta(minutes=16)):
        assert Client().get(f"/files/{file.pk}", headers=headers).status_code == 404


def test_who_was_sent_out_gets_nothing_more(customer: Sender) -> None:
    file = customer.share()
    headers = {"Authorization": f"Bearer {customer.call.bearer(customer.participant)}"}
    Participant.objects.across_installations().update(token_generation=2)

    assert Client().get(f"/files/{file.pk}", headers=headers).status_code == 404


def test_what_is_not_shared_is_not_served(customer: Sender) -> None:
    place = customer.send("photo.jpg", corpus.photo())
    file = SharedFile.objects.across_installations().get()

    assert place.endswith(str(file.pk))
    assert customer.ask("GET", f"/files/{file.pk}").status_code == 404
    assert Client().get(path(tickets.content_link(file, timezone.now()))).status_code == 404


def test_a_file_of_a_forgotten_customer_is_gone_for_every_link(
    customer: Sender, installation: Installation
) -> None:
    file = customer.share()
    url = path(tickets.content_link(file, timezone.now()))

    forget_customer(installation=installation, email="carla@example.com", now=timezone.now())

    assert Client().get(url).status_code == 404


def test_a_file_whose_bytes_are_lost_is_not_found(customer: Sender, folder: Any) -> None:
    file = customer.share()
    next(folder.rglob("content")).unlink()

    assert customer.ask("GET", f"/files/{file.pk}").status_code == 404


def test_nothing_is_changed_by_reading(customer: Sender) -> None:
    file = customer.share()

    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert customer.ask(method, f"/files/{file.pk}").status_code == 405
    assert customer.ask("HEAD", f"/files/{file.pk}").status_code == 200
