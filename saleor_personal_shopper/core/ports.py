"""What the core needs from outside: each port is a Protocol with a fake beside the real one.

The implementations are named by dotted path in settings, so the core imports none of them.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from .installations.models import Installation
from .saleor_data import (
    Channel,
    CheckoutState,
    Collection,
    CustomerSnapshot,
    CustomerToken,
    OrderPage,
    OrderSnapshot,
    PermissionGroup,
    ProductDetail,
    ProductPage,
    ShopInfo,
    StaffSnapshot,
    StaffToken,
    VariantCard,
    VariantQuantity,
)


class SaleorApi(Protocol):
    """One Saleor, spoken to with the app's own token.

    Every method may raise SaleorUnavailable or SaleorTokenDead; changes also SaleorRefused.
    """

    def shop(self) -> ShopInfo: ...
    def channels(self) -> Sequence[Channel]: ...
    def search_products(
        self, *, channel: str, search: str, first: int = 24, after: str | None = None
    ) -> ProductPage: ...
    def product(self, *, product_id: str, channel: str) -> ProductDetail | None: ...
    def variants(self, *, variant_ids: Sequence[str], channel: str) -> Sequence[VariantCard]:
        """The variants known in the channel, in the order asked; others are left out."""
        ...

    def collections(
        self, *, search: str = "", ids: Sequence[str] = (), first: int = 20
    ) -> Sequence[Collection]:
        """Those whose name holds the words, or those of these ids; unknown ones are left out."""
        ...

    def collections_with(self, *, product: str) -> frozenset[str]:
        """Ids of the collections that hold a product of this name."""
        ...

    def create_checkout(self, *, channel: str, email: str | None = None) -> CheckoutState: ...
    def checkout(self, checkout_id: str) -> CheckoutState | None: ...
    def add_lines(self, checkout_id: str, lines: Sequence[VariantQuantity]) -> CheckoutState: ...
    def set_line(self, checkout_id: str, line_id: str, quantity: int) -> CheckoutState: ...
    def delete_lines(self, checkout_id: str, line_ids: Sequence[str]) -> CheckoutState: ...
    def mark_checkout(
        self, checkout_id: str, line_ids: Sequence[str], event_id: uuid.UUID
    ) -> None: ...
    def orders_by_checkout(self, checkout_id: str) -> Sequence[OrderSnapshot]: ...
    def order(self, order_id: str) -> OrderSnapshot | None: ...
    def orders_updated_since(
        self, at: datetime, *, first: int = 100, after: str | None = None
    ) -> OrderPage: ...
    def staff_user(self, user_id: str) -> StaffSnapshot | None: ...
    def find_staff(self, email: str) -> StaffSnapshot | None: ...
    def permission_groups(self) -> Sequence[PermissionGroup]: ...
    def customer(self, user_id: str) -> CustomerSnapshot | None: ...


class TokenVerifier(Protocol):
    """Verifies tokens that Saleor signed, by the keys of the installation they name as issuer.

    Both raise TokenRefused, or SaleorUnavailable when new keys could not be fetched just now.
    """

    def verify_staff(self, token: str) -> StaffToken:
        """Verify the token that the Dashboard gives our pages."""
        ...

    def verify_customer(self, token: str) -> CustomerToken:
        """Verify the access token that a signed-in customer of the shop holds."""
        ...


class RoomPublisher(Protocol):
    """Carries messages to open sockets; may lose them, since rooms replay from PostgreSQL."""

    def publish(self, event_id: uuid.UUID, message: dict[str, Any]) -> None: ...
    def publish_to(self, participant_id: uuid.UUID, message: dict[str, Any]) -> None: ...
    def publish_desk(self, installation_id: uuid.UUID, message: dict[str, Any]) -> None: ...
    def disconnect(self, participant_id: uuid.UUID, *, code: int) -> None: ...
    def disconnect_desk(self, staff_member_id: int, *, code: int) -> None: ...


class MediaServer(Protocol):
    """Ends media of the room; setting it up is the business of the WHIP and WHEP doors."""

    def close_participant(self, event_id: uuid.UUID, participant_id: uuid.UUID) -> None: ...
    def close_room(self, event_id: uuid.UUID) -> None: ...


class ScannerUnavailable(Exception):
    """The virus scanner does not answer: nothing can be said of the file now, try later."""


class FileScanner(Protocol):
    """Looks for viruses in what people send to each other."""

    def find_virus(self, path: Path) -> str:
        """The name of what is in the file, empty when it is clean. Raises ScannerUnavailable."""
        ...


class AppUpkeep(Protocol):
    """Keeps the app, as a Saleor has it, what this version of the app needs."""

    def keep_up(self, installation: Installation) -> bool:
        """Look, mend and remember at once; a Saleor that is out of reach is remembered, too.

        False when somebody else is at it just now.
        """
        ...


class MailerUnavailable(Exception):
    """The mail server cannot be used now, for any mail: try later."""


class MailDeferred(Exception):
    """The mail server does not take this mail now: try later. The message holds its words."""


class MailRefused(Exception):
    """The mail server will never take this mail; the message holds its words."""


@dataclass(frozen=True)
class MailAddress:
    """`name` is what people read."""

    email: str
    name: str = ""


@dataclass(frozen=True)
class OutgoingMail:
    """One mail to one person; `message_id` (RFC 5322) is the same however often it is sent.

    `calendar` is an iCalendar object with the METHOD of `calendar_method`, or empty. Texts hold no
    control characters but line ends, and what becomes a header holds none at all.
    """

    message_id: str
    to: MailAddress
    sender: MailAddress
    reply_to: MailAddress | None
    subject: str
    text: str
    html: str
    language: str
    calendar: str = ""
    calendar_method: str = "REQUEST"


class CalendarProblem(StrEnum):
    """Why a busy calendar could not be read."""

    FORBIDDEN = "FORBIDDEN"
    NO_CALENDAR = "NO_CALENDAR"
    REDIRECTED = "REDIRECTED"
    REFUSED = "REFUSED"
    TOO_LARGE = "TOO_LARGE"
    TOO_MUCH = "TOO_MUCH"
    UNREACHABLE = "UNREACHABLE"


class CalendarFailed(Exception):
    """A busy calendar could not be read now."""

    def __init__(self, problem: CalendarProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class FetchedCalendar:
    content: bytes
    etag: str = ""


class CalendarFetcher(Protocol):
    """Fetches what an address of iCalendar holds; staff chose the address."""

    def fetch(self, url: str, *, etag: str = "") -> FetchedCalendar | None:
        """What is there; None when it is the same as under `etag`. Raises CalendarFailed."""
        ...


class Mailer(Protocol):
    """Hands mail to a mail server."""

    def send(self, mail: OutgoingMail) -> None:
        """Hand over one mail, within MAIL_SECONDS.

        Raises MailerUnavailable, MailDeferred or MailRefused; then it may still have been taken,
        if the connection broke after its last byte.
        """
        ...

    def check(self) -> None:
        """Connect and log in, and send nothing. Raises MailerUnavailable."""
        ...


MAIL_SECONDS = 45
"""How long handing over one mail may take at most."""


def saleor_api(installation: Installation) -> SaleorApi:
    """The API of one installation's Saleor."""
    return cast(SaleorApi, import_string(settings.SALEOR_API)(installation))


def token_verifier() -> TokenVerifier:
    return cast(TokenVerifier, import_string(settings.TOKEN_VERIFIER)())


def app_upkeep() -> AppUpkeep:
    return cast(AppUpkeep, import_string(settings.APP_UPKEEP)())


def room_publisher() -> RoomPublisher:
    return cast(RoomPublisher, import_string(settings.ROOM_PUBLISHER)())


def media_server() -> MediaServer:
    return cast(MediaServer, import_string(settings.MEDIA_SERVER)())


def file_scanner() -> FileScanner:
    return cast(FileScanner, import_string(settings.FILE_SCANNER)())


def calendar_fetcher() -> CalendarFetcher:
    return cast(CalendarFetcher, import_string(settings.CALENDAR_FETCHER)())


def mailer() -> Mailer:
    return cast(Mailer, import_string(settings.MAILER)())
