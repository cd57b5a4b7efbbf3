"""Coming back after a full page load of the shop: by cookie, or by a handle that is good once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services, tokens
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.events.resume_keys import ResumeKey
from saleor_personal_shopper.core.events.services import Resumed
from saleor_personal_shopper.core.events.services.resume_seat import RESUMABLE
from saleor_personal_shopper.core.installations.models import ChannelSettings, Installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.realtime import fake_media, fake_publisher
from tests import factories

from ..conftest import Commits

SHOP = "https://store.example.com"
COOKIE = "c" * 43
SECOND = timedelta(seconds=1)


@pytest.fixture
def live(installation: Installation, shopper: PersonalShopper, now: datetime) -> Event:
    ChannelSettings.objects.create(
        installation=installation, channel="default-channel", storefront_origins=[SHOP]
    )
    return factories.event(installation, status="LIVE", live_at=now, personal_shopper=shopper)


@pytest.fixture
def carla(live: Event, now: datetime) -> Participant:
    """The customer, in the call, whose page was just left."""
    return factories.participant(live, seen_at=now)


@pytest.fixture
def paula(live: Event, shopper: PersonalShopper) -> Participant:
    """The personal shopper, who stays in the call."""
    return factories.participant(
        live, "PERSONAL_SHOPPER", personal_shopper=shopper, capabilities=["END_FOR_ALL"]
    )


@pytest.fixture
def resume(live: Event, now: datetime) -> Callable[..., Resumed]:
    """`resume(handle=…)`, a second after the last sign."""

    def come_back(**given: Any) -> Resumed:
        usual = {
            "installation": live.installation,
            "event_id": live.pk,
            "origin": SHOP,
            "now": now + SECOND,
        }
        return services.resume_seat(**{**usual, **given})

    return come_back


def keep(participant: Participant, now: datetime, cookie: str = "") -> str:
    """The handle that the shop's page is given; empty where the cookie is enough."""
    kept = services.keep_seat(participant=participant, origin=SHOP, cookie=cookie, now=now)
    return kept.handle


def sit_down(participant: Participant, now: datetime) -> None:
    services.socket_connected(participant=participant, socket_id=uuid.uuid4().hex, now=now)


def get_up(participant: Participant, now: datetime) -> None:
    mine = Participant.objects.of(participant.installation_id).get(pk=participant.pk)
    services.socket_disconnected(participant=mine, socket_id=mine.socket_id, now=now)


def refusal(call: Callable[..., Any], **given: Any) -> str:
    with pytest.raises(DomainError) as error:
        call(**given)
    return str(error.value.code)


def test_a_browser_that_keeps_the_cookie_needs_no_handle(
    carla: Participant, now: datetime, resume: Callable[..., Resumed]
) -> None:
    first = services.keep_seat(participant=carla, origin=SHOP, cookie="", now=now)
    assert first.cookie
    assert first.handle

    assert keep(carla, now, first.cookie) == ""
    assert refusal(resume, handle=first.handle) == "EXPIRED"
    for _ in range(2):
        back = resume(cookie=first.cookie)
        assert (back.participant.pk, back.handle) == (carla.pk, "")


def test_a_handle_leads_back_once_and_is_followed_by_another(
    carla: Participant, now: datetime, resume: Callable[..., Resumed]
) -> None:
    handles = [keep(carla, now)]
    for seconds in range(1, 4):
        back = resume(handle=handles[-1], now=now + seconds * SECOND)
        sit_down(back.participant, now + seconds * SECOND)
        get_up(back.participant, now + seconds * SECOND)
        handles.append(back.handle)
        assert back.participant.pk == carla.pk
    assert len(set(handles)) == 4


def test_only_digests_are_kept(carla: Participant, now: datetime) -> None:
    secrets = [keep(carla, now), COOKIE]
    keep(carla, now, COOKIE)
    kept = [str(vars(key)) for key in ResumeKey.objects.of(carla.installation_id)]
    assert kept
    assert not [secret for secret in secrets if secret in "".join(kept)]


def test_a_handle_used_again_after_somebody_sat_down_kills_both(
    carla: Participant, now: datetime, resume: Callable[..., Resumed], commits: Commits
) -> None:
    # given a handle that was used, and by it a seat taken
    stolen = keep(carla, now)
    thief = resume(handle=stolen)
    sit_down(thief.participant, now + 2 * SECOND)
    bearer = tokens.issue_access_token(thief.participant, now)

    # when
    fake_publisher.forget()
    with commits():
        assert refusal(resume, handle=stolen, now=now + 3 * SECOND) == "EXPIRED"

    # then nothing that came of it counts any more
    assert refusal(resume, handle=thief.handle, now=now + 4 * SECOND) == "EXPIRED"
    with pytest.raises(tokens.InvalidToken):
        tokens.participant_for(tokens.read_access_token(bearer, now))
    assert ("disconnect", carla.pk, {"code": 4403}) in fake_publisher.published
    assert fake_media.closed == [(carla.event_id, carla.pk)]


def test_an_answer_that_was_lost_may_be_asked_for_again(
    carla: Participant, now: datetime, resume: Callable[..., Resumed]
) -> None:
    """Whoever leaves the next page too before the call is back has the old handle still."""
    handle = keep(carla, now)
    lost = resume(handle=handle)
    again = resume(handle=handle, now=now + 60 * SECOND)
    assert again.participant.pk == carla.pk
    assert refusal(resume, handle=lost.handle, now=now + 61 * SECOND) == "EXPIRED"


