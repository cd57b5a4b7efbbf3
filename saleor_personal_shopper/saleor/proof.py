"""Whether Saleor knows us by a token, and as whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from ..core.installations.models import Installation
from ..core.installations.services import (
    resume_installation,
    store_permissions,
    suspend_installation,
    token_of,
)
from ..core.saleor_data import SaleorTokenDead, SaleorUnavailable
from . import outbound
from .breaker import CircuitBreaker
from .calls import Caller
from .meaning import SaleorClient, forget_dead_token, headers_with

LIMITS = outbound.Limits(seconds=5, size=256 * 1024)
DEAD = "Saleor no longer knows the app's token. Activate the app there, or install it again."


@dataclass(frozen=True)
class Proof:
    """What Saleor says of the app whose token we hold."""

    app_id: str
    identifier: str
    permissions: frozenset[str]
    saleor_version: str


def prove(saleor_api_url: str, token: str) -> Proof:
    """Ask Saleor once who we are. Raises SaleorUnavailable, or SaleorTokenDead for a stranger."""
    caller = Caller(headers_with(token), CircuitBreaker(), limits=LIMITS, tries=1)
    try:
        answer = SaleorClient(saleor_api_url, caller).app_proof()
    except ValidationError as error:
        raise SaleorUnavailable("The answer is not one of a Saleor.") from error
    assert answer.app is not None
    return Proof(
        app_id=answer.app.id,
        identifier=answer.app.identifier or "",
        permissions=frozenset(one.code for one in answer.app.permissions or ()),
        saleor_version=answer.shop.version,
    )


def check(installation: Installation, *, now: datetime) -> None:
    """Suspend the installation whose token is dead, resume the one whose token works.

    Raises SaleorUnavailable; then nothing changes.
    """
    token = token_of(installation)
    try:
        proof = prove(installation.saleor_api_url, token)
    except SaleorTokenDead:
        suspend_installation(
            installation=installation, reason=DEAD, now=now, app_id=installation.app_id
        )
        return
    forget_dead_token(token)
    store_permissions(installation=installation, permissions=sorted(proof.permissions))
    if not installation.is_active:
        resume_installation(installation=installation, now=now)
