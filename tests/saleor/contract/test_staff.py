"""Staff and permission groups, as an app with MANAGE_STAFF reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.saleor.contract.app import InstalledApp
from tests.saleor.contract.shop import Shop, unique

CREATE_GROUP = """mutation ($input: PermissionGroupCreateInput!) {
  permissionGroupCreate(input: $input) { group { id name } errors { field code } }
}"""
CREATE = """mutation ($input: StaffCreateInput!) {
  staffCreate(input: $input) { user { id } errors { field code } }
}"""
UPDATE = """mutation ($id: ID!, $input: StaffUpdateInput!) {
  staffUpdate(id: $id, input: $input) { errors { field code } }
}"""
DELETE = "mutation ($id: ID!) { staffDelete(id: $id) { errors { field code } } }"
DELETE_GROUP = "mutation ($id: ID!) { permissionGroupDelete(id: $id) { errors { code } } }"
USER = """query ($id: ID!) { user(id: $id) {
  id email firstName lastName isActive isStaff
  userPermissions { code } permissionGroups { id name }
} }"""
FIND = """query ($search: String!) {
  staffUsers(first: 10, filter: { search: $search, status: ACTIVE }) { edges { node { id email } } }
}"""
GROUPS = "{ permissionGroups(first: 100) { edges { node { id name users { id } } } } }"


@dataclass
class Hired:
    id: str
    email: str
    group: str


@pytest.fixture
def hired(shop: Shop) -> Iterator[Hired]:
    """A staff member in a group that has no permission."""
    email = f"{unique('staff')}@example.com"
    wanted = {"name": unique("Shoppers"), "addPermissions": []}
    group = shop.done(CREATE_GROUP, shop.admin, input=wanted)["group"]["id"]
    person = {"email": email, "firstName": "Sam", "lastName": "Hill", "addGroups": [group]}
    user = shop.done(CREATE, shop.admin, input=person)["user"]["id"]
    yield Hired(user, email, group)
    shop.change(DELETE, shop.admin, id=user)
    shop.change(DELETE_GROUP, shop.admin, id=group)


def test_a_staff_member_is_read_with_rights_and_groups(
    shop: Shop, app: InstalledApp, hired: Hired
) -> None:
    user = shop.data(USER, app.token, id=hired.id)["user"]
    assert (user["email"], user["isActive"], user["isStaff"]) == (hired.email, True, True)
    assert user["userPermissions"] == []
    assert [group["id"] for group in user["permissionGroups"]] == [hired.group]


def test_a_staff_member_is_found_by_email_while_active(
    shop: Shop, app: InstalledApp, hired: Hired
) -> None:
    def found() -> list[str]:
        edges = shop.data(FIND, app.token, search=hired.email)["staffUsers"]["edges"]
        return [edge["node"]["id"] for edge in edges]

    assert found() == [hired.id]
    shop.done(UPDATE, shop.admin, id=hired.id, input={"isActive": False})
    assert found() == []
    assert shop.data(USER, app.token, id=hired.id)["user"]["isActive"] is False


def test_groups_are_listed_with_their_members(shop: Shop, app: InstalledApp, hired: Hired) -> None:
    edges = shop.data(GROUPS, app.token)["permissionGroups"]["edges"]
    group = next(edge["node"] for edge in edges if edge["node"]["id"] == hired.group)
    assert group["users"] == [{"id": hired.id}]


def test_a_deleted_staff_member_is_null(shop: Shop, app: InstalledApp, hired: Hired) -> None:
    shop.done(DELETE, shop.admin, id=hired.id)
    assert shop.data(USER, app.token, id=hired.id)["user"] is None


def test_one_email_belongs_to_one_person(shop: Shop, hired: Hired) -> None:
    payload = shop.change(CREATE, shop.admin, input={"email": hired.email})
    assert [error["code"] for error in payload["errors"]] == ["UNIQUE"]
