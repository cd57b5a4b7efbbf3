"""Installs the app in the demo store as an administrator would: by its manifest."""

from __future__ import annotations

import time
from typing import Any

import httpx

from .addresses import Addresses

INSTALL_SECONDS = 60

LOG_IN = """mutation ($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) { token errors { message } }
}"""
FETCH = """mutation ($url: String!) {
  appFetchManifest(manifestUrl: $url) {
    manifest { name permissions { code } } errors { field message }
  }
}"""
INSTALL = """mutation ($input: AppInstallInput!) {
  appInstall(input: $input) { appInstallation { id status } errors { field message } }
}"""
PROGRESS = "{ appsInstallations { id status message } }"
INSTALLED = "{ apps(first: 50) { edges { node { id identifier } } } }"
DELETE = "mutation ($id: ID!) { appDelete(id: $id) { errors { message } } }"
IDENTIFIER = "saleor.app.personal-shopper"


class NotInstalled(RuntimeError):
    """The store refused the app; the message is the store's own."""


def install(addresses: Addresses) -> None:
    """Log in as the first member of staff, and install. Raises NotInstalled."""
    from .store.people import STAFF

    admin = STAFF[0]
    with httpx.Client(base_url=addresses.saleor_api_url, timeout=30) as client:
        token = ask(client, LOG_IN, email=admin.email, password=admin.password)["tokenCreate"]
        client.headers["Authorization"] = f"Bearer {token['token']}"
        remove_older(client)
        manifest_url = f"{addresses.app}/api/manifest"
        fetched = ask(client, FETCH, url=manifest_url)["appFetchManifest"]
        refuse_errors(fetched)
        wanted = {
            "appName": fetched["manifest"]["name"],
            "manifestUrl": manifest_url,
            "permissions": [each["code"] for each in fetched["manifest"]["permissions"]],
        }
        refuse_errors(ask(client, INSTALL, input=wanted)["appInstall"])
        wait_until_installed(client)


def remove_older(client: httpx.Client) -> None:
    for edge in ask(client, INSTALLED)["apps"]["edges"]:
        if edge["node"]["identifier"] == IDENTIFIER:
            ask(client, DELETE, id=edge["node"]["id"])


def wait_until_installed(client: httpx.Client) -> None:
    deadline = time.monotonic() + INSTALL_SECONDS
    while time.monotonic() < deadline:
        pending = ask(client, PROGRESS)["appsInstallations"]
        if not pending:
            return
        if pending[-1]["status"] == "FAILED":
            raise NotInstalled(f"The store could not install the app: {pending[-1]['message']}")
        time.sleep(0.2)
    raise NotInstalled("The store did not finish installing the app in time.")


def refuse_errors(payload: dict[str, Any]) -> None:
    if payload["errors"]:
        raise NotInstalled(f"The store refused the app: {payload['errors'][0]['message']}")


def ask(client: httpx.Client, query: str, **variables: Any) -> dict[str, Any]:
    answer = client.post("", json={"query": query, "variables": variables}).json()
    if answer.get("errors"):
        raise NotInstalled(f"The store answered: {answer['errors'][0]['message']}")
    return dict(answer["data"])
