"""Our own bearers: what lets a participant or a staff user in after the first proof.

All are JWTs (HS256) under keys derived from SECRET_KEY, one key a purpose. While NEW_SECRET_KEY
is set it signs, and both keys are accepted.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import jwt
from django.conf import settings

from ..expendable import claim, keep, recall
from ..installations.models import InstallationStatus, StaffMember
from .models import Event, Participant

ACCESS_TOKEN_LIFETIME = timedelta(minutes=15)
STAFF_TOKEN_LIFETIME = timedelta(minutes=5)
TICKET_LIFETIME = timedelta(seconds=30)
DESK_CODE_LIFETIME = timedelta(seconds=60)
PHONE_CODE_LIFETIME = timedelta(minutes=3)
"""Long enough to find the phone and point it at the screen."""
DOWNLOAD_LIFETIME = timedelta(minutes=4, seconds=30)
LEEWAY = timedelta(seconds=30)
"""How far the clocks of two of our machines may differ."""


class Audience(StrEnum):
    """What a token is for; each has a key of its own."""

    ROOM = "room"
    ROOM_TICKET = "room-ticket"
    DESK = "desk"
    DESK_TICKET = "desk-ticket"
    DESK_CODE = "desk-code"
    DOWNLOAD = "download"
    MEDIA_TRIAL = "media-trial"


class InvalidToken(Exception):
    """The token is forged, over, used, or its holder was sent out: prove yourself anew."""


@dataclass(frozen=True)
class AccessClaims:
    """What a verified access token says; `participant_for` tells whether it still counts."""

    installation_id: uuid.UUID
    event_id: uuid.UUID
    participant_id: uuid.UUID
    capabilities: Sequence[str]
    generation: int
    expires_at: datetime


def issue_access_token(participant: Participant, now: datetime) -> str:
    """The participant's bearer for GraphQL, socket tickets, WHIP and WHEP; lives 15 minutes."""
    return _sign(Audience.ROOM, _claims(participant), now + ACCESS_TOKEN_LIFETIME)


def read_access_token(token: str, now: datetime) -> AccessClaims:
    """Verify an access token. Raises InvalidToken."""
    claims = _verify(Audience.ROOM, token, now)
    return AccessClaims(
        installation_id=uuid.UUID(claims["ins"]),
        event_id=uuid.UUID(claims["evt"]),
        participant_id=uuid.UUID(claims["sub"]),
        capabilities=tuple(claims["cap"]),
        generation=claims["gen"],
        expires_at=datetime.fromtimestamp(claims["exp"], UTC),
    )


def participant_for(claims: AccessClaims) -> Participant:
    """The participant, with event, installation and personal shopper loaded.

    Raises InvalidToken when he was sent out or the shop is no longer connected.
    """
    return _participant(
        installation_id=claims.installation_id,
        event_id=claims.event_id,
        pk=claims.participant_id,
        token_generation=claims.generation,
    )


def issue_ticket(participant: Participant, now: datetime) -> str:
    """A ticket for the room's socket: good once, within 30 seconds."""
    return _sign_once(Audience.ROOM_TICKET, _claims(participant), now + TICKET_LIFETIME)


def redeem_ticket(ticket: str, now: datetime) -> Participant:
    """The participant whom a ticket lets in, loaded as by `participant_for`.

    Raises InvalidToken, also when the ticket was used before.
    """
    claims = _verify_once(Audience.ROOM_TICKET, ticket, now)
    return _participant(
        installation_id=claims["ins"],
        event_id=claims["evt"],
        pk=claims["sub"],
        token_generation=claims["gen"],
    )


def issue_trial_ticket(event: Event, now: datetime) -> str:
    """A ticket to try whether media reaches the event's worker: good once, within 30 seconds."""
    claims = {"ins": str(event.installation_id), "sub": str(event.pk)}
    return _sign_once(Audience.MEDIA_TRIAL, claims, now + TICKET_LIFETIME)


def redeem_trial_ticket(ticket: str, now: datetime) -> uuid.UUID:
    """The event whose worker may be tried. Raises InvalidToken."""
    return uuid.UUID(_verify_once(Audience.MEDIA_TRIAL, ticket, now)["sub"])


def issue_staff_token(staff_member: StaffMember, now: datetime) -> str:
    """The desk's bearer for GraphQL, drawn from its session; lives 5 minutes."""
    return _sign(Audience.DESK, _staff_claims(staff_member), now + STAFF_TOKEN_LIFETIME)


def read_staff_token(token: str, now: datetime) -> StaffMember:
    """Whom a desk bearer names; ask `rights_of` what he may do. Raises InvalidToken."""
    return _staff_member(_verify(Audience.DESK, token, now))


def issue_desk_ticket(staff_member: StaffMember, now: datetime) -> str:
    """A ticket for the desk's socket: good once, within 30 seconds."""
    return _sign_once(Audience.DESK_TICKET, _staff_claims(staff_member), now + TICKET_LIFETIME)


def redeem_desk_ticket(ticket: str, now: datetime) -> StaffMember:
    """Whom a desk ticket lets in. Raises InvalidToken."""
    return _staff_member(_verify_once(Audience.DESK_TICKET, ticket, now))


def issue_desk_code(staff_member: StaffMember, now: datetime) -> str:
    """A code that carries staff from an iframe page to the desk: good once, within a minute."""
    return _sign_once(Audience.DESK_CODE, _staff_claims(staff_member), now + DESK_CODE_LIFETIME)


