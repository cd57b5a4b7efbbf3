from typing import Optional

from .base_model import BaseModel
from .fragments import StaffFields


class StaffUser(BaseModel):
    app: Optional["StaffUserApp"]
    user: Optional["StaffUserUser"]


class StaffUserApp(BaseModel):
    id: str
    permissions: Optional[list["StaffUserAppPermissions"]]


class StaffUserAppPermissions(BaseModel):
    code: str


StaffUserUser = StaffFields
StaffUser.model_rebuild()
StaffUserApp.model_rebuild()
