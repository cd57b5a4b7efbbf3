"""Apps, their extensions, installations and problems."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.permissions import APP, OWNER, STAFF_USER
from saleor_personal_shopper.demo.store.schema.account import Permission, permission_rows
from saleor_personal_shopper.demo.store.schema.connections import (
    ConnectionField,
    connection_of,
    page,
)
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.enums import (
    AppProblemDismissedByEnum,
    AppTypeEnum,
    JobStatusEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list, non_null_list
from saleor_personal_shopper.demo.store.schema.nodes import (
    Node,
    ObjectWithMetadata,
    find_or_none,
)
from saleor_personal_shopper.demo.store.schema.scalars import JSON, PositiveInt
from saleor_personal_shopper.demo.store.schema.webhook import Webhook


class AppBrandLogo(graphene.ObjectType):
    default = graphene.String(required=True, size=graphene.Int())


class AppBrand(graphene.ObjectType):
    logo = graphene.Field(AppBrandLogo, required=True)


class AppProblemDismissed(graphene.ObjectType):
    by = graphene.Field(AppProblemDismissedByEnum, required=True)


class AppProblem(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    created_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    count = graphene.Int(required=True)
    is_critical = graphene.Boolean(required=True)
    dismissed = graphene.Field(AppProblemDismissed)
    message = graphene.String(required=True)
    key = graphene.String(required=True)

    @staticmethod
    def resolve_dismissed(root: records.AppProblem, _info: Any) -> dict[str, str] | None:
        return {"by": root.dismissed_by} if root.dismissed_by else None


class AppExtension(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    permissions = non_null_list(Permission, required=True)
    label = graphene.String(required=True)
    url = graphene.String(required=True)
    mount_name = graphene.String(required=True)
    target_name = graphene.String(required=True)
    settings = graphene.Field(JSON, required=True)
    identifier = graphene.String()
    app = graphene.Field(lambda: App, required=True)
    access_token = graphene.String()

    @staticmethod
    def resolve_permissions(root: records.AppExtension, _info: Any) -> list[dict[str, str]]:
        return permission_rows(root.permissions)

    @staticmethod
    def resolve_url(root: records.AppExtension, info: Any) -> str:
        """Complete a relative address for popups only, relative to the path of the app's page."""
        app_url = _app_of(root, info).app_url
        if root.target != "POPUP" or not root.url.startswith("/") or not app_url:
            return root.url
        return urljoin(app_url, root.url[1:])

    @staticmethod
    def resolve_mount_name(root: records.AppExtension, _info: Any) -> str:
        return root.mount

    @staticmethod
    def resolve_target_name(root: records.AppExtension, _info: Any) -> str:
        return root.target

    @staticmethod
    def resolve_settings(root: records.AppExtension, _info: Any) -> dict[str, object]:
        return root.options

    @staticmethod
    def resolve_app(root: records.AppExtension, info: Any) -> records.App:
        return _app_of(root, info)

    @staticmethod
    def resolve_access_token(root: records.AppExtension, info: Any) -> str | None:
        context = context_of(info)
        user = context.requestor.user
        held = context.requestor.permissions
        if user is None or not user.is_staff or not held.issuperset(root.permissions):
            return None
        app = _app_of(root, info)
        return context.store.tokens.for_extension(user, app, root, user_permissions=held)


