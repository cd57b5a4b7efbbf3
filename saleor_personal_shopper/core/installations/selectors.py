"""Reading installations and their settings."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import (
    ChannelSettings,
    Installation,
    InstallationStatus,
    Module,
    ModuleGrant,
    ShopSettings,
    Upkeep,
)


def installation_by_api_url(saleor_api_url: str) -> Installation | None:
    """The installation of one Saleor, active or not."""
    return Installation.objects.filter(saleor_api_url=saleor_api_url).first()


def active_installations() -> QuerySet[Installation]:
    return Installation.objects.filter(status=InstallationStatus.ACTIVE).order_by("installed_at")


def only_installation() -> Installation | None:
    """The active installation when there is exactly one, so that nobody need name it."""
    found = list(active_installations()[:2])
    return found[0] if len(found) == 1 else None


def shop_settings(installation: Installation) -> ShopSettings:
    """What the merchant saved, else the defaults (unsaved)."""
    saved = ShopSettings.objects.of(installation).first()
    return saved or ShopSettings(installation=installation)


def channel_settings(installation: Installation, channel: str) -> ChannelSettings:
    """What the merchant saved for the channel, else the defaults (unsaved)."""
    saved = ChannelSettings.objects.of(installation).filter(channel=channel).first()
    return saved or ChannelSettings(installation=installation, channel=channel)


def all_channel_settings(installation: Installation) -> QuerySet[ChannelSettings]:
    return ChannelSettings.objects.of(installation).order_by("channel")


def allowed_origins(installation: Installation, channel: str | None = None) -> frozenset[str]:
    """The storefront origins of one channel, or of all."""
    rows = ChannelSettings.objects.of(installation)
    if channel is not None:
        rows = rows.filter(channel=channel)
    lists = rows.values_list("storefront_origins", flat=True)
    return frozenset(origin for origins in lists for origin in origins)


def module_grants(installation: Installation) -> dict[str, frozenset[Module]]:
    """The modules that each Saleor permission group was given."""
    grants: dict[str, set[Module]] = {}
    for grant in ModuleGrant.objects.of(installation):
        grants.setdefault(grant.group_id, set()).add(Module(grant.module))
    return {group_id: frozenset(modules) for group_id, modules in grants.items()}


def upkeep_of(installation: Installation) -> Upkeep:
    """What is known of the app as Saleor keeps it; nothing (unsaved) until it was looked at."""
    known = Upkeep.objects.of(installation).first()
    return known or Upkeep(installation=installation)
