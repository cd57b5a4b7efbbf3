"""Taking up a Saleor that installs the app: nothing is believed that was not proven."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _

from ..core.installations.models import Installation
from ..core.installations.services import register_installation
from ..core.saleor_data import SaleorRefused, SaleorTokenDead, SaleorUnavailable
from . import outbound
from .addresses import ApiUrl, ApiUrlInvalid, parse_api_url
from .identity import APP_ID
from .keys import fetch_jwks
from .permissions import required_permissions
from .proof import Proof, prove

logger = logging.getLogger(__name__)

LONGEST_TOKEN = 200


class RegistrationErrorCode(StrEnum):
    INVALID_ADDRESS = "INVALID_ADDRESS"
    INVALID_TOKEN = "INVALID_TOKEN"  # noqa: S105
    ADDRESS_NOT_ALLOWED = "ADDRESS_NOT_ALLOWED"
    TOKEN_REFUSED = "TOKEN_REFUSED"  # noqa: S105
    WRONG_APP = "WRONG_APP"
    PERMISSIONS_MISSING = "PERMISSIONS_MISSING"
    UNREACHABLE = "UNREACHABLE"
    RATE_LIMITED = "RATE_LIMITED"


STATUS = {
    RegistrationErrorCode.INVALID_ADDRESS: 400,
    RegistrationErrorCode.INVALID_TOKEN: 400,
    RegistrationErrorCode.UNREACHABLE: 502,
    RegistrationErrorCode.RATE_LIMITED: 429,
}


class RegistrationRefused(Exception):
    """Why Saleor was not taken up, in a sentence that the Dashboard shows to the merchant."""

    def __init__(self, code: RegistrationErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    @property
    def status(self) -> int:
        """The HTTP status that tells it to Saleor, which calls everything below 400 a success."""
        return STATUS.get(self.code, 403)


def register(*, saleor_api_url: str, token: object, now: datetime) -> Installation:
    """Connect the Saleor at this address once its token has proven itself there.

    Until then an older registration stays as it is. Raises RegistrationRefused.
    """
    address = _address(saleor_api_url)
    if not isinstance(token, str) or not token.isascii() or not 0 < len(token) <= LONGEST_TOKEN:
        raise RegistrationRefused(
            RegistrationErrorCode.INVALID_TOKEN,
            _("Saleor sent no app token. Try the installation again."),
        )
    proof = _prove(address, token)
    try:
        jwks = fetch_jwks(address.jwks_url)
    except SaleorUnavailable as error:
        raise _unreachable(address, error) from error
    logger.info("Registered the app in %s as %s", address.origin, proof.app_id)
    return register_installation(
        saleor_api_url=address.url,
        app_id=proof.app_id,
        token=token,
        jwks=jwks,
        permissions=sorted(proof.permissions),
        saleor_version=proof.saleor_version,
        now=now,
    )


def _address(text: str) -> ApiUrl:
    try:
        address = parse_api_url(text)
    except ApiUrlInvalid as error:
        raise RegistrationRefused(
            RegistrationErrorCode.INVALID_ADDRESS,
            _("Saleor sent an API address that cannot be used. Check PUBLIC_URL of your Saleor."),
        ) from error
    pattern = settings.ALLOWED_DOMAIN_PATTERN
    if pattern is None or not pattern.fullmatch(address.origin):
        raise RegistrationRefused(
            RegistrationErrorCode.ADDRESS_NOT_ALLOWED,
            _(
                "This Personal Shopper does not serve %s. "
                "Ask its operator to add the address to ALLOWED_DOMAIN_PATTERN."
            )
            % address.origin,
        )
    return address


def _prove(address: ApiUrl, token: str) -> Proof:
    try:
        proof = prove(address.url, token)
    except (SaleorTokenDead, SaleorRefused) as error:
        raise RegistrationRefused(
            RegistrationErrorCode.TOKEN_REFUSED,
            _("The Saleor at %s does not know the token. Try the installation again.")
            % address.origin,
        ) from error
    except SaleorUnavailable as error:
        raise _unreachable(address, error) from error
    if proof.identifier != APP_ID:
        raise RegistrationRefused(
            RegistrationErrorCode.WRONG_APP,
            _("The token belongs to another app. Install Personal Shopper by its manifest."),
        )
    if missing := sorted({*required_permissions()} - proof.permissions):
        raise RegistrationRefused(
            RegistrationErrorCode.PERMISSIONS_MISSING,
            _("Personal Shopper needs these permissions too: %s. Install it again with them.")
            % ", ".join(missing),
        )
    return proof


def _unreachable(address: ApiUrl, error: SaleorUnavailable) -> RegistrationRefused:
    """The reason without details: whoever asks could map the network behind us by them."""
    if any(isinstance(cause, outbound.AddressForbidden) for cause in _causes(error)):
        return RegistrationRefused(
            RegistrationErrorCode.ADDRESS_NOT_ALLOWED,
            _(
                "%s is not a public https address. If this Saleor is in your own network, "
                "ask the operator to add the network to SALEOR_PRIVATE_NETWORKS."
            )
            % address.origin,
        )
    return RegistrationRefused(
        RegistrationErrorCode.UNREACHABLE,
        _("Personal Shopper could not reach %s. Check that it can be reached from outside.")
        % address.origin,
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause = error.__cause__
    while cause is not None:
        yield cause
        cause = cause.__cause__
