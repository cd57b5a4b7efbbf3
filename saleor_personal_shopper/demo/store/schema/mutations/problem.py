"""The problems that apps report to staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.permissions import APP
from saleor_personal_shopper.demo.store.schema.app import AppProblem
from saleor_personal_shopper.demo.store.schema.context import StoreContext
from saleor_personal_shopper.demo.store.schema.enums import (
    AppProblemCreateErrorCode,
    AppProblemDismissErrorCode,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list
from saleor_personal_shopper.demo.store.schema.mutations.base import (
    StoreMutation,
    error_type,
    errors_field,
)
from saleor_personal_shopper.demo.store.schema.nodes import find
from saleor_personal_shopper.demo.store.schema.scalars import Minute, PositiveInt

AppProblemCreateError = error_type("AppProblemCreateError", AppProblemCreateErrorCode)
AppProblemDismissError = error_type("AppProblemDismissError", AppProblemDismissErrorCode)


class AppProblemCreateInput(graphene.InputObjectType):
    message = graphene.String(required=True)
    key = graphene.String(required=True)
    critical_threshold = PositiveInt()
    aggregation_period = Minute(default_value=60)


class AppProblemCreate(StoreMutation):
    """The same key within the period counts up the open problem; else there is another one."""

    class Arguments:
        input = AppProblemCreateInput(required=True)

    permissions = (APP,)

    app_problem = graphene.Field(AppProblem)
    errors = errors_field(AppProblemCreateError)

    @classmethod
    def perform(cls, context: StoreContext, input: Any) -> AppProblemCreate:
        app = context.requestor.app
        assert app is not None  # the permission above asks for one
        moment = records.now()
        since = moment - timedelta(minutes=input["aggregation_period"])
        problem = _open_problem(app, input["key"], since)
        if problem is None:
            problem = records.AppProblem(
                pk=records.new_uuid(),
                key=input["key"],
                message=input["message"],
                created_at=moment,
                updated_at=moment,
            )
            app.problems.append(problem)
        else:
            problem.count += 1
            problem.message, problem.updated_at = input["message"], moment
        threshold = input.get("critical_threshold")
        problem.is_critical = threshold is not None and problem.count >= threshold
        return cls(app_problem=problem)


class AppProblemDismissByAppInput(graphene.InputObjectType):
    ids = input_list(graphene.ID)
    keys = input_list(graphene.String)


class AppProblemDismissByStaffWithIdsInput(graphene.InputObjectType):
    ids = input_list(graphene.ID, required=True)


class AppProblemDismissInput(graphene.InputObjectType):
    by_app = graphene.InputField(AppProblemDismissByAppInput)
    by_staff_with_ids = graphene.InputField(AppProblemDismissByStaffWithIdsInput)


class AppProblemDismiss(StoreMutation):
    class Arguments:
        input = AppProblemDismissInput(required=True)

    permissions = ("MANAGE_APPS", APP)

    errors = errors_field(AppProblemDismissError)

    @classmethod
    def perform(cls, context: StoreContext, input: Any) -> AppProblemDismiss:
        app = context.requestor.app
        if app is not None:
            keys = (input.get("by_app") or {}).get("keys") or []
            _dismiss([each for each in app.problems if each.key in keys], by="APP")
            return cls()
        rows = {each.pk: each for app in context.state.apps.values() for each in app.problems}
        ids = (input.get("by_staff_with_ids") or {}).get("ids")
        if ids is None:
            raise refuse("REQUIRED", "One of the inputs must be given.", field="input")
        _dismiss([find(rows, each, "AppProblem", field="ids") for each in ids], by="USER")
        return cls()


def _open_problem(app: records.App, key: str, since: datetime) -> records.AppProblem | None:
    fitting = [
        each
        for each in app.problems
        if each.key == key and not each.dismissed_by and each.updated_at >= since
    ]
    return max(fitting, key=lambda each: each.updated_at, default=None)


def _dismiss(problems: Sequence[records.AppProblem], *, by: str) -> None:
    for problem in problems:
        problem.dismissed_by = problem.dismissed_by or by
