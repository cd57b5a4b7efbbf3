"""QR codes of links: drawn here, so that no third party learns the link."""

from __future__ import annotations

from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ...core.campaigns.addresses import booking_url
from ...core.campaigns.models import Campaign
from ...core.events.addresses import link_url
from ...core.events.links import find_link
from ...core.shoppers.models import PersonalShopper

A_DAY = 24 * 60 * 60


@require_safe
def link_qr(request: HttpRequest, token: str) -> HttpResponse:
    """An SVG picture, dark on white in either theme, for whoever has the link; else 404."""
    if find_link(token) is None:
        raise Http404
    return _picture(link_url(token))


@require_safe
def booking_qr(request: HttpRequest, campaign: str, personal_shopper: str = "") -> HttpResponse:
    """The same for the agenda of a campaign, or that of one of its hosts."""
    found = Campaign.objects.across_installations().filter(public_id=campaign, deleted_at=None)
    row = found.first()
    if row is None:
        raise Http404
    if not personal_shopper:
        return _picture(booking_url(row))
    people = PersonalShopper.objects.of(row.installation_id).filter(deleted_at=None)
    person = people.filter(public_id=personal_shopper).first()
    if person is None:
        raise Http404
    return _picture(booking_url(row, person))


def _picture(url: str) -> HttpResponse:
    picture = BytesIO()
    code = segno.make(url, error="m")
    code.save(picture, kind="svg", border=4, light="#fff", omitsize=True, svgns=True)
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["Cache-Control"] = f"private, max-age={A_DAY}"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
