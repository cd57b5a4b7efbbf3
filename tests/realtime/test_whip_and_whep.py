"""Publishing and receiving: who may, and what HTTP says."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Event, EventStatus, Publication
from saleor_personal_shopper.core.events.services import add_publication
from saleor_personal_shopper.realtime.fake_media import ANSWER, FakeMediaServer, worker
from saleor_personal_shopper.realtime.media_control import OpenedSession
from tests.cast import Call, Shop, customer_bearer, desk_bearer, open_call

pytestmark = pytest.mark.django_db(transaction=True)
OFFER = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
SDP = "application/sdp"
FRAGMENT = "application/trickle-ice-sdpfrag"


def send(
    client: Client,
    method: str,
    path: str,
    bearer: str = "",
    body: str = OFFER,
    content_type: str = SDP,
) -> Any:
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    return client.generic(method, path, body, content_type=content_type, headers=headers)


def patch(client: Client, location: str, bearer: str, fragment: str, if_match: str) -> Any:
    headers = {"Authorization": f"Bearer {bearer}"} | ({"If-Match": if_match} if if_match else {})
    return client.patch(location, fragment, content_type=FRAGMENT, headers=headers)


def whip(call: Call, source: str = "camera") -> str:
    return f"/media/whip/{call.event.pk}/{source}"


@pytest.fixture
def bearer(call: Call) -> str:
    return call.bearer(call.customer)


def test_publishing_answers_as_rfc_9725_has_it(client: Client, call: Call, bearer: str) -> None:
    response = send(client, "POST", whip(call), bearer)
    assert response.status_code == 201
    assert response.headers["Content-Type"] == SDP
    assert response.content.decode() == ANSWER
    assert response.headers["Location"].startswith("/media/whip/sessions/")
    assert response.headers["ETag"].startswith('"')
    exposed = response.headers["Access-Control-Expose-Headers"]
    assert {"Location", "ETag", "Link"} <= set(exposed.split(", "))
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    row = Publication.objects.of(call.event.installation).get()
    (session,) = worker.sessions
    assert row.media_session == session
    assert worker.sessions[session].publication_id == row.pk
    assert worker.sessions[session].participant_id == call.customer.pk


def test_turn_servers_come_as_links(client: Client, call: Call, bearer: str, settings: Any) -> None:
    settings.TURN_URL, settings.TURN_SECRET = "turn:turn.example.com", "secret"
    link = send(client, "POST", whip(call), bearer).headers["Link"]
    assert link.startswith('<turn:turn.example.com>; rel="ice-server"; username="')
    assert 'credential-type="password"' in link


def test_the_newest_publication_replaces_the_older(client: Client, call: Call, bearer: str) -> None:
    send(client, "POST", whip(call), bearer)
    send(client, "POST", whip(call), bearer)
    alive = Publication.objects.of(call.event.installation).filter(ended_at=None).get()
    assert list(worker.sessions) == [alive.media_session]


def test_stopping_takes_it_back_and_twice_is_not_found(
    client: Client, call: Call, bearer: str
) -> None:
    location = send(client, "POST", whip(call), bearer).headers["Location"]
    assert send(client, "DELETE", location, bearer).status_code == 200
    assert not worker.sessions
    assert Publication.objects.of(call.event.installation).get().ended_at is not None
    assert send(client, "DELETE", location, bearer).status_code == 404


def test_any_live_token_of_the_participant_ends_his_session(
    client: Client, call: Call, bearer: str
) -> None:
    location = send(client, "POST", whip(call), bearer).headers["Location"]
    assert send(client, "DELETE", location, call.bearer(call.customer)).status_code == 200


def test_ice_is_restarted_and_candidates_are_ignored(
    client: Client, call: Call, bearer: str
) -> None:
    location = send(client, "POST", whip(call), bearer).headers["Location"]
    restart = patch(client, location, bearer, "a=ice-ufrag:abcd\r\n", "*")
    assert restart.status_code == 200
    assert restart.headers["Content-Type"] == FRAGMENT
    candidates = patch(client, location, bearer, "a=candidate:1\r\n", restart.headers["ETag"])
    assert candidates.status_code == 204
    assert "ETag" not in candidates.headers


def test_a_fragment_says_which_ice_session_it_means(
    client: Client, call: Call, bearer: str
) -> None:
    # given
    opened = send(client, "POST", whip(call), bearer)
    location, first = opened.headers["Location"], opened.headers["ETag"]

    # then without a tag it is refused, and with the first it is taken
    assert patch(client, location, bearer, "a=candidate:1\r\n", "").status_code == 428
    assert patch(client, location, bearer, "a=candidate:1\r\n", first).status_code == 204

    # and after a restart the first is that of a session that is over
    second = patch(client, location, bearer, "a=ice-ufrag:abcd\r\n", "*").headers["ETag"]
    assert second != first
    assert patch(client, location, bearer, "a=candidate:1\r\n", first).status_code == 412
    assert patch(client, location, bearer, "a=ice-ufrag:efgh\r\n", first).status_code == 412

    # and ending needs none
    assert send(client, "DELETE", location, bearer).status_code == 200


def test_an_address_tells_what_may_be_sent_to_it(client: Client, call: Call) -> None:
    endpoint = send(client, "OPTIONS", whip(call)).headers
    assert endpoint["Accept-Post"] == SDP
    session = send(client, "OPTIONS", "/media/whip/sessions/any").headers
    assert session["Accept-Patch"] == FRAGMENT
    assert "PATCH" in session["Access-Control-Allow-Methods"]
    assert "If-Match" in session["Access-Control-Allow-Headers"]


def test_subscribing(client: Client, call: Call, bearer: str) -> None:
    send(client, "POST", whip(call), bearer)
    publication = Publication.objects.of(call.event.installation).get()
    guest = call.bearer(call.guest)
    response = send(client, "POST", f"/media/whep/{publication.pk}", guest)
    assert response.status_code == 201
    location = response.headers["Location"]
    assert location.startswith("/media/whep/sessions/")
    for if_match in ("", "*", response.headers["ETag"]):  # many clients of the draft send none
        assert patch(client, location, guest, "a=x\r\n", if_match).status_code == 204
    assert patch(client, location, guest, "a=x\r\n", '"another"').status_code == 412
    assert send(client, "DELETE", location, bearer).status_code == 404
    assert send(client, "DELETE", location, guest).status_code == 200
    assert len(worker.sessions) == 1


def test_a_publication_that_the_worker_lost_is_taken_back(
    client: Client, call: Call, bearer: str
) -> None:
    send(client, "POST", whip(call), bearer)
    worker.sessions.clear()
    publication = Publication.objects.of(call.event.installation).get()
    response = send(client, "POST", f"/media/whep/{publication.pk}", bearer)
    assert response.status_code == 404
    publication.refresh_from_db()
    assert publication.ended_at is not None


def test_strangers_get_nowhere_and_media_continues(
    client: Client, shop: Shop, call: Call, other_call: Call, bearer: str
) -> None:
    location = send(client, "POST", whip(call), bearer).headers["Location"]
    publication = Publication.objects.of(call.event.installation).get()
    stranger = other_call.bearer(other_call.customer)
    assert send(client, "POST", whip(call), stranger).status_code == 404
    assert send(client, "POST", f"/media/whep/{publication.pk}", stranger).status_code == 404
    for someone in (stranger, call.bearer(call.guest)):
        assert send(client, "DELETE", location, someone).status_code == 404
        assert send(client, "PATCH", location, someone, "a=x\r\n", FRAGMENT).status_code == 404
    assert len(worker.sessions) == 1


def test_only_an_access_token_counts(client: Client, shop: Shop, call: Call, bearer: str) -> None:
    wrong = ["", "nonsense", bearer[:-3], desk_bearer(shop.shopper_member)]
    wrong.append(customer_bearer(shop.installation))
    paths = [whip(call), "/media/whip/sessions/x", f"/media/whep/{uuid.uuid4()}"]
    for path in [*paths, "/media/whep/sessions/x"]:
        method = "DELETE" if "sessions" in path else "POST"
        for given in wrong:
            response = send(client, method, path, given)
            assert response.status_code == 401
            assert response.headers["WWW-Authenticate"] == "Bearer"
    assert not worker.sessions


def test_whoever_was_sent_out_publishes_no_more(client: Client, call: Call, bearer: str) -> None:
    call.customer.token_generation = 2
    call.customer.save()
    assert send(client, "POST", whip(call), bearer).status_code == 401


def test_a_call_that_is_over_takes_no_media(client: Client, shop: Shop) -> None:
    call = open_call(shop, status=EventStatus.FINISHED)
    response = send(client, "POST", whip(call), call.bearer(call.customer))
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "ENDED"
    assert not worker.sessions


def test_a_call_that_ends_meanwhile_leaves_no_session(
    client: Client, call: Call, bearer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = FakeMediaServer.publish

    async def publish(self: FakeMediaServer, **given: Any) -> OpenedSession:
        await Event.objects.of(call.event.installation).aupdate(status=EventStatus.FINISHED)
        return await published(self, **given)

    monkeypatch.setattr(FakeMediaServer, "publish", publish)
    assert send(client, "POST", whip(call), bearer).status_code == 404
    assert not worker.sessions


def test_screens_need_the_capability(client: Client, call: Call, bearer: str) -> None:
    assert send(client, "POST", whip(call, "screen"), bearer).status_code == 403
    assert send(client, "POST", whip(call, "window"), bearer).status_code == 404


def test_a_screen_stands_beside_the_camera_and_ends_alone(client: Client, call: Call) -> None:
    bearer = call.bearer(call.shopper)
    camera = send(client, "POST", whip(call), bearer).headers["Location"]
    screen = send(client, "POST", whip(call, "screen"), bearer).headers["Location"]
    assert {one.source for one in worker.sessions.values()} == {"camera", "screen"}

    assert send(client, "DELETE", screen, bearer).status_code == 200
    running = Publication.objects.of(call.event.installation).filter(ended_at=None)
    assert [one.source for one in running] == ["camera"]
    assert camera.rpartition("/")[2] in worker.sessions


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("nonsense", SDP, 400),
        (OFFER, "application/json", 415),
        (OFFER, "text/plain", 415),
        ("v=0\r\n" + "x" * 64 * 1024, SDP, 413),
    ],
)
def test_bad_offers_are_the_senders_fault(
    client: Client, call: Call, bearer: str, body: str, content_type: str, status: int
) -> None:
    response = send(client, "POST", whip(call), bearer, body, content_type)
    assert response.status_code == status
    assert response.json()["error"]["message"]


def test_bytes_that_are_no_text_are_400(client: Client, call: Call, bearer: str) -> None:
    headers = {"Authorization": f"Bearer {bearer}"}
    response = client.generic("POST", whip(call), b"\xff\xfe", content_type=SDP, headers=headers)
    assert response.status_code == 400


def test_media_that_does_not_answer_is_503(client: Client, call: Call, bearer: str) -> None:
    worker.is_down = True
    response = send(client, "POST", whip(call), bearer)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert not Publication.objects.of(call.event.installation).exists()


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_other_methods_are_405(client: Client, call: Call, bearer: str, method: str) -> None:
    response = send(client, method, whip(call), bearer)
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST, OPTIONS"


def test_preflights_are_answered_for_any_page(client: Client, call: Call) -> None:
    response = client.options(whip(call), headers={"Origin": "https://anywhere.example.com"})
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    assert response.headers["Accept-Post"] == SDP
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_participant_without_camera_and_microphone_publishes_nothing(
    client: Client, call: Call, bearer: str
) -> None:
    call.customer.capabilities = ["CHAT"]
    call.customer.save()
    assert send(client, "POST", whip(call), bearer).status_code == 403


def test_no_other_shops_publication_is_seen(
    client: Client, call: Call, other_call: Call, bearer: str
) -> None:
    foreign = add_publication(
        participant=other_call.shopper,
        source="camera",
        media_session="s",
        now=timezone.now(),
    ).publication
    assert send(client, "POST", f"/media/whep/{foreign.pk}", bearer).status_code == 404


def everybody(call: Call) -> str:
    return f"/media/whep/{call.event.pk}"


def test_everybody_is_received_on_one_connection(client: Client, call: Call, bearer: str) -> None:
    # given nobody who publishes yet
    response = send(client, "POST", everybody(call), bearer)
    assert response.status_code == 201
    assert response.content.decode() == ANSWER
    location = response.headers["Location"]
    assert location.startswith("/media/whep/sessions/")
    ((key, session),) = worker.sessions.items()
    assert location.endswith(key)
    assert (session.participant_id, session.publication_id) == (call.customer.pk, None)
    # then the session is restarted and ended as any
    assert patch(client, location, bearer, "a=ice-ufrag:abcd\r\n", "*").status_code == 200
    assert send(client, "DELETE", location, bearer).status_code == 200
    assert send(client, "DELETE", location, bearer).status_code == 404
    assert not worker.sessions


def test_the_newest_event_subscription_stays_and_single_ones_beside_it(
    client: Client, call: Call, bearer: str
) -> None:
    send(client, "POST", whip(call), call.bearer(call.shopper))
    publication = Publication.objects.of(call.event.installation).get()
    send(client, "POST", f"/media/whep/{publication.pk}", bearer)
    first = send(client, "POST", everybody(call), bearer).headers["Location"]
    second = send(client, "POST", everybody(call), bearer).headers["Location"]
    send(client, "POST", everybody(call), call.bearer(call.guest))
    assert first.rpartition("/")[2] not in worker.sessions
    assert second.rpartition("/")[2] in worker.sessions
    assert len(worker.sessions) == 4
    assert patch(client, first, bearer, "a=ice-ufrag:abcd\r\n", "*").status_code == 404


def test_an_event_is_received_by_those_in_it_alone(
    client: Client, shop: Shop, call: Call, other_call: Call, bearer: str
) -> None:
    second_call = open_call(shop)
    # nobody's of another event, be it of another shop or of the same
    for stranger in (other_call.customer, other_call.shopper, second_call.customer):
        response = send(client, "POST", everybody(call), other_call.bearer(stranger))
        assert response.status_code == 404
    for event in (other_call.event.pk, second_call.event.pk, uuid.uuid4()):
        assert send(client, "POST", f"/media/whep/{event}", bearer).status_code == 404
    # and nobody's who was sent out, or who is no participant
    call.customer.token_generation = 2
    call.customer.save()
    wrong = ["", "nonsense", bearer, desk_bearer(shop.shopper_member)]
    for given in [*wrong, customer_bearer(shop.installation)]:
        assert send(client, "POST", everybody(call), given).status_code == 401
    assert not worker.sessions


def test_nobody_ends_anothers_event_subscription(
    client: Client, call: Call, other_call: Call, bearer: str
) -> None:
    location = send(client, "POST", everybody(call), bearer).headers["Location"]
    for someone in (call.bearer(call.guest), other_call.bearer(other_call.customer)):
        assert send(client, "DELETE", location, someone).status_code == 404
        assert patch(client, location, someone, "a=ice-ufrag:abcd\r\n", "*").status_code == 404
    assert len(worker.sessions) == 1


def test_a_call_that_is_over_is_not_received(client: Client, shop: Shop) -> None:
    call = open_call(shop, status=EventStatus.FINISHED)
    response = send(client, "POST", everybody(call), call.bearer(call.customer))
    assert (response.status_code, response.json()["error"]["code"]) == (404, "ENDED")
    assert not worker.sessions


def test_an_event_subscription_says_what_is_wrong(client: Client, call: Call, bearer: str) -> None:
    assert send(client, "POST", everybody(call), bearer, "nonsense").status_code == 400
    assert send(client, "POST", everybody(call), bearer, OFFER, "text/plain").status_code == 415
    worker.is_down = True
    response = send(client, "POST", everybody(call), bearer)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "3")
