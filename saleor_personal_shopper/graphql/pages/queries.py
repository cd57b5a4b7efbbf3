"""What the pages before a call ask for; open to everybody."""

from __future__ import annotations

import strawberry
from django.utils.translation import gettext as _

from ...core import ports, saleor_data
from ...core.errors import DomainError
from ...core.events.addresses import calendar_url
from ...core.events.models import Event, LinkKind
from ...core.events.selectors import (
    LinkState,
    LinkStatus,
    event_by_link_token,
    opens_at,
    presence,
    survey_open,
)
from ...core.events.trials import media_trial as trial_of
from ...core.installations.models import Installation
from ...core.installations.selectors import channel_settings, shop_settings
from ...core.installations.shop_name import shop_name_at_hand
from ...core.privacy.services import current_consent_text
from ..actors import Actor, Customer
from ..context import Info
from ..errors import ErrorCode, not_found
from ..events.access import event_seen_by
from ..permissions import anybody, installation_of
from ..products.types import ProductCardType
from ..request import client_address
from ..root_fields import query
from .types import (
    CallPageType,
    ConsentTextType,
    CustomerType,
    LinkType,
    MediaTrialType,
    PresenceType,
)


@query(anybody)
def link(info: Info, token: str) -> LinkType:
    """The page behind `/e/<token>`; an unknown token gives the state UNKNOWN."""
    found = event_by_link_token(token, now=info.context.now)
    if found.event is None or found.kind is None:
        return LinkType(state=found.state)
    return _link(found, found.event, found.kind, token)


@query(anybody)
def call_page(info: Info, channel: str, product: strawberry.ID | None = None) -> CallPageType:
    """The page where a customer asks for a call in a channel, maybe about a product."""
    installation = installation_of(info.context.actor)
    links = channel_settings(installation, channel)
    return CallPageType(
        store_name=shop_name_at_hand(shop_settings(installation)),
        consent_text=ConsentTextType.of(current_consent_text(installation)),
        privacy_policy_url=links.privacy_policy_url or None,
        terms_url=links.terms_url or None,
        presence=PresenceType.of(presence(installation, channel, now=info.context.now)),
        product=_product(installation, channel, product) if product else None,
        customer=_customer(info.context.actor),
    )


@query(anybody)
def media_trial(
    info: Info, token: str | None = None, event: strawberry.ID | None = None
) -> MediaTrialType | None:
    """Before a call: what a browser needs to try whether picture and sound would come through.

    By the `token` of a link, or by `event` for who is in it and for staff: exactly one of the two.
    """
    if (token is None) == (event is None):
        raise DomainError(
            ErrorCode.INVALID, _("Give either the token of a link or an event."), field="token"
        )
    actor, now = info.context.actor, info.context.now
    if event is not None:
        row: Event | None = event_seen_by(actor, event).event
    else:
        row = event_by_link_token(token or "", now=now).event
    if row is None:
        raise not_found("token")
    address = client_address(info.context.request)
    return MediaTrialType.of(trial_of(row, address=address, now=now))


def _link(found: LinkState, event: Event, kind: LinkKind, token: str) -> LinkType:
    installation = event.installation
    links = channel_settings(installation, event.channel)
    is_customer = kind == LinkKind.CUSTOMER
    is_ahead = found.state == LinkStatus.TOO_EARLY
    settings = shop_settings(installation)
    return LinkType(
        state=found.state,
        kind=kind,
        seat_taken=found.seat_taken,
        participant_limit=settings.participant_limit,
        store_name=shop_name_at_hand(settings),
        customer_name=event.customer_name if is_customer else None,
        personal_shopper_name=event.personal_shopper.name if event.personal_shopper else None,
        starts_at=event.starts_at,
        opens_at=opens_at(event),
        duration_minutes=event.duration_minutes,
        consent_text=ConsentTextType.of(current_consent_text(installation)),
        privacy_policy_url=links.privacy_policy_url or None,
        terms_url=links.terms_url or None,
        language=event.language,
        calendar_url=calendar_url(token) if is_ahead else None,
        survey_open=is_customer and survey_open(event),
        shop_url=links.customer_url or None,
    )


def _product(installation: Installation, channel: str, product_id: str) -> ProductCardType | None:
    """The card, or nothing while the shop does not answer: the call can be had without it."""
    try:
        detail = ports.saleor_api(installation).product(product_id=product_id, channel=channel)
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead):
        return None
    return ProductCardType.of(detail.card) if detail else None


def _customer(actor: Actor) -> CustomerType | None:
    """Whoever is signed in; without a name while the shop does not answer."""
    if not isinstance(actor, Customer):
        return None
    unnamed = saleor_data.CustomerSnapshot(actor.user_id, actor.token.email, "")
    try:
        known = ports.saleor_api(actor.installation).customer(actor.user_id)
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead, saleor_data.SaleorRefused):
        known = None
    return CustomerType.of(known or unnamed)
