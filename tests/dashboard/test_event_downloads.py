"""Files and the transcript on an event's page, for staff who may see the event."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from saleor_personal_shopper.core.events.models import ChatMessage, Event
from saleor_personal_shopper.core.files import storage
from saleor_personal_shopper.core.files.models import FileState, SharedFile
from saleor_personal_shopper.core.files.services.share import snapshot
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.dashboard.conftest import Staff

CALLS = "/dashboard/calls"


@pytest.fixture
def sent(installation: Installation, paula: Staff) -> SharedFile:
    """A picture in a call of Paula's that is over."""
    event = factories.event(
        installation, status="FINISHED", personal_shopper=paula.personal_shopper
    )
    return send(event, "beach <1>.jpg")


def send(event: Event, name: str) -> SharedFile:
    now = factories.NOW
    own = {"installation": event.installation, "event": event}
    participant = event.participants.first() or factories.participant(event)
    file = SharedFile(
        **own,
        participant=participant,
        state=FileState.SHARED,
        name=name,
        size=5_000,
        content_type="image/jpeg",
        width=640,
        height=480,
        created_at=now,
        due_at=now,
    )
    file.message = ChatMessage.objects.create(
        **own, participant=participant, sent_at=now, file=snapshot(file)
    )
    file.save()
    for key in (storage.content_key(file), storage.thumbnail_key(file)):
        default_storage.save(key, ContentFile(b"x" * 5_000))
    return file


def opened(answer: Any) -> str:
    """Where the browser is sent, without our origin."""
    assert answer.status_code == 204
    url = urlsplit(answer["HX-Redirect"])
    return f"{url.path}?{url.query}"


def page_of(staff: Staff, event: Event) -> str:
    return staff.get(f"{CALLS}/events/{event.pk}/content").content.decode()


def test_the_page_shows_what_was_sent(paula: Staff, sent: SharedFile) -> None:
    page = page_of(paula, sent.event)

    assert "beach &lt;1&gt;.jpg" in page
    assert "4.9" in page
    thumbnail = re.search(r'<img src="http://testserver(/files/[^"]+)"', page)
    assert thumbnail
    assert Client().get(thumbnail[1].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("place", ["frame", "desk"])
def test_a_file_is_downloaded_without_a_token_of_staff(
    paula: Staff, sent: SharedFile, place: str
) -> None:
    # when
    path = f"/events/{sent.event_id}/files/{sent.pk}"
    paula.open_desk()
    answer = paula.post(CALLS + path) if place == "frame" else paula.post_at_desk(path)

    # then the browser is sent to an address that opens just this
    url = opened(answer)
    assert paula.token not in url
    download = Client().get(url)
    assert download.status_code == 200
    assert download["Content-Disposition"].startswith("attachment")


@pytest.mark.feature("CL-26")
def test_the_transcript_is_downloaded_in_the_readers_language_and_zone(
    paula: Staff, sent: SharedFile
) -> None:
    paula.client.cookies["django_language"] = "es"

    answer = paula.post(
        f"{CALLS}/events/{sent.event_id}/transcript",
        {"format": "text", "time_zone": "Europe/Madrid"},
    )

    url = opened(answer)
    assert parse_qs(urlsplit(url).query)["timeZone"] == ["Europe/Madrid"]
    text = Client().get(url).content.decode()
    assert "Archivo: beach <1>.jpg" in text
    assert "11:00" in text


def test_the_transcript_comes_as_json_too(paula: Staff, sent: SharedFile) -> None:
    answer = paula.post(f"{CALLS}/events/{sent.event_id}/transcript", {"format": "json"})

    (message,) = Client().get(opened(answer)).json()["messages"]
    assert message["file"]["name"] == "beach <1>.jpg"


@pytest.mark.parametrize("what", ["files/{file}", "transcript"])
def test_others_find_nothing(
    outsider: Staff, stranger: Staff, paula: Staff, sent: SharedFile, what: str
) -> None:
    # given another personal shopper as well
    colleague = factories.personal_shopper(sent.installation)
    Event.objects.of(sent.installation).update(personal_shopper=colleague)
    path = f"{CALLS}/events/{sent.event_id}/{what.format(file=sent.pk)}"

    # then
    assert [one.post(path).status_code for one in (outsider, stranger, paula)] == [403, 404, 404]


def test_a_file_is_found_in_its_own_event_alone(
    admin: Staff, sent: SharedFile, installation: Installation
) -> None:
    other = factories.event(installation)

    assert admin.post(f"{CALLS}/events/{other.pk}/files/{sent.pk}").status_code == 404
    assert admin.post(f"{CALLS}/events/{sent.event_id}/files/{sent.pk}").status_code == 204


def test_what_was_deleted_is_said_to_be(paula: Staff, sent: SharedFile) -> None:
    ChatMessage.objects.across_installations().update(file=None)
    SharedFile.objects.across_installations().update(state=FileState.ERASED, message=None)

    page = page_of(paula, sent.event)

    assert "(deleted)" in page
    assert "beach" not in page


def test_many_files_cost_no_more_queries(
    paula: Staff, sent: SharedFile, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(40) as few:
        page_of(paula, sent.event)
    for number in range(20):
        send(sent.event, f"{number}.jpg")

    with django_assert_max_num_queries(len(few)):
        page_of(paula, sent.event)


def test_a_link_is_over_after_five_minutes(paula: Staff, sent: SharedFile) -> None:
    url = opened(paula.post(f"{CALLS}/events/{sent.event_id}/files/{sent.pk}"))

    with freeze_time(timezone.now() + timedelta(minutes=6)):
        assert Client().get(url).status_code == 404
