"""The running store: its rows, its key and the way its events leave it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from saleor_personal_shopper.demo.store import snapshot
from saleor_personal_shopper.demo.store.events import EVENT_TYPES, WebhookEvent
from saleor_personal_shopper.demo.store.records import App, State, User
from saleor_personal_shopper.demo.store.requestor import Requestor
from saleor_personal_shopper.demo.store.settings import StoreSettings
from saleor_personal_shopper.demo.store.signing import SigningKey
from saleor_personal_shopper.demo.store.tokens import TokenIssuer

logger = logging.getLogger(__name__)


class Store:
    def __init__(self, *, settings: StoreSettings, state: State) -> None:
        self.settings = settings
        self.state = state
        self.key = SigningKey(state.signing_key_pem)
        self.tokens = TokenIssuer(key=self.key, issuer=settings.api_url)
        self.listeners: list[Callable[[WebhookEvent], None]] = []

    def announce(self, name: str, subject: object, requestor: Requestor | None = None) -> None:
        """Tell every listener that something happened; `name` is one of EVENT_TYPES."""
        event = WebhookEvent(EVENT_TYPES[name], subject, _principal(requestor))
        for listener in self.listeners:
            listener(event)

    def save(self) -> None:
        """Write the snapshot, if the store was given a place for it."""
        if self.settings.snapshot:
            snapshot.write(self.state, self.settings.snapshot)


def _principal(requestor: Requestor | None) -> User | App | None:
    if requestor is None:
        return None
    return requestor.app or requestor.user
