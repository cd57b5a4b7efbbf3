"""What Saleor asks of us over HTTP: the manifest, the registration and the webhooks."""

from __future__ import annotations

import json
import logging

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..config.logging import note_ids
from ..core.installations.models import Installation
from ..core.installations.selectors import installation_by_api_url
from .addresses import ApiUrlInvalid, parse_api_url
from .intake import NoEvent, NotForUs, take_in
from .keys import KeyUnknown
from .manifest import manifest
from .rate import WINDOW_SECONDS, may_register
from .registration import RegistrationErrorCode, RegistrationRefused, register
from .signatures import SignatureInvalid, verify_signature
from .webhooks import BY_SLUG, Webhook

logger = logging.getLogger(__name__)

LONGEST_REGISTRATION = 10 * 1024
LONGEST_WEBHOOK = 2 * 1024 * 1024


class Rejected(Exception):
    """A webhook that is not taken in, with the HTTP status to say so.

    Saleor tries a 5xx again for five minutes and nothing else.
    """

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@require_safe
def app_home(request: HttpRequest) -> HttpResponse:
    """The app's own address, which the Dashboard opens first: on to the first of our pages."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect("/dashboard/calls" + (f"?{query}" if query else ""))


@require_safe
def manifest_view(request: HttpRequest) -> HttpResponse:
    return JsonResponse(manifest())


@require_POST
def register_view(request: HttpRequest) -> HttpResponse:
    """Saleor hands over the app's token. A refusal is a sentence that the Dashboard shows."""
    try:
        if not may_register(request.META.get("REMOTE_ADDR", "")):
            message = _("Too many installations were tried from there. Try again in a minute.")
            raise RegistrationRefused(RegistrationErrorCode.RATE_LIMITED, message)
        register(
            saleor_api_url=request.headers.get("Saleor-Api-Url", ""),
            token=_posted_token(request),
            now=timezone.now(),
        )
    except RegistrationRefused as refusal:
        logger.warning("Refused a registration: %s", refusal.code)
        error = {"code": refusal.code, "message": refusal.message}
        response = JsonResponse({"error": error}, status=refusal.status)
        if refusal.status == 429:
            response["Retry-After"] = str(WINDOW_SECONDS)
        return response
    return JsonResponse({"success": True})


@require_POST
def webhook_view(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a webhook in: verified, kept, answered; the work follows in the background."""
    webhook = BY_SLUG.get(slug)
    if webhook is None:
        return HttpResponse(status=404)
    try:
        installation = _installation(request)
        body = _body(request)
        _verify(request, installation, body)
        _take_in(webhook, installation, body)
    except Rejected as rejection:
        logger.warning("Rejected a webhook %s: %s", webhook.event, rejection)
        return HttpResponse(status=rejection.status)
    except DatabaseError:
        logger.exception("Could not keep a webhook %s", webhook.event)
        return HttpResponse(status=503)
    return HttpResponse(status=202)


def _posted_token(request: HttpRequest) -> object:
    try:
        posted = json.loads(request.read(LONGEST_REGISTRATION))
    except ValueError:
        return None
    return posted.get("auth_token") if isinstance(posted, dict) else None


def _installation(request: HttpRequest) -> Installation:
    """The header selects the installation; the signature by its keys then proves the choice."""
    try:
        url = parse_api_url(request.headers.get("Saleor-Api-Url", "")).url
    except ApiUrlInvalid as error:
        raise Rejected(401, "no usable Saleor-Api-Url") from error
    installation = installation_by_api_url(url)
    if installation is None:
        raise Rejected(401, "an unknown installation")
    note_ids(installation=installation.pk)
    return installation


def _body(request: HttpRequest) -> bytes:
    body = request.read(LONGEST_WEBHOOK + 1)
    if len(body) > LONGEST_WEBHOOK:
        raise Rejected(413, "a body that is too large")
    return body


def _verify(request: HttpRequest, installation: Installation, body: bytes) -> None:
    signature = request.headers.get("Saleor-Signature", "")
    try:
        verify_signature(installation, body, signature, now=timezone.now())
    except SignatureInvalid as error:
        raise Rejected(401, str(error)) from error
    except KeyUnknown as error:
        raise Rejected(503, str(error)) from error


def _take_in(webhook: Webhook, installation: Installation, body: bytes) -> None:
    try:
        take_in(installation=installation, webhook=webhook, body=body, now=timezone.now())
    except NoEvent as error:
        raise Rejected(400, str(error)) from error
    except NotForUs as error:
        raise Rejected(401, str(error)) from error
