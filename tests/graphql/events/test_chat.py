"""The chat of events, for staff, in pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saleor_personal_shopper.core.events.models import ChatMessage
from saleor_personal_shopper.core.files import storage
from saleor_personal_shopper.core.files.models import SharedFile
from tests.cast import Call, Shop, desk_bearer, open_call
from tests.graphql.conftest import Api

FIELDS = """chat(first: $first, after: $after) {
  edges { cursor node { id text sentAt participant { name role }
    file { id name size contentType width height url thumbnailUrl } } }
  pageInfo { hasNextPage endCursor } totalCount }"""
ONE = f"""query ($id: ID!, $first: Int! = 100, $after: String) {{
  personalShopperEvent(id: $id) {{ {FIELDS} }} }}"""
LIST = f"""query ($first: Int! = 100, $after: String) {{
  personalShopperEvents(first: 100) {{ edges {{ node {{ {FIELDS} }} }} }} }}"""


def write(call: Call, *texts: str) -> None:
    for number, text in enumerate(texts):
        ChatMessage.objects.create(
            installation=call.event.installation,
            event=call.event,
            participant=call.customer,
            text=text,
            sent_at=call.event.created_at + timedelta(seconds=number // 2),
        )


def send(call: Call, **fields: Any) -> SharedFile:
    own = {"installation": call.event.installation, "event": call.event}
    now = timezone.now()
    message = ChatMessage.objects.create(**own, participant=call.customer, sent_at=now)
    file = SharedFile.objects.create(
        **own,
        participant=call.customer,
        message=message,
        state="SHARED",
        name="photo.jpg",
        size=5,
        content_type="image/jpeg",
        created_at=now,
        due_at=now,
        **fields,
    )
    for key in (storage.content_key(file), storage.thumbnail_key(file)):
        default_storage.save(key, ContentFile(b"photo"))
    return file


def test_staff_read_what_was_written_and_sent(api: Api, shop: Shop, call: Call) -> None:
    write(call, "In blue?")
    send(call, width=640, height=480)

    chat = api.ask(ONE, desk_bearer(shop.shopper_member), id=call.id)["chat"]

    question, photo = (edge["node"] for edge in chat["edges"])
    assert (question["text"], question["file"]) == ("In blue?", None)
    assert question["participant"] == {"name": "Carla Customer", "role": "CUSTOMER"}
    file = photo["file"]
    assert (file["name"], file["size"], file["width"]) == ("photo.jpg", 5, 640)
    for address in (file["url"], file["thumbnailUrl"]):
        parts = urlsplit(address)
        assert Client().get(f"{parts.path}?{parts.query}").status_code == 200
    assert chat["totalCount"] == 2


def test_pages_follow_one_another_without_gap_or_repeat(api: Api, shop: Shop, call: Call) -> None:
    # given messages of which some were written at the same moment
    texts = [str(number) for number in range(11)]
    write(call, *texts)
    bearer, after, seen = desk_bearer(shop.shopper_member), None, []

    # when
    while True:
        chat = api.ask(ONE, bearer, id=call.id, first=3, after=after)["chat"]
        seen += [edge["node"]["text"] for edge in chat["edges"]]
        after = chat["pageInfo"]["endCursor"]
        if not chat["pageInfo"]["hasNextPage"]:
            break

    # then
    assert (sorted(seen, key=int), len(seen), chat["totalCount"]) == (texts, 11, 11)


def test_many_events_cost_no_more_queries(api: Api, shop: Shop, call: Call) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            api.ask(LIST, desk_bearer(shop.admin))
        return len(queries)

    write(call, "one", "two")
    few = cost()
    for _ in range(5):
        write(open_call(shop), "three")

    assert cost() == few


def test_each_event_has_its_own_page(api: Api, shop: Shop, call: Call) -> None:
    other = open_call(shop)
    write(call, "a", "b", "c")
    write(other, "d")

    found = api.ask(LIST, desk_bearer(shop.admin), first=2)["edges"]

    texts = [[edge["node"]["text"] for edge in one["node"]["chat"]["edges"]] for one in found]
    assert sorted(len(each) for each in texts) == [1, 2]
    assert ["d"] in texts


def test_nonsense_is_refused(api: Api, shop: Shop, call: Call) -> None:
    bearer = desk_bearer(shop.shopper_member)

    assert api.refusal(ONE, bearer, id=call.id, first=1000) == "INVALID"
    assert api.refusal(ONE, bearer, id=call.id, after="nonsense") == "INVALID"


def test_the_customer_reads_the_room_and_not_this(api: Api, call: Call) -> None:
    write(call, "In blue?")

    assert api.ask(ONE, call.bearer(call.customer), id=call.id)["chat"] is None
