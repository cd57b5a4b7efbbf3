from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from django.core.cache import cache

from saleor_personal_shopper.core.events import tokens
from saleor_personal_shopper.core.events.models import Participant
from saleor_personal_shopper.core.events.tokens import Audience, InvalidToken
from saleor_personal_shopper.core.installations.models import Installation, StaffMember
from tests import factories

Issue = Callable[[Any, datetime], str]
Redeem = Callable[[str, datetime], Any]
PARTICIPANT_ONCE = (tokens.issue_ticket, tokens.redeem_ticket, 30)
STAFF_ONCE = (tokens.issue_desk_ticket, tokens.redeem_desk_ticket, 30)
CODE_ONCE = (tokens.issue_desk_code, tokens.redeem_desk_code, 60)


@pytest.fixture
def guest(installation: Installation) -> Participant:
    event = factories.event(installation)
    return factories.participant(event, "GUEST", capabilities=["CHAT"], token_generation=3)


@pytest.fixture
def member(installation: Installation) -> StaffMember:
    return factories.staff_member(installation)


def read(token: str, now: datetime) -> Participant:
    return tokens.participant_for(tokens.read_access_token(token, now))


def test_an_access_token_says_who_where_and_what(guest: Participant, now: datetime) -> None:
    claims = tokens.read_access_token(tokens.issue_access_token(guest, now), now)

    assert claims.installation_id == guest.installation_id
    assert claims.event_id == guest.event_id
    assert claims.participant_id == guest.pk
    assert claims.capabilities == ("CHAT",)
    assert claims.generation == 3
    assert claims.expires_at == now + timedelta(minutes=15)


def test_it_leads_to_the_participant_in_one_query(
    guest: Participant, now: datetime, django_assert_num_queries: Any
) -> None:
    token = tokens.issue_access_token(guest, now)

    with django_assert_num_queries(1):
        found = read(token, now)
        assert found == guest
        assert found.event.installation.saleor_api_url
        assert found.event.personal_shopper is None


def test_an_access_token_lives_a_quarter_of_an_hour_and_skew(
    guest: Participant, now: datetime
) -> None:
    token = tokens.issue_access_token(guest, now)
    over = now + timedelta(minutes=15)

    assert read(token, over + timedelta(seconds=30)) == guest
    with pytest.raises(InvalidToken):
        read(token, over + timedelta(seconds=31))


def test_raising_the_generation_revokes(guest: Participant, now: datetime) -> None:
    token = tokens.issue_access_token(guest, now)
    Participant.objects.of(guest.installation_id).update(token_generation=4)

    with pytest.raises(InvalidToken):
        read(token, now)


def test_a_suspended_shop_lets_nobody_in(
    guest: Participant, member: StaffMember, now: datetime
) -> None:
    access = tokens.issue_access_token(guest, now)
    staff = tokens.issue_staff_token(member, now)
    Installation.objects.update(status="SUSPENDED")

    with pytest.raises(InvalidToken):
        read(access, now)
    with pytest.raises(InvalidToken):
        tokens.read_staff_token(staff, now)


def test_claims_of_another_shop_lead_nowhere(
    guest: Participant, other_installation: Installation, now: datetime
) -> None:
    guest.installation = other_installation

    with pytest.raises(InvalidToken):
        read(tokens.issue_access_token(guest, now), now)


@pytest.mark.parametrize("forge", ["garbage", "", "a.b.c", "none"])
def test_forgeries_are_refused(guest: Participant, now: datetime, forge: str) -> None:
    token = tokens.issue_access_token(guest, now)
    claims = jwt.decode(token, options={"verify_signature": False})
    forged = jwt.encode(claims, None, algorithm="none") if forge == "none" else forge

    for text in (forged, token[:-2], jwt.encode(claims, "k" * 32, algorithm="HS256")):
        with pytest.raises(InvalidToken):
            tokens.read_access_token(text, now)


