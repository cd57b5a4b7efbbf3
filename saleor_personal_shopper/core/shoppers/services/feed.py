"""The address of a personal shopper's calendar feed."""

from __future__ import annotations

from ..models import PersonalShopper, feed_token


def renew_feed(*, personal_shopper: PersonalShopper) -> str:
    """Give the feed another token; whoever knows the old one reads nothing any more."""
    personal_shopper.feed_token = feed_token()
    personal_shopper.save(update_fields=["feed_token"])
    return personal_shopper.feed_token
