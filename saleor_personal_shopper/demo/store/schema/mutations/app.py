"""Installing, switching and removing apps."""

from __future__ import annotations

import asyncio
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.apps.manifest import (
    Manifest,
    check_extension_permissions,
    check_known_permissions,
    parse_manifest,
)
from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.schema.app import App, AppInstallation
from saleor_personal_shopper.demo.store.schema.context import StoreContext
from saleor_personal_shopper.demo.store.schema.enums import (
    AppErrorCode,
    PermissionEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list, non_null_list
from saleor_personal_shopper.demo.store.schema.manifest import Manifest as ManifestType
from saleor_personal_shopper.demo.store.schema.manifest import manifest_view
from saleor_personal_shopper.demo.store.schema.mutations.base import (
    StoreMutation,
    error_type,
    errors_field,
)
from saleor_personal_shopper.demo.store.schema.nodes import find

AppError = error_type("AppError", AppErrorCode, permissions=non_null_list(PermissionEnum))

# Installations under way; kept so that none is garbage collected before it ends.
_running: set[asyncio.Task[None]] = set()


class AppInstallInput(graphene.InputObjectType):
    app_name = graphene.String(required=True)
    manifest_url = graphene.String(required=True)
    activate_after_installation = graphene.Boolean(default_value=True)
    permissions = input_list(PermissionEnum)


class AppFetchManifest(StoreMutation):
    class Arguments:
        manifest_url = graphene.String(required=True)

    permissions = ("MANAGE_APPS",)

    manifest = graphene.Field(ManifestType)
    errors = errors_field(AppError)

    @classmethod
    async def perform(cls, context: StoreContext, manifest_url: str) -> AppFetchManifest:
        manifest: Manifest = parse_manifest(await context.installer.fetch_manifest(manifest_url))
        check_known_permissions(manifest)
        check_extension_permissions(manifest, set(manifest.permissions))
        return cls(manifest=manifest_view(manifest))


class AppInstall(StoreMutation):
    """Starts the job; `appsInstallations` shows its state until it has succeeded."""

    class Arguments:
        input = AppInstallInput(required=True)

    permissions = ("MANAGE_APPS",)

    app_installation = graphene.Field(AppInstallation)
    errors = errors_field(AppError)

    @classmethod
    def perform(cls, context: StoreContext, input: Any) -> AppInstall:
        permissions = [each.value for each in input.get("permissions") or []]
        if not context.requestor.permissions.issuperset(permissions):
            message = "You can't add permission that you don't have."
            raise refuse("OUT_OF_SCOPE_PERMISSION", message, field="permissions")
        moment = records.now()
        job = records.AppInstallation(
            pk=context.state.next_pk("app_installation"),
            app_name=input["app_name"],
            manifest_url=input["manifest_url"],
            permissions=permissions,
            activate=input["activate_after_installation"],
            created_at=moment,
            updated_at=moment,
        )
        context.state.installations[job.pk] = job
        _start(context, job)
        return cls(app_installation=job)


class AppDeleteFailedInstallation(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_APPS",)

    app_installation = graphene.Field(AppInstallation)
    errors = errors_field(AppError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> AppDeleteFailedInstallation:
        job: records.AppInstallation = find(context.state.installations, id, "AppInstallation")
        if job.status != "FAILED":
            message = "Cannot delete installation with different status than FAILED."
            raise refuse("INVALID_STATUS", message, field="id")
        del context.state.installations[job.pk]
        return cls(app_installation=job)


class AppRetryInstall(StoreMutation):
    class Arguments:
        activate_after_installation = graphene.Boolean(default_value=True)
        id = graphene.ID(required=True)

    permissions = ("MANAGE_APPS",)

    app_installation = graphene.Field(AppInstallation)
    errors = errors_field(AppError)

    @classmethod
    def perform(
        cls, context: StoreContext, id: str, activate_after_installation: bool
    ) -> AppRetryInstall:
        job: records.AppInstallation = find(context.state.installations, id, "AppInstallation")
        job.activate = activate_after_installation
        job.status, job.message = "PENDING", None
        _start(context, job)
        return cls(app_installation=job)


class AppMutation(StoreMutation):
    class Meta:
        abstract = True

    permissions = ("MANAGE_APPS",)

    @classmethod
    def find_app(cls, context: StoreContext, id: str) -> records.App:
        app: records.App = find(context.state.apps, id, "App")
        return app


class AppDelete(AppMutation):
    class Arguments:
        id = graphene.ID(required=True)

    app = graphene.Field(App)
    errors = errors_field(AppError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> AppDelete:
        app = cls.find_app(context, id)
        context.store.announce("APP_DELETED", app, context.requestor)
        del context.state.apps[app.pk]
        return cls(app=app)


class AppActivate(AppMutation):
    class Arguments:
        id = graphene.ID(required=True)

    app = graphene.Field(App)
    errors = errors_field(AppError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> AppActivate:
        app = cls.find_app(context, id)
        app.is_active = True
        context.store.announce("APP_STATUS_CHANGED", app, context.requestor)
        return cls(app=app)


class AppDeactivate(AppMutation):
    class Arguments:
        id = graphene.ID(required=True)

    app = graphene.Field(App)
    errors = errors_field(AppError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> AppDeactivate:
        app = cls.find_app(context, id)
        app.is_active = False
        context.store.announce("APP_STATUS_CHANGED", app, context.requestor)
        return cls(app=app)


class AppInput(graphene.InputObjectType):
    name = graphene.String()
    permissions = input_list(PermissionEnum)


class AppUpdate(AppMutation):
    class Arguments:
        id = graphene.ID(required=True)
        input = AppInput(required=True)

    app = graphene.Field(App)
    errors = errors_field(AppError)

    @classmethod
    def perform(cls, context: StoreContext, id: str, input: Any) -> AppUpdate:
        app = cls.find_app(context, id)
        app.name = input.get("name") or app.name
        if input.get("permissions") is not None:
            app.permissions = [each.value for each in input["permissions"]]
        context.store.announce("APP_UPDATED", app, context.requestor)
        return cls(app=app)


def _start(context: StoreContext, job: records.AppInstallation) -> None:
    task = asyncio.create_task(_install(context, job))
    _running.add(task)
    task.add_done_callback(_running.discard)


async def _install(context: StoreContext, job: records.AppInstallation) -> None:
    app = await context.installer.run(job)
    if app:
        context.store.announce("APP_INSTALLED", app, context.requestor)
    context.store.save()
