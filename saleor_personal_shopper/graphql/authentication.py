"""Finds out who is asking, from verified tokens alone."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from ..config.logging import note_ids
from ..core import ports, saleor_data
from ..core.events import tokens
from ..core.installations.models import Installation
from ..core.installations.selectors import installation_by_api_url, only_installation
from ..core.shoppers.staff import rights_from_token, rights_of
from .actors import Actor, Anonymous, Customer, Seat, Staff


class NotAuthenticated(Exception):
    """The bearer is no (longer a) good one: get a new one and ask again."""


def authenticate(request: HttpRequest, now: datetime) -> Actor:
    """Who is asking. Without a bearer the header Saleor-Api-Url only selects a shop.

    Raises NotAuthenticated, and SaleorUnavailable while staff's rights cannot be checked.
    """
    bearer = _bearer(request)
    api_url = request.headers.get("Saleor-Api-Url", "").strip()
    if not bearer:
        return Anonymous(installation_by_api_url(api_url) if api_url else only_installation())
    try:
        actor = _actor(bearer, now)
    except (tokens.InvalidToken, saleor_data.TokenRefused) as error:
        raise NotAuthenticated from error
    _check(actor.installation, api_url)
    note_ids(installation=actor.installation.pk)
    if isinstance(actor, Seat):
        note_ids(event=actor.participant.event_id)
    return actor


def _bearer(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme and scheme.lower() != "bearer":
        raise NotAuthenticated
    return token.strip()


def _actor(bearer: str, now: datetime) -> Seat | Staff | Customer:
    own = tokens.is_own_token(bearer)
    if own == tokens.Audience.ROOM:
        return Seat(tokens.participant_for(tokens.read_access_token(bearer, now)))
    if own == tokens.Audience.DESK:
        return Staff(rights_of(tokens.read_staff_token(bearer, now), now=now))
    return _by_saleor(bearer, now)


def _by_saleor(bearer: str, now: datetime) -> Staff | Customer:
    """Staff or customer: Saleor's tokens of both look alike until they are verified."""
    verifier = ports.token_verifier()
    try:
        customer = verifier.verify_customer(bearer)
    except saleor_data.TokenRefused:
        staff = verifier.verify_staff(bearer)
        member = rights_from_token(
            installation=staff.installation,
            user_id=staff.user_id,
            email=staff.email,
            name="",
            user_permissions=staff.user_permissions,
            now=now,
        )
        return Staff(rights_of(member, now=now))
    return Customer(customer)


def _check(installation: Installation, api_url: str) -> None:
    if not installation.is_active or (api_url and api_url != installation.saleor_api_url):
        raise NotAuthenticated
