"""The ways into an event: one link for the customer, one for guests (CL-06, DC-12, LB-08)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from ..installations.models import InstallationStatus
from .addresses import link_url, manage_url
from .models import Event, EventLink, EventOrigin, LinkKind, Participant, ParticipantRole

TOKEN_LENGTH = 64
CAMPAIGN = ("campaign__availability", "campaign__installation")
"""To be loaded with an event that may be moved."""


@dataclass(frozen=True)
class EventLinks:
    join_url: str
    guest_url: str
    manage_url: str


def make_links(event: Event) -> EventLinks:
    """Give a new event its links; only bookings are managed by their customer."""
    is_booked = event.origin == EventOrigin.BOOKING
    made = EventLink.objects.across_installations().bulk_create(
        EventLink(
            installation_id=event.installation_id,
            event=event,
            kind=kind,
            token=secrets.token_urlsafe(32),
        )
        for kind in LinkKind
        if is_booked or kind != LinkKind.MANAGE
    )
    return _addresses(made)


def find_link(token: str) -> EventLink | None:
    """A link into the call, with its event loaded, where the shop is connected; else None."""
    return _find(token, LinkKind.CUSTOMER, LinkKind.GUEST)


def find_manage_link(token: str) -> EventLink | None:
    """As `find_link`, the link by which the customer moves or cancels what he booked."""
    return _find(token, LinkKind.MANAGE)


def _find(token: str, *kinds: LinkKind) -> EventLink | None:
    if not token.isascii() or not token.isprintable() or len(token) > TOKEN_LENGTH:
        return None
    return (
        EventLink.objects.across_installations()
        .filter(token=token, kind__in=kinds, installation__status=InstallationStatus.ACTIVE)
        .select_related(
            "event__installation", "event__personal_shopper", *(f"event__{one}" for one in CAMPAIGN)
        )
        .first()
    )


def links_of(event: Event) -> EventLinks:
    """The addresses of the links; empty texts once the customer was forgotten.

    Costs one query, none where `links` was prefetched.
    """
    return _addresses(event.links.all())


def _addresses(links: Iterable[EventLink]) -> EventLinks:
    urls = {
        link.kind: manage_url(link.token) if link.kind == LinkKind.MANAGE else link_url(link.token)
        for link in links
    }
    return EventLinks(*(urls.get(kind, "") for kind in LinkKind))


def link_of(participant: Participant) -> EventLink | None:
    """The link that leads to a seat: none to a personal shopper's, nor once it was forgotten."""
    kinds = {
        ParticipantRole.CUSTOMER: LinkKind.CUSTOMER,
        ParticipantRole.GUEST: LinkKind.GUEST,
    }
    kind = kinds.get(ParticipantRole(participant.role))
    links = EventLink.objects.of(participant.installation_id)
    return links.filter(event_id=participant.event_id, kind=kind).first()
