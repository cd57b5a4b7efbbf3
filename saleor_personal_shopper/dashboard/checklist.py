"""The words of the set-up checklist, and the section of the settings page that does each step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..core.installations.checklist import ChecklistCode, ChecklistItem
from .labels import Label


@dataclass(frozen=True)
class Step:
    """One item as the page shows it; `anchor` is the section's id."""

    title: Label
    hint: Label
    anchor: str
    done: bool
    channels: tuple[str, ...]


WORDS: dict[ChecklistCode, tuple[Label, Label, str]] = {
    ChecklistCode.PERSONAL_SHOPPER: (
        _("Add a personal shopper"),
        _("Somebody has to answer the calls."),
        "personal-shoppers",
    ),
    ChecklistCode.MODULES: (
        _("Decide who may do what"),
        _("Look at the table of permission groups and save it, even without a change."),
        "access",
    ),
    ChecklistCode.CUSTOMER_URL: (
        _("Say where your shop is"),
        _("Customers go back there after a call."),
        "channels",
    ),
    ChecklistCode.STOREFRONT_ORIGINS: (
        _("Name your storefront's addresses"),
        _("Only pages at these addresses may open the call."),
        "channels",
    ),
    ChecklistCode.CONSENT_TEXT: (
        _("Check the consent text"),
        _("Customers agree to it before a call. Save it to confirm the wording."),
        "consent",
    ),
    ChecklistCode.STORE_NAME: (
        _("Name your store"),
        _("Customers see this name on every page."),
        "store",
    ),
    ChecklistCode.WIDGET: (
        _("Put the button into your shop"),
        _("Copy the lines into your storefront. This turns green when the button is first seen."),
        "channels",
    ),
}


def checklist_steps(items: Iterable[ChecklistItem]) -> list[Step]:
    """The items with their words."""
    return [Step(*WORDS[item.code], item.done, item.channels) for item in items]
