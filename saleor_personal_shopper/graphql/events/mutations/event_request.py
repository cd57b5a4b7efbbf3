"""`personalShopperEventRequest`."""

from __future__ import annotations

import strawberry

from ....core.carts.services import open_checkout
from ....core.errors import DomainError
from ....core.events.errors import RequestOpen
from ....core.events.links import links_of
from ....core.events.models import Event
from ....core.events.services import request_event
from ...actors import Customer
from ...context import Info
from ...errors import ErrorType, Payload
from ...permissions import Audience, buyers, installation_of
from ...request import client_address, device_key, language_of
from ...root_fields import mutation
from ..access import SeenEvent
from ..types import EventType


@strawberry.input(name="PersonalShopperEventRequestInput")
class EventRequestInput:
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    name: str
    email: str | None = None
    product: strawberry.ID | None = strawberry.field(
        default=None, description="Saleor's id of the product of interest."
    )
    checkout_id: strawberry.ID | None = strawberry.field(
        default=None, description="Saleor's id of the checkout the customer already has."
    )
    language: str | None = strawberry.field(
        default=None, description="Left out: by Accept-Language."
    )
    consent: bool = strawberry.field(description="To the current consent text.")


@strawberry.type(name="PersonalShopperEventRequest")
class EventRequestPayload(Payload):
    event: EventType | None = None
    join_url: str | None = strawberry.field(
        default=None, description="The customer's link: join by its token."
    )
    guest_url: str | None = strawberry.field(default=None, description="The link for guests.")


@mutation(buyers)
def event_request(info: Info, input: EventRequestInput) -> EventRequestPayload:
    """Ask for a call as a customer, who then waits in the queue.

    A page that sends a random key of its own in the header Personal-Shopper-Device has one open
    request at a time: REQUEST_OPEN then comes with that request's event and links.
    """
    try:
        row = _request(info, input)
    except RequestOpen as open_already:
        errors = [ErrorType.of(open_already)]
        return _payload(open_already.event, errors)
    return _payload(row, _take_over(row, input.checkout_id, info))


def _request(info: Info, input: EventRequestInput) -> Event:
    actor = info.context.actor
    return request_event(
        installation=installation_of(actor),
        channel=input.channel,
        name=input.name,
        email=input.email or "",
        product_id=input.product or "",
        language=language_of(info.context.request, input.language),
        consent=input.consent,
        device_key=device_key(info.context.request),
        address=client_address(info.context.request),
        saleor_user_id=actor.user_id if isinstance(actor, Customer) else "",
        now=info.context.now,
    )


def _take_over(row: Event, checkout_id: strawberry.ID | None, info: Info) -> list[ErrorType]:
    """Bring the shop's cart along; the call goes on without it where that is refused."""
    if not checkout_id:
        return []
    try:
        open_checkout(event=row, checkout_id=checkout_id, now=info.context.now)
    except DomainError as error:
        return [ErrorType.of(DomainError(error.code, error.message, field="checkout_id"))]
    return []


def _payload(row: Event, errors: list[ErrorType]) -> EventRequestPayload:
    links = links_of(row)
    return EventRequestPayload(
        event=EventType.of(SeenEvent(row, Audience.LINK_HOLDER)),
        join_url=links.join_url,
        guest_url=links.guest_url,
        errors=errors,
    )
