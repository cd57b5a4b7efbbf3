"""AppUpkeep that remembers what tests say a Saleor lacks: the fake beside `upkeep`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.utils import timezone

from ..core.installations.models import Installation
from ..core.installations.services import record_shortcomings, record_upkeep


@dataclass
class Lacking:
    """What the next looks find; `looks` counts them."""

    permissions: list[str] = field(default_factory=list)
    extensions: list[str] = field(default_factory=list)
    looks: int = 0


_lacking: dict[uuid.UUID, Lacking] = {}


def fake_lacking(installation: Installation) -> Lacking:
    """What the installation's Saleor lacks, nothing at first."""
    return _lacking.setdefault(installation.pk, Lacking())


class FakeAppUpkeep:
    """What AppUpkeep promises, by `fake_lacking(installation)`."""

    def keep_up(self, installation: Installation) -> bool:
        lacking, now = fake_lacking(installation), timezone.now()
        lacking.looks += 1
        record_shortcomings(
            installation=installation,
            missing_permissions=lacking.permissions,
            missing_extensions=lacking.extensions,
            now=now,
        )
        record_upkeep(
            installation=installation, webhooks_digest="fake", app_version="fake", now=now
        )
        return True
