"""`personalShopperFeedRenew`."""

from __future__ import annotations

import strawberry

from ....core.events.addresses import feed_url
from ....core.installations.models import Module
from ....core.shoppers.services import renew_feed
from ...context import Info
from ...errors import Payload, not_found
from ...permissions import rights_of, staff_with
from ...root_fields import mutation


@strawberry.type(name="PersonalShopperFeedRenew")
class FeedRenewPayload(Payload):
    feed_url: str | None = None


@mutation(staff_with(Module.CALLS))
def feed_renew(info: Info) -> FeedRenewPayload:
    """Give one's own calendar feed another address; the old one opens nothing any more."""
    mine = rights_of(info.context.actor).personal_shopper
    if mine is None:
        raise not_found("personalShopper")
    return FeedRenewPayload(feed_url=feed_url(renew_feed(personal_shopper=mine)))