class App(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    identifier = graphene.String()
    permissions = non_null_list(Permission)
    created = graphene.DateTime()
    is_active = graphene.Boolean()
    name = graphene.String()
    type = graphene.Field(AppTypeEnum)
    webhooks = non_null_list(Webhook)
    about_app = graphene.String()
    data_privacy_url = graphene.String()
    homepage_url = graphene.String()
    support_url = graphene.String()
    app_url = graphene.String()
    manifest_url = graphene.String()
    version = graphene.String()
    access_token = graphene.String()
    author = graphene.String()
    extensions = non_null_list(AppExtension, required=True)
    problems = non_null_list(AppProblem, limit=PositiveInt())
    brand = graphene.Field(AppBrand)

    @staticmethod
    def resolve_permissions(root: records.App, _info: Any) -> list[dict[str, str]]:
        return permission_rows(root.permissions)

    @staticmethod
    def resolve_type(_root: records.App, _info: Any) -> str:
        return "THIRDPARTY"

    @staticmethod
    def resolve_webhooks(root: records.App, info: Any) -> list[records.Webhook]:
        requestor = context_of(info).requestor
        if requestor.app is not root:
            requestor.require("MANAGE_APPS", OWNER)
        return root.webhooks

    @staticmethod
    def resolve_about_app(root: records.App, _info: Any) -> str | None:
        return root.about

    @staticmethod
    def resolve_access_token(root: records.App, info: Any) -> str | None:
        context = context_of(info)
        user = context.requestor.user
        if user is None or not user.is_staff:
            return None
        held = context.requestor.permissions
        return context.store.tokens.for_app(user, root, user_permissions=held)

    @staticmethod
    def resolve_problems(
        root: records.App, info: Any, limit: int | None = None
    ) -> list[records.AppProblem]:
        requestor = context_of(info).requestor
        if requestor.app is not root:
            requestor.require("MANAGE_APPS", STAFF_USER, OWNER)
        newest_first = sorted(root.problems, key=lambda each: each.updated_at, reverse=True)
        return newest_first[:limit]

    @staticmethod
    def resolve_brand(root: records.App, _info: Any) -> dict[str, Any] | None:
        return {"logo": {"default": root.logo_url}} if root.logo_url else None


AppCountableConnection = connection_of(App)
AppExtensionCountableConnection = connection_of(AppExtension)


class Job(graphene.Interface):
    status = graphene.Field(JobStatusEnum, required=True)
    created_at = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    message = graphene.String()

    @staticmethod
    def resolve_type(_instance: Any, _info: Any) -> str:
        return "AppInstallation"


class AppInstallation(graphene.ObjectType):
    class Meta:
        interfaces = (Node, Job)

    app_name = graphene.String(required=True)
    manifest_url = graphene.String(required=True)


class AppExtensionFilterInput(graphene.InputObjectType):
    mount_name = input_list(graphene.String)
    target_name = graphene.String()


class AppQueries(graphene.ObjectType):
    apps_installations = non_null_list(AppInstallation, required=True)
    apps = ConnectionField(AppCountableConnection)
    app = graphene.Field(App, id=graphene.ID())
    app_extensions = ConnectionField(
        AppExtensionCountableConnection, filter=AppExtensionFilterInput()
    )

    @staticmethod
    def resolve_apps_installations(_root: None, info: Any) -> list[records.AppInstallation]:
        context = context_of(info)
        context.requestor.require("MANAGE_APPS")
        return list(context.state.installations.values())

    @staticmethod
    def resolve_apps(_root: None, info: Any, **paging: Any) -> dict[str, Any]:
        context = context_of(info)
        context.requestor.require(STAFF_USER, "MANAGE_APPS")
        return page(list(context.state.apps.values()), name="apps", **paging)

    @staticmethod
    def resolve_app(_root: None, info: Any, id: str | None = None) -> records.App | None:
        """Without an id: the app whose token asks."""
        context = context_of(info)
        context.requestor.require(STAFF_USER, APP)
        if id is None:
            return context.requestor.app
        found: records.App | None = find_or_none(context.state.apps, id, "App")
        if found is not context.requestor.app:
            context.requestor.require("MANAGE_APPS", STAFF_USER)
        return found

    @staticmethod
    def resolve_app_extensions(
        _root: None, info: Any, filter: Any = None, **paging: Any
    ) -> dict[str, Any]:
        context = context_of(info)
        context.requestor.require(STAFF_USER, APP)
        mounts = [each.upper() for each in (filter or {}).get("mount_name") or []]
        target = ((filter or {}).get("target_name") or "").upper()
        found = [
            extension
            for app in context.state.apps.values()
            for extension in app.extensions
            if app.is_active
            and (not mounts or extension.mount in mounts)
            and (not target or extension.target == target)
        ]
        return page(found, name="appExtensions", **paging)


def _app_of(extension: records.AppExtension, info: Any) -> records.App:
    apps = context_of(info).state.apps.values()
    return next(each for each in apps if extension in each.extensions)
