"""A fetched manifest, shown before installing."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store.apps import manifest as rules
from saleor_personal_shopper.demo.store.schema.account import Permission, permission_rows
from saleor_personal_shopper.demo.store.schema.enums import WebhookEventTypeAsyncEnum
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.scalars import JSON


class AppManifestExtension(graphene.ObjectType):
    permissions = non_null_list(Permission, required=True)
    label = graphene.String(required=True)
    url = graphene.String(required=True)
    mount_name = graphene.String(required=True)
    target_name = graphene.String(required=True)
    settings = graphene.Field(JSON, required=True)
    identifier = graphene.String()


class AppManifestWebhook(graphene.ObjectType):
    name = graphene.String(required=True)
    async_events = non_null_list(WebhookEventTypeAsyncEnum)
    query = graphene.String(required=True)
    target_url = graphene.String(required=True)


class AppManifestRequiredSaleorVersion(graphene.ObjectType):
    constraint = graphene.String(required=True)
    satisfied = graphene.Boolean(required=True)


class AppManifestBrandLogo(graphene.ObjectType):
    default = graphene.String(required=True, size=graphene.Int())


class AppManifestBrand(graphene.ObjectType):
    logo = graphene.Field(AppManifestBrandLogo, required=True)


class Manifest(graphene.ObjectType):
    identifier = graphene.String(required=True)
    version = graphene.String(required=True)
    name = graphene.String(required=True)
    about = graphene.String()
    permissions = non_null_list(Permission)
    app_url = graphene.String()
    token_target_url = graphene.String()
    data_privacy_url = graphene.String()
    homepage_url = graphene.String()
    support_url = graphene.String()
    extensions = non_null_list(AppManifestExtension, required=True)
    webhooks = non_null_list(AppManifestWebhook, required=True)
    audience = graphene.String()
    required_saleor_version = graphene.Field(AppManifestRequiredSaleorVersion)
    author = graphene.String()
    brand = graphene.Field(AppManifestBrand)


def manifest_view(manifest: rules.Manifest) -> dict[str, Any]:
    """Return the manifest under the API's names, which differ from those in the file."""
    view = manifest.model_dump()
    view["identifier"] = view.pop("id")
    view["permissions"] = permission_rows(manifest.permissions)
    view["extensions"] = [_extension(each) for each in manifest.extensions]
    constraint = view.pop("required_saleor_version")
    view["required_saleor_version"] = constraint and {
        "constraint": constraint,
        "satisfied": manifest.satisfies_saleor,
    }
    return view


def _extension(extension: rules.ManifestExtension) -> dict[str, Any]:
    return {
        **extension.model_dump(),
        "permissions": permission_rows(extension.permissions),
        "mount_name": extension.mount.upper(),
        "target_name": extension.target.upper(),
        "settings": extension.options,
    }
