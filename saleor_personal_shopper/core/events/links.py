"""The ways into an event: one link for the customer, one for guests (CL-06, DC-12, LB-08)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from ..installations.models import InstallationStatus
from .addresses import link_url
from .models import Event, EventLink, LinkKind, Participant, ParticipantRole

TOKEN_LENGTH = 64


@dataclass(frozen=True)
class EventLinks:
    join_url: str
    guest_url: str


def make_links(event: Event) -> None:
    """Give a new event its links."""
    EventLink.objects.across_installations().bulk_create(
        EventLink(
            installation_id=event.installation_id,
            event=event,
            kind=kind,
            token=secrets.token_urlsafe(32),
        )
        for kind in LinkKind
    )


def find_link(token: str) -> EventLink | None:
    """The link, with its event loaded, where the shop is connected; None for any other text."""
    if not token.isascii() or not token.isprintable() or len(token) > TOKEN_LENGTH:
        return None
    return (
        EventLink.objects.across_installations()
        .filter(token=token, installation__status=InstallationStatus.ACTIVE)
        .select_related("event__installation", "event__personal_shopper")
        .first()
    )


def links_of(event: Event) -> EventLinks:
    """The addresses of both links; empty texts once the customer was forgotten.

    Costs one query, none where `links` was prefetched.
    """
    urls = {link.kind: link_url(link.token) for link in event.links.all()}
    return EventLinks(urls.get(LinkKind.CUSTOMER, ""), urls.get(LinkKind.GUEST, ""))


def link_of(participant: Participant) -> EventLink | None:
    """The link that leads to a seat: none to a personal shopper's, nor once it was forgotten."""
    kinds = {
        ParticipantRole.CUSTOMER: LinkKind.CUSTOMER,
        ParticipantRole.GUEST: LinkKind.GUEST,
    }
    kind = kinds.get(ParticipantRole(participant.role))
    links = EventLink.objects.of(participant.installation_id)
    return links.filter(event_id=participant.event_id, kind=kind).first()
