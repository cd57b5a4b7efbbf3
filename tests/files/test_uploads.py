"""Uploads by the tus protocol 1.0 (https://tus.io/protocols/resumable-upload)."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

import pytest
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.files import limits, services
from saleor_personal_shopper.core.files.models import SharedFile
from tests.cast import Call
from tests.core.files import corpus
from tests.files.conftest import Sender


def test_a_client_finds_out_what_the_server_can() -> None:
    answer = Client().options("/files/uploads")

    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,expiration,termination"
    assert answer["Tus-Max-Size"] == str(25 * 1024 * 1024)
    assert "Upload-Offset" in answer["Access-Control-Allow-Headers"]
    assert answer["Access-Control-Allow-Methods"] == "POST, OPTIONS"


def test_a_file_is_announced_sent_in_parts_and_asked_after(customer: Sender) -> None:
    # given
    created = customer.announce("größe.txt", 10)
    place = created["Location"]
    assert (created.status_code, created["Upload-Offset"]) == (201, "0")
    assert place.startswith("http://testserver/files/uploads/")
    assert parsedate_to_datetime(created["Upload-Expires"]) > timezone.now()

    # when
    first = customer.ask("PATCH", place, b"12345", Upload_Offset="0")

    # then
    assert (first.status_code, first["Upload-Offset"], first["Tus-Resumable"]) == (
        204,
        "5",
        "1.0.0",
    )
    head = customer.ask("HEAD", place)
    assert (head["Upload-Offset"], head["Upload-Length"], head["Cache-Control"]) == (
        "5",
        "10",
        "no-store",
    )
    last = customer.ask("PATCH", place, b"67890", Upload_Offset="5")
    assert (last.status_code, last["Upload-Offset"]) == (204, "10")
    assert SharedFile.objects.across_installations().get().name == "größe.txt"


def test_an_upload_goes_on_where_the_connection_was_lost(customer: Sender) -> None:
    # given a part that arrived, though its answer did not
    place = customer.announce("a.txt", 10)["Location"]
    customer.ask("PATCH", place, b"12345", Upload_Offset="0")

    # when it is sent again
    again = customer.ask("PATCH", place, b"12345", Upload_Offset="0")

    # then the server says no, and where it stands
    assert (again.status_code, again.json()["error"]["code"]) == (409, "OFFSET_MISMATCH")
    assert customer.ask("HEAD", place)["Upload-Offset"] == "5"


def test_what_became_of_a_file_can_be_asked(customer: Sender) -> None:
    # given
    place = customer.send("page.html", b"<html>")
    waiting = customer.ask("GET", place).json()
    assert (waiting["state"], waiting["error"]) == ("RECEIVED", None)

    # when
    services.sweep_files(now=timezone.now())

    # then
    refused = customer.ask("GET", place).json()
    assert (refused["state"], refused["error"]["code"]) == ("REFUSED", "ACTIVE_CONTENT")
    assert refused["error"]["message"].startswith("This file holds a program")


def test_it_is_refused_in_the_sender_s_language(customer: Sender) -> None:
    place = customer.send("page.html", b"<html>")
    services.sweep_files(now=timezone.now())

    error = customer.ask("GET", place, **{"Accept-Language": "es"}).json()["error"]

    assert error["message"].startswith("Este archivo")


def test_a_cancelled_upload_is_gone(customer: Sender) -> None:
    place = customer.announce("a.txt", 10)["Location"]

    assert customer.ask("DELETE", place).status_code == 204
    for method in ("HEAD", "PATCH", "GET", "DELETE"):
        assert customer.ask(method, place, Upload_Offset="0").status_code == 404


@pytest.mark.parametrize(
    ("method", "headers", "body", "status"),
    [
        ("PATCH", {"Tus-Resumable": "0.2.2", "Upload-Offset": "0"}, b"1", 412),
        ("HEAD", {"Tus-Resumable": ""}, b"", 412),
        ("PATCH", {"Upload-Offset": "0", "Content-Type": "text/plain"}, b"1", 415),
        ("PATCH", {}, b"1", 400),
        ("PATCH", {"Upload-Offset": "-1"}, b"1", 400),
        ("PATCH", {"Upload-Offset": "1e1"}, b"1", 400),
        ("PATCH", {"Upload-Offset": "5"}, b"1", 409),
        ("PATCH", {"Upload-Offset": "0"}, b"12345678901", 413),
        ("PATCH", {"Upload-Offset": "0"}, b"1" * (limits.PART_BYTES + 1), 413),
        ("PUT", {}, b"", 405),
    ],
)
def test_what_is_not_tus_is_refused(
    customer: Sender, method: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    place = customer.announce("a.txt", 10)["Location"]

    assert customer.ask(method, place, body, **headers).status_code == status
    assert customer.ask("HEAD", place)["Upload-Offset"] == "0"


@pytest.mark.parametrize(
    ("length", "status", "code"),
    [
        ("0", 400, "EMPTY"),
        ("many", 400, "INVALID"),
        ("", 400, "INVALID"),
        (str(25 * 1024 * 1024 + 1), 413, "TOO_LARGE"),
    ],
)
def test_a_bad_announcement_is_refused(
    customer: Sender, length: str, status: int, code: str
) -> None:
    answer = customer.ask("POST", "/files/uploads", Upload_Length=length)

    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    "metadata", ["", "filename", "filename %%%", "filename /+8=", "other eA=="]
)
def test_a_file_without_a_name_gets_one(customer: Sender, metadata: str) -> None:
    answer = customer.ask("POST", "/files/uploads", Upload_Length="5", Upload_Metadata=metadata)

    assert answer.status_code == 201
    assert SharedFile.objects.across_installations().get().name


def test_others_find_nothing(
    customer: Sender, shopper: Sender, other_call: Call, foreign_call: Call
) -> None:
    place = customer.announce("a.txt", 10)["Location"]
    outsiders = [
        shopper,
        Sender(other_call, other_call.customer),
        Sender(foreign_call, foreign_call.customer),
    ]

    for outsider in outsiders:
        for method in ("HEAD", "GET", "PATCH", "DELETE"):
            answer = outsider.ask(method, place, b"1", Upload_Offset="0")
            assert answer.status_code == 404
    assert customer.ask("PATCH", place, b"1", Authorization="").status_code == 401
    assert customer.ask("HEAD", place)["Upload-Offset"] == "0"


def test_after_the_end_nothing_is_received(customer: Sender) -> None:
    place = customer.announce("a.txt", 10)["Location"]
    Event.objects.across_installations().update(status="FINISHED")

    part = customer.ask("PATCH", place, b"1", Upload_Offset="0")
    new = customer.announce("b.txt", 10)

    for answer in (part, new):
        assert (answer.status_code, answer.json()["error"]["code"]) == (410, "ENDED")


@pytest.mark.parametrize(
    "sample",
    (*corpus.HONEST[:1], *corpus.CLEANSED[:1], *corpus.HOSTILE[:3]),
    ids=lambda one: one.name,
)
def test_what_passes_the_door_gets_its_verdict(customer: Sender, sample: corpus.Sample) -> None:
    file = customer.share(sample.name, sample.make())

    assert (file.content_type or file.refusal) == sample.verdict
