from __future__ import annotations

from typing import Any

import pytest

from saleor_personal_shopper.core.events.links import find_link, links_of
from saleor_personal_shopper.core.events.models import Event, EventLink
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories


def test_an_event_has_a_link_for_the_customer_and_one_for_guests(
    installation: Installation,
) -> None:
    event = factories.event(installation)
    tokens = {link.kind: link.token for link in event.links.all()}

    links = links_of(event)

    assert links.join_url == f"http://testserver/e/{tokens['CUSTOMER']}"
    assert links.guest_url == f"http://testserver/e/{tokens['GUEST']}"


def test_prefetched_links_cost_no_query(
    installation: Installation, django_assert_num_queries: Any
) -> None:
    for _ in range(3):
        factories.event(installation)
    events = list(Event.objects.of(installation).prefetch_related("links"))

    with django_assert_num_queries(0):
        assert all(links_of(event).join_url for event in events)


def test_links_of_a_suspended_shop_lead_nowhere(installation: Installation) -> None:
    factories.event(installation)
    link = EventLink.objects.across_installations().first()
    assert link is not None and find_link(link.token) == link

    Installation.objects.update(status="SUSPENDED")
    assert find_link(link.token) is None


@pytest.mark.parametrize("token", ["", "unknown", "a\x00b", "é", "x" * 10_000, "a\ud800"])
@pytest.mark.django_db
def test_any_other_text_is_no_link(token: str) -> None:
    assert find_link(token) is None
