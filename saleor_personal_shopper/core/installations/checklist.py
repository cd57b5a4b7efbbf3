"""What a merchant has still to set before the first call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from . import selectors
from .models import ChannelSettings, Installation


class ChecklistCode(StrEnum):
    PERSONAL_SHOPPER = "PERSONAL_SHOPPER"
    MODULES = "MODULES"
    CUSTOMER_URL = "CUSTOMER_URL"
    STOREFRONT_ORIGINS = "STOREFRONT_ORIGINS"
    CONSENT_TEXT = "CONSENT_TEXT"
    STORE_NAME = "STORE_NAME"
    WIDGET = "WIDGET"


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to do; `channels` are those in use that still lack it."""

    code: ChecklistCode
    done: bool
    channels: tuple[str, ...] = ()


Fact = Callable[[Installation], bool]
_facts: dict[ChecklistCode, Fact] = {}


def register_checklist_fact(code: ChecklistCode, fact: Fact) -> None:
    """Let a feature above this one say whether its item is done; call it in AppConfig.ready."""
    _facts[code] = fact


def setup_checklist(installation: Installation) -> list[ChecklistItem]:
    """The items in the order in which to do them.

    A channel is in use once anything is set for it. The module matrix counts as done when it was
    saved, even without a grant: administrators and personal shoppers need none.
    """
    channels = list(selectors.all_channel_settings(installation))
    shop = selectors.shop_settings(installation)
    return [
        _fact(ChecklistCode.PERSONAL_SHOPPER, installation),
        ChecklistItem(ChecklistCode.MODULES, shop.modules_reviewed_at is not None),
        _per_channel(ChecklistCode.CUSTOMER_URL, channels, lambda one: one.customer_url),
        _per_channel(
            ChecklistCode.STOREFRONT_ORIGINS, channels, lambda one: one.storefront_origins
        ),
        _fact(ChecklistCode.CONSENT_TEXT, installation),
        ChecklistItem(ChecklistCode.STORE_NAME, bool(shop.store_name)),
        _per_channel(ChecklistCode.WIDGET, channels, lambda one: one.widget_seen_at),
    ]


def _fact(code: ChecklistCode, installation: Installation) -> ChecklistItem:
    return ChecklistItem(code, _facts[code](installation))


def _per_channel(
    code: ChecklistCode,
    channels: list[ChannelSettings],
    value: Callable[[ChannelSettings], object],
) -> ChecklistItem:
    missing = tuple(one.channel for one in channels if not value(one))
    return ChecklistItem(code, bool(channels) and not missing, missing)
