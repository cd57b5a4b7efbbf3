"""What the app tells Saleor's staff in the Dashboard's list of extensions (AppProblem)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from ...core.installations.extensions import extension_places
from ...core.installations.permissions import permission_name
from .registered import RegisteredProblem

PERMISSIONS = "personal-shopper.permissions"
EXTENSIONS_KEY = "personal-shopper.extensions"
KEYS = (PERMISSIONS, EXTENSIONS_KEY)


def problems_to_tell(
    *, missing_permissions: Sequence[str], missing_extensions: Sequence[str]
) -> dict[str, str]:
    """The message of each problem there is, by its key, in English as the app's own name is."""
    told: dict[str, str] = {}
    with translation.override("en"):
        if missing_permissions:
            names = ", ".join(map(permission_name, missing_permissions))
            told[PERMISSIONS] = _(
                "Personal Shopper lacks permissions: %s. What needs them does not work. "
                "Open the app and choose “Give permissions”."
            ) % (names,)
        if missing_extensions:
            places = ", ".join(extension_places(missing_extensions))
            told[EXTENSIONS_KEY] = _(
                "This version of Personal Shopper has new entries in the Dashboard: %s. "
                "To get them, uninstall the app and install it again by its manifest; "
                "everything is kept for four weeks."
            ) % (places,)
    return told


def problem_changes(
    registered: Iterable[RegisteredProblem], wanted: dict[str, str]
) -> tuple[list[str], dict[str, str]]:
    """Which keys to dismiss, and which messages to tell.

    What staff dismissed is not told again in the same words; what was repaired and is back, is.
    """
    ours = [problem for problem in registered if problem.key in KEYS]
    known = {(problem.key, problem.message) for problem in ours if not problem.is_repaired}
    dismiss = {
        problem.key
        for problem in ours
        if not problem.is_dismissed and wanted.get(problem.key) != problem.message
    }
    tell = {key: words for key, words in wanted.items() if (key, words) not in known}
    return sorted(dismiss), tell
