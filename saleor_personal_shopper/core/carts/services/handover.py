"""Carrying the cart back to the shop: a one-use code in its address, never the checkout's id."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...events.capabilities import Capability, require
from ...events.models import Event, Participant
from ...installations.models import ChannelSettings
from ...installations.selectors import channel_settings
from ..error_codes import CartErrorCode
from ..models import CartHandover
from ..selectors import open_checkout_of
from ..views import Handover, RedeemedCart

LIFETIME = timedelta(seconds=60)
CODE_BYTES = 32
CODE_PARAMETER = "ps_cart"
PLACEHOLDER = "{checkoutId}"


def issue_handover(*, event: Event, participant: Participant, now: datetime) -> Handover:
    """A code for the event's open cart, with the shop's address that carries it.

    Raises DomainError: PERMISSION_DENIED, NOT_FOUND (nothing was added yet). Allowed after the
    call too, since that is when people pay.
    """
    require(participant, Capability.GO_TO_CHECKOUT)
    checkout = open_checkout_of(event)
    if checkout is None or not checkout.checkout_id:
        raise DomainError(
            CartErrorCode.NOT_FOUND, _("The cart is empty. Add a product first."), field="event"
        )
    code = secrets.token_urlsafe(CODE_BYTES)
    CartHandover.objects.create(
        installation=event.installation,
        code_digest=_digest(code),
        checkout=checkout,
        expires_at=now + LIFETIME,
    )
    return Handover(code, _shop_url(channel_settings(event.installation, event.channel), code))


def redeem_handover(*, code: str, origin: str, now: datetime) -> RedeemedCart:
    """The checkout for the loader on the shop's own page.

    Raises DomainError EXPIRED: used, too old, unknown, or asked from an origin that is not the
    channel's.
    """
    handover = _find(code)
    channel = handover.checkout.event.channel
    allowed = channel_settings(handover.installation, channel).storefront_origins
    if origin not in allowed:
        raise _expired()
    _use(handover, now)
    return RedeemedCart(handover.checkout.checkout_id, channel)


def redirect_handover(*, code: str, now: datetime) -> str:
    """Where to send the browser for a shop without the loader: its template with the checkout id.

    Raises DomainError EXPIRED, also when the channel's template asks for no id.
    """
    handover = _find(code)
    channel = channel_settings(handover.installation, handover.checkout.event.channel)
    if PLACEHOLDER not in channel.cart_url_template:
        raise _expired()
    _use(handover, now)
    checkout_id = quote(handover.checkout.checkout_id, safe="")
    return channel.cart_url_template.replace(PLACEHOLDER, checkout_id)


def _shop_url(channel: ChannelSettings, code: str) -> str:
    """The shop's address with the code, our redirect where the shop takes ids, or nothing."""
    if PLACEHOLDER in channel.cart_url_template:
        return f"{settings.APP_IFRAME_BASE_URL}/cart/{code}"
    address = channel.cart_url_template or channel.customer_url
    if not address:
        return ""
    parts = urlsplit(address)
    query = "&".join(filter(None, (parts.query, urlencode({CODE_PARAMETER: code}))))
    return urlunsplit(parts._replace(query=query))


def _find(code: str) -> CartHandover:
    rows = CartHandover.objects.across_installations().select_related(
        "installation", "checkout__event"
    )
    handover = rows.filter(code_digest=_digest(code)).first()
    if handover is None:
        raise _expired()
    return handover


def _use(handover: CartHandover, now: datetime) -> None:
    """Use the code up, once among all who try."""
    rows = CartHandover.objects.of(handover.installation).filter(
        pk=handover.pk, used_at=None, expires_at__gt=now
    )
    if rows.update(used_at=now) != 1:
        raise _expired()


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _expired() -> DomainError:
    return DomainError(
        CartErrorCode.EXPIRED,
        _("This way to the cart has been used or is too old. Go to the checkout once more."),
        field="code",
    )
