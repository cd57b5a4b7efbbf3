"""The two kinds of refusal that Saleor knows: business errors are data, the rest top level."""

from dataclasses import dataclass

from graphql import GraphQLError


@dataclass
class Problem:
    """One entry of a payload's `errors`; `variants` and others only where the type has them."""

    code: str
    message: str
    field: str | None = None
    variants: list[str] | None = None
    lines: list[str] | None = None
    permissions: list[str] | None = None
    groups: list[str] | None = None
    users: list[str] | None = None


class BusinessError(Exception):
    """Refusal of a mutation, shown in its `errors`."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = list(problems)


def refuse(code: str, message: str, *, field: str | None = None) -> BusinessError:
    return BusinessError(Problem(code=code, message=message, field=field))


def not_found(global_id: str, *, field: str = "id") -> BusinessError:
    message = f"Couldn't resolve to a node: {global_id}"
    return refuse("NOT_FOUND", message, field=field)


class RequestError(GraphQLError):
    """Top-level error whose exception name goes to `extensions.exception.code`."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, extensions={"exception": {"code": code, "stacktrace": []}})


def permission_denied(*permissions: str) -> RequestError:
    needed = ", ".join(permissions)
    message = f"To access this path, you need one of the following permissions: {needed}"
    return RequestError(message, "PermissionDenied")
