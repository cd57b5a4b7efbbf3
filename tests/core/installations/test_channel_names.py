"""How a shop calls its channels."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from saleor_personal_shopper.core.installations.channel_names import channel_names
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.saleor.fake_api import fake_shop

pytestmark = pytest.mark.django_db


def test_channels_are_called_as_in_saleor_also_while_it_is_away(
    installation: Installation, other_installation: Installation
) -> None:
    # given what Saleor said once
    fake = fake_shop(installation)
    said = channel_names(installation)
    assert said == {one.slug: one.name for one in fake.channels} != {}

    # then it is not asked again
    fake.is_down = True
    assert channel_names(installation) == said

    # and no other shop is taken for it
    fake_shop(other_installation).is_down = True
    assert channel_names(other_installation) == {}


def test_a_saleor_that_does_not_answer_is_left_alone_for_a_while(
    installation: Installation,
) -> None:
    # given
    fake = fake_shop(installation)
    fake.is_down = True
    assert channel_names(installation) == {}

    # when it is back at once, then nobody has waited for it a second time
    fake.is_down = False
    assert channel_names(installation) == {}

    # and when that time is over, its names are there
    cache.clear()
    assert channel_names(installation) != {}
