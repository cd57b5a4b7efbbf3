"""How a section answers: anew with a note and the checklist, or with what is wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from ....core.errors import DomainError
from ....core.installations.checklist import setup_checklist
from ....core.installations.models import Installation
from ...callers import Caller
from ...checklist import checklist_steps
from ...content import announce, fragment
from ...refused_fields import field_errors


def checklist_context(installation: Installation) -> dict[str, Any]:
    """The steps of the set-up and how many are done."""
    steps = checklist_steps(setup_checklist(installation))
    return {"steps": steps, "steps_done": sum(step.done for step in steps)}


def saved(
    request: HttpRequest, caller: Caller, section: str, context: dict[str, Any], note: str
) -> HttpResponse:
    """The section as it is now; the checklist goes along out of band."""
    whole = {**context, **checklist_context(caller.installation), "section": section}
    return announce(fragment(request, caller, "settings/saved.html", whole), note)


def refused(
    request: HttpRequest, caller: Caller, section: str, context: dict[str, Any], error: DomainError
) -> HttpResponse:
    """The section as it was typed, with the words beside each field at fault."""
    whole = {**context, "errors": field_errors(error)}
    return fragment(request, caller, f"settings/{section}.html", whole, 422)
