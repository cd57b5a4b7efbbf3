"""The steps of meeting: into the event, into the room, seeing each other, and the end."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from . import documents
from .call import MESSAGE_SECONDS, Call, Seat, hold
from .graphql import Refused
from .room import RoomSocket
from .whip import Publisher, Subscriber

MEDIA_SECONDS = 20.0
FIRST_FRAMES = 15
LEAST_FRAMES_PER_SECOND = 5


async def sign_in(call: Call) -> None:
    """The store introduces the staff member to the app, as its Dashboard does."""
    manifest = await call.http.get(f"{call.target.app_url}/api/manifest")
    call.identifier = manifest.json()["id"]
    await call.staff_token()


async def create_event(call: Call) -> None:
    """A private call for now, with a link for its customer."""
    answer = await call.app.ask(
        documents.CREATE,
        bearer=await call.staff_token(),
        input={
            "name": f"Rehearsal {call.number}",
            "email": call.email,
            "channel": call.target.channel,
        },
    )
    created = answer["personalShopperEventCreate"]
    call.event = created["event"]["id"]
    call.join_token = urlsplit(created["joinUrl"]).path.rstrip("/").rpartition("/")[2]


async def join_as_shopper(call: Call) -> None:
    """By the staff member's own bearer."""
    call.shopper = await _join(call, bearer=await call.staff_token(), event=call.event)


async def join_as_customer(call: Call) -> None:
    """By the last part of the link alone, without any login."""
    call.customer = await _join(call, token=call.join_token, name=f"Rehearsal {call.number}")


async def meet(call: Call) -> None:
    """Each one's socket tells of the other."""
    for seat, other in ((call.shopper, call.customer), (call.customer, call.shopper)):
        welcome = await seat.socket.wait("welcome", MESSAGE_SECONDS)
        hold(welcome["you"]["id"] == seat.participant, "welcome names somebody else")
        present = {person["id"] for person in welcome["participants"]}
        if other.participant not in present:
            await seat.socket.wait(
                "participant.joined",
                MESSAGE_SECONDS,
                where=_is_about(other),
            )


async def publish(call: Call) -> None:
    """Fake camera and microphone of both, by WHIP."""
    for seat in (call.shopper, call.customer):
        publisher = Publisher(seat.whip_url, seat.bearer, seat.ice_servers)
        await call.exits.enter_async_context(publisher)


async def watch(call: Call) -> None:
    """Each hears of the other's publication, subscribes by WHEP and decodes frames."""
    for seat, other in ((call.shopper, call.customer), (call.customer, call.shopper)):
        added = await seat.socket.wait(
            "publication.added",
            MESSAGE_SECONDS,
            where=_is_about(other),
        )
        url = added["publication"]["whepUrl"]
        seat.subscriber = await call.exits.enter_async_context(
            Subscriber(url, seat.bearer, seat.ice_servers)
        )
    await asyncio.gather(
        *(
            one.wait_frames(FIRST_FRAMES, MEDIA_SECONDS, audio=FIRST_FRAMES)
            for one in _watching(call)
        )
    )


async def keep_watching(call: Call) -> None:
    """Picture and sound go on in both directions for the asked time."""
    before = [(one.video_frames, one.audio_frames) for one in _watching(call)]
    await asyncio.sleep(call.seconds)
    least = LEAST_FRAMES_PER_SECOND * call.seconds
    for one, (video, audio) in zip(_watching(call), before, strict=True):
        hold(one.video_frames - video >= least, "the picture stood still")
        hold(one.audio_frames - audio >= least, "the sound stopped")


async def end(call: Call) -> None:
    """Both are told, no room message was lost, and the event's page remembers the call."""
    await call.app.ask(documents.END, bearer=call.shopper.bearer, event=call.event)
    for seat in (call.shopper, call.customer):
        await seat.socket.wait("end", MESSAGE_SECONDS)
        hold(not seat.socket.missing_numbers(), "room messages were lost")
    answer = await call.app.ask(documents.EVENT, bearer=await call.staff_token(), id=call.event)
    event = answer["personalShopperEvent"]
    hold(event["status"] == "FINISHED", f"the event is {event['status']} after its end")
    shown = [row["productId"] for row in event["shownProducts"]]
    hold(shown == [call.product["id"]], "the event's page does not name the shown product")


async def abandon(call: Call) -> None:
    """After a broken promise: end the call as well as can be, so that nobody waits in it."""
    if call.event:
        with suppress(Refused):
            await call.app.ask(documents.END, bearer=await call.staff_token(), event=call.event)


async def _join(call: Call, *, bearer: str = "", **given: str) -> Seat:
    answer = await call.app.ask(documents.JOIN, bearer=bearer, **given)
    joined = answer["personalShopperEventJoin"]
    socket = RoomSocket(joined["socketUrl"], origin=call.target.app_url)
    await call.exits.enter_async_context(socket)
    camera = next(item["url"] for item in joined["whipUrls"] if item["source"] == "camera")
    return Seat(
        participant=joined["participant"]["id"],
        first_bearer=joined["accessToken"],
        whip_url=camera,
        ice_servers=joined["iceServers"],
        socket=socket,
    )


def _is_about(seat: Seat) -> Callable[[Any], bool]:
    """Recognises what is told of a participant or of what he publishes."""

    def check(data: Any) -> bool:
        told = data.get("publication", data)["participant"]["id"]
        return bool(told == seat.participant)

    return check


def _watching(call: Call) -> list[Subscriber]:
    seats = (call.shopper, call.customer)
    return [seat.subscriber for seat in seats if seat.subscriber is not None]
