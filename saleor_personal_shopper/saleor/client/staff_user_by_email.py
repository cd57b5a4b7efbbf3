from typing import Optional

from .base_model import BaseModel
from .fragments import StaffFields


class StaffUserByEmail(BaseModel):
    app: Optional["StaffUserByEmailApp"]
    user: Optional["StaffUserByEmailUser"]


class StaffUserByEmailApp(BaseModel):
    id: str
    permissions: Optional[list["StaffUserByEmailAppPermissions"]]


class StaffUserByEmailAppPermissions(BaseModel):
    code: str


StaffUserByEmailUser = StaffFields
StaffUserByEmail.model_rebuild()
StaffUserByEmailApp.model_rebuild()
