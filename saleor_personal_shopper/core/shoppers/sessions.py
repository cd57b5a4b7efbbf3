"""First-party sessions of the desk: made from a verified token, 12 hours from the last use."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings

from ..installations.models import Installation, StaffMember, StaffSession

SLIDE_INTERVAL = timedelta(minutes=5)
"""A session in use is prolonged at most this often, to spare the database."""


def open_session(*, staff_member: StaffMember, now: datetime, language: str = "") -> str:
    """Start a session and give its key, which only the cookie holds; we keep a digest."""
    key = secrets.token_urlsafe(32)
    StaffSession.objects.create(
        installation=staff_member.installation,
        staff_member=staff_member,
        key_digest=_digest(key),
        language=language,
        expires_at=now + settings.STAFF_SESSION_LIFETIME,
    )
    return key


def session(key: str, *, installation: Installation, now: datetime) -> StaffMember | None:
    """Who holds the session, or None when it is unknown, over or another installation's."""
    found = (
        StaffSession.objects.of(installation)
        .filter(key_digest=_digest(key), expires_at__gt=now)
        .select_related("staff_member__installation")
        .first()
    )
    if found is None:
        return None
    expires_at = now + settings.STAFF_SESSION_LIFETIME
    if expires_at - found.expires_at > SLIDE_INTERVAL:
        StaffSession.objects.of(installation).filter(pk=found.pk).update(expires_at=expires_at)
    return found.staff_member


def language_of(key: str) -> str:
    """The language chosen at the desk; empty for none."""
    rows = StaffSession.objects.across_installations().filter(key_digest=_digest(key))
    return rows.values_list("language", flat=True).first() or ""


def language_of_staff(installation: Installation, email: str) -> str:
    """The language of the newest desk of a staff user; empty when none is known."""
    sessions = StaffSession.objects.of(installation).exclude(language="")
    mine = sessions.filter(staff_member__email__iexact=email)
    return mine.order_by("-created_at").values_list("language", flat=True).first() or ""


def choose_language(key: str, language: str) -> None:
    """Have the desk of this session speak a language."""
    rows = StaffSession.objects.across_installations().filter(key_digest=_digest(key))
    rows.update(language=language)


def close_session(key: str) -> None:
    """End one session (log out). Harmless twice."""
    StaffSession.objects.across_installations().filter(key_digest=_digest(key)).delete()


def close_sessions(staff_member: StaffMember) -> None:
    """End all sessions of a staff user."""
    StaffSession.objects.of(staff_member.installation_id).filter(staff_member=staff_member).delete()


def close_expired_sessions(*, now: datetime) -> int:
    """Drop sessions that are over; gives how many."""
    return StaffSession.objects.across_installations().filter(expires_at__lte=now).delete()[0]


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
