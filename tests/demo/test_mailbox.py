"""The demo's mailbox: what an SMTP client sends is what the page shows."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from saleor_personal_shopper.demo.mailbox.asgi import create_application
from saleor_personal_shopper.demo.mailbox.letters import MOST_KEPT, Mailbox
from saleor_personal_shopper.demo.processes import free_port
from saleor_personal_shopper.mail.mime import mime_message
from tests.mail.test_mailer_contract import MAIL
from tests.mail.test_smtp import REQUEST


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def page(tmp_path: Path, port: int) -> Iterator[TestClient]:
    with TestClient(create_application(Mailbox(tmp_path), smtp_port=port)) as client:
        yield client


def send(port: int, subject: str = "Your call", to: str = "carla@example.com") -> None:
    mail = replace(
        MAIL,
        subject=subject,
        html="<script>parent.taken = 1</script><p>Hello</p>",
        calendar=REQUEST,
    )
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        content = mime_message(mail).message().as_bytes(linesep="\r\n")
        client.sendmail("shop@example.com", [to], content)


def test_mail_is_listed_newest_first_and_shown_in_all_its_parts(
    page: TestClient, port: int
) -> None:
    assert page.get("/mails").json() == []
    send(port, "First")
    send(port, "Second")

    newest, older = page.get("/mails").json()

    assert (newest["Subject"], older["Subject"]) == ("Second", "First")
    assert newest["From"] == "Maison Lumen <shop@example.com>"
    shown = page.get(f"/mails/{newest['id']}").json()
    assert shown["text"].strip() == "Hello Carla,"
    assert "METHOD:REQUEST" in shown["calendar"]
    assert shown["files"] == ["invite.ics"]
    assert shown["Message-ID"] == MAIL.message_id
    raw = page.get(f"/mails/{newest['id']}/raw")
    assert raw.headers["content-type"].startswith("text/plain")
    assert "Content-Language: en" in raw.text


def test_a_mail_runs_nothing_and_fetches_nothing(page: TestClient, port: int) -> None:
    send(port)
    (mail,) = page.get("/mails").json()

    shown = page.get(f"/mails/{mail['id']}/html")

    policy = shown.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-popups allow-popups-to-escape-sandbox;")
    assert "default-src 'none'" in policy and "script" not in policy


def test_mail_outlives_a_restart_and_the_oldest_go(tmp_path: Path) -> None:
    for number in range(MOST_KEPT + 3):
        Mailbox(tmp_path).keep(f"Subject: {number}\n\nHello".encode())

    letters = Mailbox(tmp_path).letters()

    assert len(letters) == MOST_KEPT
    assert letters[-1].summary()["Subject"] == "3"


def test_nobody_gets_no_mail(page: TestClient, port: int) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(port, to="Nobody@example.com")
    assert page.get("/mails").json() == []


def test_it_can_be_emptied(page: TestClient, port: int) -> None:
    send(port)

    assert page.delete("/mails").status_code == 204

    assert page.get("/mails").json() == []


@pytest.mark.parametrize("key", ["1", "../letters", "1" * 19])
def test_what_is_not_there_is_not_found(page: TestClient, key: str) -> None:
    assert page.get(f"/mails/{key}").status_code == 404
    assert page.get(f"/mails/{key}/html").status_code == 404


def test_the_page_itself_loads_only_what_is_its_own(page: TestClient) -> None:
    shown = page.get("/")

    assert "default-src 'self'" in shown.headers["content-security-policy"]
    for name in ("main.js", "style.css"):
        assert page.get(f"/static/{name}").status_code == 200
