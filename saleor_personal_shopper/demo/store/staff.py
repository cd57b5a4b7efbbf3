"""Staff, customers and permission groups."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from saleor_personal_shopper.demo.store.errors import BusinessError, Problem, refuse
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.records import Checkout, Group, Order, State, User, now
from saleor_personal_shopper.demo.store.tokens import hash_password


def create_user(
    state: State,
    *,
    email: str,
    first_name: str,
    last_name: str,
    is_staff: bool,
    password: str | None = None,
    is_active: bool = True,
) -> User:
    """Add a user; without a password nobody can sign in as them."""
    if "@" not in email:
        raise refuse("INVALID", "Enter a valid email address.", field="email")
    if state.user_by_email(email):
        raise refuse("UNIQUE", "User with this Email already exists.", field="email")
    moment = now()
    user = User(
        pk=state.next_pk("user"),
        email=email.lower(),
        first_name=first_name,
        last_name=last_name,
        password_hash=hash_password(password) if password else "",
        is_staff=is_staff,
        jwt_token_key=secrets.token_hex(6),
        date_joined=moment,
        updated_at=moment,
        is_active=is_active,
    )
    state.users[user.pk] = user
    return user


def delete_user(state: State, user: User) -> None:
    """Remove a user from everything that names them; their checkouts and orders stay."""
    for group in state.groups.values():
        group.user_pks = [pk for pk in group.user_pks if pk != user.pk]
    owned: list[Checkout | Order] = [*state.checkouts.values(), *state.orders.values()]
    for each in owned:
        if each.user_pk == user.pk:
            each.user_pk = None
    del state.users[user.pk]


def create_group(state: State, *, name: str, permissions: Iterable[str]) -> Group:
    if any(group.name == name for group in state.groups.values()):
        raise refuse("UNIQUE", "Group with this Name already exists.", field="name")
    group = Group(
        pk=state.next_pk("group"), name=name, permissions=sorted(permissions), user_pks=[]
    )
    state.groups[group.pk] = group
    return group


def change_members(group: Group, *, add: Iterable[User], remove: Iterable[User]) -> None:
    joining = list(add)
    outsiders = [user for user in joining if not user.is_staff]
    if outsiders:
        ids = [to_global_id("User", user.pk) for user in outsiders]
        message = "User must be staff member."
        code = "ASSIGN_NON_STAFF_MEMBER"
        raise BusinessError(Problem(code=code, message=message, field="addUsers", users=ids))
    leaving = {user.pk for user in remove}
    members = [pk for pk in group.user_pks if pk not in leaving]
    group.user_pks = members + [user.pk for user in joining if user.pk not in members]
