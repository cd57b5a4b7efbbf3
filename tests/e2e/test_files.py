"""Pictures and documents in the chat, over bad networks and from phones (CL-12, CL-26)."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Download, Locator, Request, expect

from tests.core.files import corpus
from tests.core.files.corpus import MARKER

from .cast import CUSTOMER, Cast
from .people import PHONE, Customer
from .sent_files import file, photo, send

pytestmark = pytest.mark.e2e
TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
SLOW = 300_000
"""Bytes a second upwards, so that a photo takes some seconds."""

HALF_SENT = """() => {
  const find = (root) => [...root.querySelectorAll('*')].some(
    (each) =>
      (each.tagName === 'PROGRESS' && each.value > 0 && each.value < each.max) ||
      (each.shadowRoot && find(each.shadowRoot)),
  );
  return find(document);
}"""


class Network:
    """What carries a customer's page."""

    def __init__(self, person: Customer) -> None:
        self.session = person.context.new_cdp_session(person.page)
        self.session.send("Network.enable")

    def be(self, *, upwards: float = -1, offline: bool = False) -> None:
        conditions = {"offline": offline, "latency": 20, "downloadThroughput": -1}
        values = {**conditions, "uploadThroughput": upwards}
        self.session.send("Network.emulateNetworkConditions", values)


def sent_half(chat: Locator) -> None:
    """Wait until some, and not all, of the file on its way has arrived."""
    chat.page.wait_for_function(HALF_SENT)


def content_of(download: Download) -> bytes:
    path = download.path()
    return Path(path).read_bytes()


def has_loaded(picture: Locator) -> None:
    """Wait until it is drawn; without an address, as before its link came, it is complete, too."""
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    expect(picture).to_have_js_property("complete", True)


@pytest.mark.feature("CL-12")
def test_a_photo_and_a_document_go_from_a_phone_to_the_desk(cast: Cast) -> None:
    # given
    camille, emma = cast.meet(customer=cast.customer(**TOUCH))
    camille.call.open("Participants")

    # when
    picture, document = photo(), corpus.pdf()
    send(emma.call, file("beach.jpg", picture), file("invoice.pdf", document))

    # then the badge counts them, and the picture is seen small, large, and taken along
    expect(camille.call.tool("Chat")).to_have_accessible_name("Chat, 2 new messages")
    chat = camille.call.open("Chat")
    has_loaded(chat.locator("ps-chat-file img").first)
    chat.get_by_role("button", name="Look at beach.jpg").click()
    has_loaded(camille.call.root.get_by_role("img", name="beach.jpg"))
    camille.desk.keyboard.press("Escape")
    expect(camille.call.root.get_by_role("dialog", name="beach.jpg")).to_have_count(0)
    with camille.desk.expect_download() as taken:
        chat.get_by_role("button", name="Download beach.jpg").click()
    assert taken.value.suggested_filename == "beach.jpg"
    received = content_of(taken.value)
    assert MARKER in picture
    assert MARKER not in received
    assert Image.open(io.BytesIO(received)).format == "JPEG"

    # and the document comes as it was
    with camille.desk.expect_download() as taken:
        chat.get_by_role("button", name="Download invoice.pdf").click()
    assert content_of(taken.value) == document


def test_the_newest_stays_in_sight_unless_somebody_reads_back(cast: Cast) -> None:
    # given a chat that is open while pictures come
    camille, emma = cast.meet()
    chat = camille.call.open("Chat")
    for number in range(3):
        send(emma.call, file(f"{number}.jpg", photo(0.1)))
        expect(chat.locator("ps-chat-file")).to_have_count(number + 1)
    emma.call.write("These three")

    # then the last words are in sight
    expect(chat.get_by_text("These three")).to_be_in_viewport()

    # and whoever has scrolled back stays where he is
    first = chat.get_by_text("0.jpg")
    first.scroll_into_view_if_needed()
    emma.call.write("What do you think?")
    expect(chat.get_by_text("What do you think?")).to_be_attached()
    expect(first).to_be_in_viewport()
    expect(chat.get_by_text("What do you think?")).not_to_be_in_viewport()


@pytest.mark.feature("CL-12")
def test_an_upload_survives_a_lost_network(cast: Cast) -> None:
    # given a photo half sent
    camille, emma = cast.meet(customer=cast.customer(**TOUCH))
    network = Network(emma)
    network.be(upwards=SLOW)
    chat = send(emma.call, file("beach.jpg", photo(6)))
    sent_half(chat)

    # when the network goes and comes
    network.be(offline=True)
    expect(chat.get_by_text("No connection. It goes on by itself.", exact=True)).to_be_visible()
    network.be()

    # then it goes on, and arrives once
    expect(emma.call.open("Chat").locator("ps-chat-file")).to_have_count(1)
    pictures = camille.call.open("Chat").locator("ps-chat-file img")
    expect(pictures).to_have_count(1)
    has_loaded(pictures)
    expect(chat.locator("progress")).to_have_count(0)


def test_an_upload_survives_a_reload(cast: Cast) -> None:
    # given
    camille, emma = cast.meet(customer=cast.customer(**TOUCH))
    network = Network(emma)
    network.be(upwards=SLOW)
    chat = send(emma.call, file("beach.jpg", photo(6)))
    sent_half(chat)
    asked: list[Request] = []
    emma.page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - it marks it

    # when
    emma.page.reload()
    emma.call.expect_call()

    # then it goes on where it was
    network.be()
    expect(camille.call.open("Chat").locator("ps-chat-file")).to_have_count(1)
    expect(emma.call.open("Chat").locator("ps-chat-file")).to_have_count(1)
    uploads = [one for one in asked if "/files/uploads" in one.url]
    assert "POST" not in {one.method for one in uploads}
    parts = [int(one.headers["upload-offset"]) for one in uploads if one.method == "PATCH"]
    assert parts[0] > 0


