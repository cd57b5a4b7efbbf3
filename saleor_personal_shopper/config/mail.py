"""Where mail is handed over: Django's mail settings by one URL, as Saleor's own EMAIL_URL."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

SECURITIES = ("tls", "ssl")
PORTS = {"tls": 587, "ssl": 465, "": 25}
SHAPE = "smtp://user:password@smtp.example.com:587/?tls=true"


@dataclass(frozen=True)
class SmtpServer:
    """`security` is tls (STARTTLS), ssl (TLS from the first byte), or empty."""

    host: str
    port: int
    user: str
    password: str
    security: str


def smtp_server(url: str) -> SmtpServer | None:
    """The server that `smtp://user:password@host:port/?tls=true` names; None for an empty URL.

    Raises ImproperlyConfigured.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme != "smtp" or not parts.hostname or parts.path.strip("/"):
        # The URL may hold a password, so it is not repeated.
        raise ImproperlyConfigured(f"EMAIL_URL must look like {SHAPE}.")
    security = _security(parts)
    return SmtpServer(
        host=parts.hostname,
        port=_port(parts) or PORTS[security],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        security=security,
    )


def sender_address(address: str, *, is_needed: bool) -> str:
    """DEFAULT_FROM_EMAIL, if it is a plain address. Raises ImproperlyConfigured."""
    if is_needed and not address:
        raise ImproperlyConfigured("EMAIL_URL is set, so DEFAULT_FROM_EMAIL must be set too.")
    try:
        if address:
            validate_email(address)
    except ValidationError:
        message = "DEFAULT_FROM_EMAIL must be a plain address such as shop@example.com"
        raise ImproperlyConfigured(f"{message}, not {address!r}.") from None
    return address


def sender_domains(listed: str) -> frozenset[str]:
    """MAIL_FROM_DOMAINS: those that campaigns may send from. Raises ImproperlyConfigured."""
    found = frozenset(one.strip().lower() for one in listed.split(",") if one.strip())
    for domain in sorted(found):
        try:
            validate_email(f"shop@{domain}")
        except ValidationError:
            message = "MAIL_FROM_DOMAINS must list domains such as example.com"
            raise ImproperlyConfigured(f"{message}, not {domain!r}.") from None
    return found


def _security(parts: SplitResult) -> str:
    given = {name.lower(): value.lower() in {"true", "1"} for name, value in parse_qsl(parts.query)}
    unknown = sorted(set(given) - set(SECURITIES))
    wanted = [name for name in SECURITIES if given.get(name)]
    if unknown or len(wanted) > 1:
        wrong = f"{', '.join(unknown)} is unknown" if unknown else "it asks for both tls and ssl"
        raise ImproperlyConfigured(f"EMAIL_URL: {wrong}. Say tls=true or ssl=true.")
    return wanted[0] if wanted else ""


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise ImproperlyConfigured("EMAIL_URL: the port must be a number to 65535.") from None