def test_what_was_issued_before_counts_no_more(
    carla: Participant, now: datetime, resume: Callable[..., Resumed]
) -> None:
    bearer = tokens.issue_access_token(carla, now)
    keep(carla, now, COOKIE)
    back = resume(cookie=COOKIE)
    with pytest.raises(tokens.InvalidToken):
        tokens.participant_for(tokens.read_access_token(bearer, now))
    fresh = tokens.issue_access_token(back.participant, now)
    assert tokens.participant_for(tokens.read_access_token(fresh, now)).pk == carla.pk


@pytest.mark.parametrize("by", ["cookie", "handle"])
def test_a_second_tab_does_not_steal_the_call(
    carla: Participant, now: datetime, resume: Callable[..., Resumed], commits: Commits, by: str
) -> None:
    # given a tab in the call, and another that copied its session
    sit_down(carla, now)
    key = {by: keep(carla, now, COOKIE if by == "cookie" else "") or COOKIE}

    # when the copy comes, then it is told, and spoils nothing
    assert refusal(resume, **key) == "SEAT_TAKEN"
    get_up(carla, now + SECOND)
    back = resume(**key, now=now + 2 * SECOND).participant

    # and asked for it, it gets the call; the other tab is sent away and cannot take it back
    sit_down(back, now + 3 * SECOND)
    key = {by: keep(back, now, COOKIE if by == "cookie" else "") or COOKIE}
    fake_publisher.forget()
    with commits():
        assert resume(**key, take_over=True, now=now + 4 * SECOND).participant.pk == carla.pk
    assert ("disconnect", carla.pk, {"code": 4409}) in fake_publisher.published


@pytest.mark.parametrize(
    "given",
    [
        {"origin": "https://evil.example.com"},
        {"origin": f"{SHOP}.evil.example.com"},
        {"handle": "h" * 43},
        {"handle": ""},
        {"cookie": "d" * 43, "handle": ""},
    ],
)
def test_what_leads_nowhere(
    carla: Participant, now: datetime, resume: Callable[..., Resumed], given: dict[str, str]
) -> None:
    handle = keep(carla, now)
    assert refusal(resume, **{"handle": handle, **given}) == "EXPIRED"
    assert resume(handle=handle).participant.pk == carla.pk


def test_a_key_is_good_for_its_own_event_and_shop(
    carla: Participant,
    now: datetime,
    resume: Callable[..., Resumed],
    other_installation: Installation,
) -> None:
    handle = keep(carla, now)
    second = factories.event(carla.installation, status="LIVE")
    foreign = factories.event(other_installation, status="LIVE")
    factories.participant(second, seen_at=now)
    assert refusal(resume, event_id=second.pk, handle=handle) == "EXPIRED"
    assert refusal(resume, event_id=foreign.pk, handle=handle) == "NOT_FOUND"
    assert refusal(resume, installation=other_installation, handle=handle) == "NOT_FOUND"


def test_a_handle_is_no_cookie_and_a_cookie_no_handle(
    carla: Participant, now: datetime, resume: Callable[..., Resumed]
) -> None:
    handle = keep(carla, now)
    assert refusal(resume, cookie=handle) == "EXPIRED"
    keep(carla, now, COOKIE)
    assert refusal(resume, handle=COOKIE) == "EXPIRED"


def test_the_way_back_is_open_for_ten_minutes_after_the_last_sign(
    carla: Participant, now: datetime, resume: Callable[..., Resumed]
) -> None:
    keep(carla, now, COOKIE)
    late = now + RESUMABLE
    assert refusal(resume, cookie=COOKIE, now=late) == "EXPIRED"
    assert resume(cookie=COOKIE, now=late - SECOND).participant.pk == carla.pk


def test_who_leaves_cannot_come_back_by_it(
    carla: Participant,
    paula: Participant,
    now: datetime,
    resume: Callable[..., Resumed],
    live: Event,
) -> None:
    handle = keep(carla, now)
    services.leave_event(participant=carla, now=now)
    assert refusal(resume, handle=handle) == "EXPIRED"
    assert not ResumeKey.objects.of(live.installation).exists()


def test_an_event_that_is_over_is_not_come_back_to(
    carla: Participant,
    paula: Participant,
    now: datetime,
    resume: Callable[..., Resumed],
    live: Event,
) -> None:
    handle = keep(carla, now)
    services.end_event(event=live, actor=paula, now=now)
    assert refusal(resume, handle=handle) == "ENDED"
    assert not ResumeKey.objects.of(live.installation).exists()


def test_no_way_back_is_made_for_other_pages_staff_or_whoever_left(
    carla: Participant, paula: Participant, now: datetime
) -> None:
    usual = {"participant": carla, "origin": SHOP, "cookie": "", "now": now}
    evil = {**usual, "origin": "https://evil.example.com"}
    assert refusal(services.keep_seat, **evil) == "INVALID"
    assert refusal(services.keep_seat, **{**usual, "participant": paula}) == "PERMISSION_DENIED"
    services.leave_event(participant=carla, now=now)
    assert refusal(services.keep_seat, **usual) == "PERMISSION_DENIED"


def test_a_short_cookie_is_none_of_ours(carla: Participant, now: datetime) -> None:
    assert keep(carla, now, "x")