def test_a_cancelled_upload_is_seen_by_nobody(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()
    network = Network(emma)
    network.be(upwards=SLOW)
    chat = send(emma.call, file("beach.jpg", photo(6)))
    sent_half(chat)

    # when
    chat.get_by_role("button", name="Stop sending beach.jpg").click()

    # then
    expect(chat.locator("progress")).to_have_count(0)
    emma.call.write("Wrong picture")
    shown = camille.call.open("Chat")
    expect(shown.get_by_text("Wrong picture")).to_be_visible()
    expect(shown.locator("ps-chat-file")).to_have_count(0)


def test_a_page_is_refused_in_a_sentence(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()

    # when
    page = b"<!doctype html><script>alert(1)</script>"
    chat = send(emma.call, file("offer.html", page, "text/html"), file("offer.jpg", page))

    # then she reads why, and the other side gets nothing
    reasons = chat.get_by_role("list", name="Files on their way").get_by_role("listitem")
    expect(reasons).to_contain_text(["This file holds a program or macro"] * 2)
    chat.get_by_role("button", name="Put offer.html away").click()
    expect(reasons).to_contain_text(["offer.jpg"])
    emma.call.write("Hello")
    shown = camille.call.open("Chat")
    expect(shown.get_by_text("Hello")).to_be_visible()
    expect(shown.locator("ps-chat-file")).to_have_count(0)


def test_hostile_names_are_only_names(cast: Cast) -> None:
    # given somebody who looks for scripts that run
    camille, emma = cast.meet()
    alarms: list[str] = []
    camille.desk.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    camille.desk.on(
        "console",
        lambda line: alarms.append(line.text) if "Content Security" in line.text else None,
    )
    names = [
        '<img src=x onerror="alert(1)">.pdf',
        "${alert(1)}.pdf",
        "\u202efdp.exe",
        "a\"'`;--.pdf",
    ]

    # when
    send(emma.call, *(file(name, corpus.pdf()) for name in names))

    # then
    chat = camille.call.open("Chat")
    expect(chat.locator("ps-chat-file")).to_have_count(4)
    expect(chat.get_by_text('<img src=x onerror="alert(1)">.pdf')).to_be_visible()
    expect(chat.get_by_text("fdp.exe.pdf")).to_be_visible()
    assert alarms == []


def test_files_are_dropped_and_pasted(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()
    encoded = base64.b64encode(corpus.picture("PNG")).decode()
    make = f"""name => {{
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob("{encoded}"), (each) => each.charCodeAt(0));
      data.items.add(new File([bytes], name, {{ type: "image/png" }}));
      return data;
    }}"""

    # when one is dropped on the picture of the other
    dropped = emma.page.evaluate_handle(make, "dropped.png")
    stage = emma.page.locator("ps-stage")
    stage.dispatch_event("dragenter", {"dataTransfer": dropped})
    expect(emma.call.text("Drop to send it to everybody in the call")).to_be_visible()
    stage.dispatch_event("drop", {"dataTransfer": dropped})

    # then the chat opens with it
    chat = emma.call.panel("Chat")
    expect(chat.locator("ps-chat-file")).to_have_count(1)

    # and one is pasted
    pasted = emma.page.evaluate_handle(make, "pasted.png")
    box = chat.get_by_label("Write a message")
    box.evaluate(
        "(each, clipboardData) => each.dispatchEvent(new ClipboardEvent('paste', "
        "{ clipboardData, bubbles: true, cancelable: true }))",
        pasted,
    )
    shown = camille.call.open("Chat")
    expect(shown.locator("ps-chat-file img")).to_have_count(2)


@pytest.mark.feature("CL-26")
def test_afterwards_the_chat_is_there_for_both(cast: Cast) -> None:
    # given a call in which something was written and sent
    camille, emma = cast.meet()
    emma.call.write("Do you have it in blue?")
    send(emma.call, file("beach.jpg", photo(0.1)))
    expect(camille.call.open("Chat").locator("ps-chat-file")).to_have_count(1)

    # when it ends
    camille.call.end("End for everybody")

    # then the customer takes the chat along
    with emma.page.expect_download() as taken:
        emma.call.button("Download the chat").click()
    text = content_of(taken.value).decode()
    assert "Do you have it in blue?" in text
    assert "File: beach.jpg" in text

    # and staff find it on the event's page, in the Dashboard's frame, with the picture
    page, frame = cast.staff().open_event_in_dashboard(CUSTOMER)
    has_loaded(frame.locator(".chat img"))
    with page.expect_download() as taken:
        frame.get_by_role("button", name="Download beach.jpg").click()
    assert Image.open(io.BytesIO(content_of(taken.value))).format == "JPEG"
    with page.expect_download() as taken:
        frame.get_by_role("button", name="Download the chat as text").click()
    assert "Do you have it in blue?" in content_of(taken.value).decode()
    with page.expect_download() as taken:
        frame.get_by_role("button", name="Download the chat as JSON").click()
    messages = json.loads(content_of(taken.value))["messages"]
    assert [one["text"] for one in messages] == ["Do you have it in blue?", ""]
    expect(frame.get_by_role("heading", name=CUSTOMER)).to_be_visible()
