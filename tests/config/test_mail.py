"""EMAIL_URL in Django's terms, and what is said of a wrong one."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from saleor_personal_shopper.config.mail import SmtpServer, sender_address, smtp_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", SmtpServer("mail.example.com", 25, "", "", "")),
        (
            "smtp://shop%40example.com:p%40ss@mail.example.com/?tls=True",
            SmtpServer("mail.example.com", 587, "shop@example.com", "p@ss", "tls"),
        ),
        (
            "smtp://a:b@mail.example.com:2465?ssl=true",
            SmtpServer("mail.example.com", 2465, "a", "b", "ssl"),
        ),
        ("smtp://[::1]:2525/?tls=false", SmtpServer("::1", 2525, "", "", "")),
    ],
)
def test_a_url_names_a_server(url: str, server: SmtpServer) -> None:
    assert smtp_server(url) == server


def test_without_a_url_there_is_no_mail() -> None:
    assert smtp_server("") is None


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mail.example.com:25", "must look like smtp://"),
        ("smtps://user:secret@mail.example.com", "must look like smtp://"),
        ("smtp://", "must look like smtp://"),
        ("smtp://mail.example.com/inbox", "must look like smtp://"),
        ("smtp://mail.example.com:99999", "port must be a number"),
        ("smtp://mail.example.com/?tls=true&ssl=true", "both tls and ssl"),
        ("smtp://mail.example.com/?starttls=true", "starttls is unknown"),
    ],
)
def test_a_wrong_url_is_explained_without_its_password(url: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL") as raised:
        smtp_server(url)

    assert sentence in str(raised.value)
    assert "secret" not in str(raised.value)


def test_mail_needs_a_sender() -> None:
    assert sender_address("", is_needed=False) == ""
    assert sender_address("shop@example.com", is_needed=True) == "shop@example.com"
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL must be set too"):
        sender_address("", is_needed=True)
    with pytest.raises(ImproperlyConfigured, match="plain address"):
        sender_address("Shop <shop@example.com>", is_needed=True)