def redeem_desk_code(code: str, now: datetime) -> StaffMember:
    """Whom a desk or phone code lets in. Raises InvalidToken."""
    if "." in code:
        return _staff_member(_verify_once(Audience.DESK_CODE, code, now))
    return _staff_member(_recall_once(code, now))


def issue_phone_code(staff_member: StaffMember, now: datetime) -> str:
    """As `issue_desk_code`, good for three minutes, and short, so that its QR code is coarse.

    Redis keeps it: if that is lost, the code is over before its time.
    """
    code = secrets.token_urlsafe(16)
    expires_at = (now + PHONE_CODE_LIFETIME).timestamp()
    kept = {**_staff_claims(staff_member), "exp": expires_at}
    keep(_place_of(code), kept, seconds=int(PHONE_CODE_LIFETIME.total_seconds()))
    return code


def issue_download_ticket(installation_id: uuid.UUID, subject: str, now: datetime) -> str:
    """A ticket that opens one thing, named by `subject`, for five minutes (with the leeway)."""
    claims = {"ins": str(installation_id), "sub": subject}
    return _sign(Audience.DOWNLOAD, claims, now + DOWNLOAD_LIFETIME)


def check_download_ticket(ticket: str, subject: str, now: datetime) -> None:
    """Let pass a ticket for this very thing. Raises InvalidToken."""
    if _verify(Audience.DOWNLOAD, ticket, now)["sub"] != subject:
        raise InvalidToken("This ticket opens something else.")


def is_own_token(token: str) -> Audience | None:
    """Which of our bearers this claims to be, unverified; None for tokens of others."""
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
        found = Audience(str(claims.get("aud")))
    except (jwt.InvalidTokenError, ValueError):
        return None
    return found if found in {Audience.ROOM, Audience.DESK} else None


def _claims(participant: Participant) -> dict[str, Any]:
    return {
        "ins": str(participant.installation_id),
        "evt": str(participant.event_id),
        "sub": str(participant.pk),
        "cap": participant.capabilities,
        "gen": participant.token_generation,
    }


def _staff_claims(staff_member: StaffMember) -> dict[str, Any]:
    return {"ins": str(staff_member.installation_id), "sub": str(staff_member.pk)}


def _participant(**wanted: Any) -> Participant:
    found = (
        Participant.objects.across_installations()
        .select_related("event__installation", "event__personal_shopper", "personal_shopper")
        .filter(installation__status=InstallationStatus.ACTIVE, **wanted)
        .first()
    )
    if found is None:
        raise InvalidToken("This access has ended.")
    return found


def _staff_member(claims: dict[str, Any]) -> StaffMember:
    found = (
        StaffMember.objects.across_installations()
        .select_related("installation")
        .filter(
            installation__status=InstallationStatus.ACTIVE,
            installation_id=claims["ins"],
            pk=claims["sub"],
        )
        .first()
    )
    if found is None:
        raise InvalidToken("This access has ended.")
    return found


def _sign(audience: Audience, claims: dict[str, Any], expires_at: datetime) -> str:
    payload = {**claims, "aud": str(audience), "exp": int(expires_at.timestamp())}
    return jwt.encode(payload, _keys(audience)[0], algorithm="HS256")


def _sign_once(audience: Audience, claims: dict[str, Any], expires_at: datetime) -> str:
    return _sign(audience, {**claims, "jti": uuid.uuid4().hex}, expires_at)


def _verify(audience: Audience, token: str, now: datetime) -> dict[str, Any]:
    """Signature, purpose and time; the time by `now`, not by the library's clock."""
    options: Any = {"verify_exp": False, "require": ["exp", "sub", "ins"]}
    for key in _keys(audience):
        try:
            claims: dict[str, Any] = jwt.decode(
                token, key, algorithms=["HS256"], audience=str(audience), options=options
            )
        except jwt.InvalidSignatureError:
            continue
        except jwt.InvalidTokenError as error:
            raise InvalidToken(str(error)) from error
        if claims["exp"] + LEEWAY.total_seconds() < now.timestamp():
            raise InvalidToken("This token is over.")
        return claims
    raise InvalidToken("This token was not signed by us.")


def _verify_once(audience: Audience, token: str, now: datetime) -> dict[str, Any]:
    """As `_verify`, for one use. Raises ExpendableLost while nobody can say whether it is one."""
    claims = _verify(audience, token, now)
    lives = DESK_CODE_LIFETIME + 2 * LEEWAY
    if not claim(f"used:{audience}:{claims['jti']}", seconds=int(lives.total_seconds())):
        raise InvalidToken("This was used before.")
    return claims


def _recall_once(code: str, now: datetime) -> dict[str, Any]:
    """What a phone code stands for. Raises InvalidToken, and ExpendableLost."""
    claims: dict[str, Any] | None = recall(_place_of(code))
    if claims is None or claims["exp"] < now.timestamp():
        raise InvalidToken("This code is over.")
    lives = int(PHONE_CODE_LIFETIME.total_seconds())
    if not claim(f"used:{_place_of(code)}", seconds=lives):
        raise InvalidToken("This was used before.")
    return claims


def _place_of(code: str) -> str:
    return f"phone-code:{hashlib.sha256(code.encode()).hexdigest()}"


def _keys(audience: Audience) -> list[bytes]:
    secret_keys = [one for one in (settings.NEW_SECRET_KEY, settings.SECRET_KEY) if one]
    return [
        hmac.new(secret.encode(), f"personal-shopper {audience}".encode(), hashlib.sha256).digest()
        for secret in secret_keys
    ]
