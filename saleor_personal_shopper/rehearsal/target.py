"""What is rehearsed: a running demo, or an installation in front of a real Saleor."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

DEMO_FILE = Path(".demo/demo.json")
DEFAULT_URL = "http://127.0.0.1:8080"
DEFAULT_CHANNEL = "default-channel"


class NoTarget(Exception):
    """Nothing to rehearse; the message says what to do."""


@dataclass(frozen=True)
class Login:
    """A staff member who can take calls."""

    email: str
    password: str


@dataclass(frozen=True)
class Target:
    """Where everything answers and who holds the calls; `shop_origin` is empty if not known."""

    app_url: str
    saleor_api_url: str
    channel: str
    shop_origin: str
    logins: tuple[Login, ...]
    is_demo: bool


async def find_target(
    http: httpx.AsyncClient, url: str | None, environ: Mapping[str, str]
) -> Target:
    """The demo's by its /demo.json; else by SALEOR_API_URL, SALEOR_EMAIL and SALEOR_PASSWORD.

    Raises NoTarget.
    """
    app_url = (url or _running_demo()).rstrip("/")
    try:
        response = await http.get(f"{app_url}/demo.json")
    except httpx.HTTPError as error:
        raise NoTarget(f"Nothing answers at {app_url}: start the demo, or give --url.") from error
    if response.status_code == httpx.codes.OK:
        return _demo(response.json())
    return _installation(app_url, environ)


def _running_demo() -> str:
    try:
        return str(json.loads(DEMO_FILE.read_text())["appUrl"])
    except (OSError, ValueError, KeyError):
        return DEFAULT_URL


def _demo(facts: dict[str, object]) -> Target:
    staff = facts["staff"]
    assert isinstance(staff, list)
    takers = [person for person in staff if person["role"] == "PERSONAL_SHOPPER"] or staff[:1]
    return Target(
        app_url=str(facts["appUrl"]),
        saleor_api_url=str(facts["saleorApiUrl"]),
        channel=str(facts["channel"]),
        shop_origin=str(facts["storefrontUrl"]),
        logins=tuple(Login(person["email"], person["password"]) for person in takers),
        is_demo=True,
    )


def _installation(app_url: str, environ: Mapping[str, str]) -> Target:
    needed = ("SALEOR_API_URL", "SALEOR_EMAIL", "SALEOR_PASSWORD")
    missing = [name for name in needed if not environ.get(name)]
    if missing:
        raise NoTarget(
            f"{app_url} is no demo. Set {', '.join(missing)}: the store's GraphQL address and "
            "a staff member who is a personal shopper there."
        )
    return Target(
        app_url=app_url,
        saleor_api_url=environ["SALEOR_API_URL"],
        channel=environ.get("SALEOR_CHANNEL", DEFAULT_CHANNEL),
        shop_origin=environ.get("STOREFRONT_URL", "").rstrip("/"),
        logins=(Login(environ["SALEOR_EMAIL"], environ["SALEOR_PASSWORD"]),),
        is_demo=False,
    )
