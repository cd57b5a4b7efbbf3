from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class PermissionGroups(BaseModel):
    app: Optional["PermissionGroupsApp"]
    permission_groups: Optional["PermissionGroupsPermissionGroups"] = Field(
        alias="permissionGroups"
    )


class PermissionGroupsApp(BaseModel):
    id: str


class PermissionGroupsPermissionGroups(BaseModel):
    page_info: "PermissionGroupsPermissionGroupsPageInfo" = Field(alias="pageInfo")
    edges: list["PermissionGroupsPermissionGroupsEdges"]


class PermissionGroupsPermissionGroupsPageInfo(BaseModel):
    end_cursor: Optional[str] = Field(alias="endCursor")
    has_next_page: bool = Field(alias="hasNextPage")


class PermissionGroupsPermissionGroupsEdges(BaseModel):
    node: "PermissionGroupsPermissionGroupsEdgesNode"


class PermissionGroupsPermissionGroupsEdgesNode(BaseModel):
    id: str
    name: str


PermissionGroups.model_rebuild()
PermissionGroupsPermissionGroups.model_rebuild()
PermissionGroupsPermissionGroupsEdges.model_rebuild()
