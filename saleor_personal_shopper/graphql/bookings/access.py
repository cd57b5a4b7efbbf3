"""Campaigns and personal shoppers that anybody may book, named by whoever asks."""

from __future__ import annotations

import strawberry

from ...core.campaigns.models import Campaign
from ...core.campaigns.selectors import campaign_to_book
from ...core.events.links import find_manage_link
from ...core.events.models import Event
from ...core.global_ids import GlobalType, uuid_from_global_id
from ...core.shoppers.models import PersonalShopper
from ...core.shoppers.selectors import active_personal_shoppers
from ..actors import Anonymous
from ..context import Info
from ..errors import not_found

ID_LENGTH = 200


def campaign_to_be_booked(info: Info, given: str) -> Campaign:
    """By its global id, or by the public one that stands in links.

    Whoever names no shop is of the campaign's; for anybody of another shop there is none. Raises
    DomainError NOT_FOUND.
    """
    known = given[:ID_LENGTH].replace("\x00", "")
    found = campaign_to_book(uuid_from_global_id(GlobalType.CAMPAIGN, known) or known)
    if found is None or not _is_of_same_shop(info, found):
        raise not_found("campaign")
    if isinstance(info.context.actor, Anonymous):
        info.context.actor = Anonymous(found.installation)
    return found


def _is_of_same_shop(info: Info, campaign: Campaign) -> bool:
    actor = info.context.actor
    named = info.context.request.headers.get("Saleor-Api-Url", "").strip()
    if isinstance(actor, Anonymous) and not named:
        return True
    return actor.installation == campaign.installation


def personal_shopper_to_be_booked(
    campaign: Campaign, given: strawberry.ID | None
) -> PersonalShopper | None:
    """By his global id, or by the public one that stands in links.

    Raises DomainError NOT_FOUND.
    """
    if not given:
        return None
    known = given[:ID_LENGTH].replace("\x00", "")
    key = uuid_from_global_id(GlobalType.PERSONAL_SHOPPER, known)
    people = active_personal_shoppers(campaign.installation).filter(
        memberships__group=campaign.group_id
    )
    found = people.filter(**({"pk": key} if key else {"public_id": known})).first()
    if found is None:
        raise not_found("personalShopper")
    return found


def event_to_manage(token: str) -> Event | None:
    """What was booked with the link to manage it; None for any other token."""
    link = find_manage_link(token)
    return link.event if link else None


def booking_to_move(campaign: Campaign, token: str | None) -> Event | None:
    """The booking of the campaign with this link to manage it; None without a token.

    Raises DomainError NOT_FOUND.
    """
    if not token:
        return None
    found = event_to_manage(token)
    if found is None or found.campaign_id != campaign.pk:
        raise not_found("manageToken")
    return found
