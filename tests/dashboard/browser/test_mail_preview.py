"""The preview of a mail looks as the mail does, though our pages allow no styles in HTML."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.dashboard.browser.conftest import Visit
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Visit]
HIDDEN_HEIGHT = """(frame) =>
  frame.contentDocument.documentElement.scrollHeight - frame.clientHeight"""
BACKGROUND = "(element) => getComputedStyle(element).backgroundColor"


@pytest.mark.feature("NT-05")
def test_a_mail_is_shown_as_it_will_look(
    visit: Open,
    dashboard: FramingPage,
    installation: Installation,
    admin: Staff,
    mail_set_up: None,
) -> None:
    # given words with something hostile in them
    campaign = factories.campaign(installation)
    place = f"/dashboard/campaigns/{campaign.pk}/notifications"
    seen = visit(dashboard, place, [admin.token])
    complaints: list[str] = []
    seen.page.on("console", lambda one: complaints.append(one.text))
    ours = seen.frame
    ours.get_by_label("Body").fill(
        'Hello <script>alert(1)</script> style="color:red"\n\n{{joinUrl}}'
    )

    # when they are looked at
    ours.get_by_role("button", name="Preview").click()

    # then the mail stands there with its button and its colours
    mail = ours.frame_locator("iframe[title=Preview]")
    expect(mail.get_by_role("heading", name="Your video call is booked")).to_be_visible()
    button = mail.get_by_role("link", name="Open your call")
    cell = button.locator("xpath=..")
    colours = {button.evaluate(BACKGROUND), cell.evaluate(BACKGROUND)}
    assert colours != {"rgba(0, 0, 0, 0)"}
    expect(mail.get_by_text("<script>alert(1)</script>").last).to_be_visible()

    # in its whole height, and without a complaint of the policy
    frame = ours.locator("iframe[title=Preview]")
    expect(frame).to_have_attribute("style", re.compile("height"))
    assert frame.evaluate(HIDDEN_HEIGHT) <= 0
    assert [one for one in complaints if "Content Security Policy" in one] == []
    assert seen.errors == []