def test_no_token_serves_another_purpose(
    guest: Participant, member: StaffMember, now: datetime
) -> None:
    made = {
        tokens.read_access_token: tokens.issue_access_token(guest, now),
        tokens.redeem_ticket: tokens.issue_ticket(guest, now),
        tokens.read_staff_token: tokens.issue_staff_token(member, now),
        tokens.redeem_desk_ticket: tokens.issue_desk_ticket(member, now),
        tokens.redeem_desk_code: tokens.issue_desk_code(member, now),
        tokens.redeem_trial_ticket: tokens.issue_trial_ticket(guest.event, now),
    }
    for reader, own in made.items():
        for token in set(made.values()) - {own}:
            with pytest.raises(InvalidToken):
                reader(token, now)  # type: ignore[operator]


@pytest.mark.parametrize(("issue", "redeem", "seconds"), [PARTICIPANT_ONCE, STAFF_ONCE, CODE_ONCE])
def test_tickets_are_good_once_and_briefly(
    guest: Participant,
    member: StaffMember,
    now: datetime,
    issue: Issue,
    redeem: Redeem,
    seconds: int,
) -> None:
    holder = guest if issue is tokens.issue_ticket else member
    first, late = issue(holder, now), issue(holder, now)

    assert redeem(first, now + timedelta(seconds=seconds)) == holder
    with pytest.raises(InvalidToken):
        redeem(first, now)
    with pytest.raises(InvalidToken):
        redeem(late, now + timedelta(seconds=seconds + 31))


def test_a_trial_is_of_one_event_once_and_soon(guest: Participant, now: datetime) -> None:
    first, late = (tokens.issue_trial_ticket(guest.event, now) for _ in range(2))

    assert tokens.redeem_trial_ticket(first, now + timedelta(seconds=30)) == guest.event_id
    with pytest.raises(InvalidToken):
        tokens.redeem_trial_ticket(first, now)
    with pytest.raises(InvalidToken):
        tokens.redeem_trial_ticket(late, now + timedelta(seconds=61))


def test_a_ticket_ends_with_its_holders_access(guest: Participant, now: datetime) -> None:
    ticket = tokens.issue_ticket(guest, now)
    Participant.objects.of(guest.installation_id).update(token_generation=4)

    with pytest.raises(InvalidToken):
        tokens.redeem_ticket(ticket, now)


def test_a_ticket_outlives_a_lost_cache(guest: Participant, now: datetime) -> None:
    ticket = tokens.issue_ticket(guest, now)
    cache.clear()

    assert tokens.redeem_ticket(ticket, now) == guest


def test_a_staff_token_names_the_member_for_five_minutes(
    member: StaffMember, now: datetime
) -> None:
    token = tokens.issue_staff_token(member, now)

    assert tokens.read_staff_token(token, now + timedelta(minutes=5)) == member
    with pytest.raises(InvalidToken):
        tokens.read_staff_token(token, now + timedelta(minutes=6))


def test_both_keys_count_while_the_secret_is_rotated(
    guest: Participant, now: datetime, settings: Any
) -> None:
    old = tokens.issue_access_token(guest, now)
    settings.NEW_SECRET_KEY = "another-key-that-is-long-enough-too"
    new = tokens.issue_access_token(guest, now)

    assert read(old, now) == read(new, now) == guest

    settings.SECRET_KEY, settings.NEW_SECRET_KEY = settings.NEW_SECRET_KEY, ""
    assert read(new, now) == guest
    with pytest.raises(InvalidToken):
        read(old, now)


def test_own_bearers_are_told_from_those_of_saleor(
    guest: Participant, member: StaffMember, now: datetime
) -> None:
    assert tokens.is_own_token(tokens.issue_access_token(guest, now)) is Audience.ROOM
    assert tokens.is_own_token(tokens.issue_staff_token(member, now)) is Audience.DESK
    assert tokens.is_own_token(tokens.issue_ticket(guest, now)) is None
    assert tokens.is_own_token(jwt.encode({"iss": "saleor"}, "k" * 32)) is None
    assert tokens.is_own_token(jwt.encode({"aud": "elsewhere"}, "k" * 32)) is None
    assert tokens.is_own_token("garbage") is None
