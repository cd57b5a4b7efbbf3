from typing import Optional

from .base_model import BaseModel
from .fragments import StaffFields


class StaffUser(BaseModel):
    app: Optional["StaffUserApp"]
    user: Optional["StaffUserUser"]


class StaffUserApp(BaseModel):
    id: str


StaffUserUser = StaffFields
StaffUser.model_rebuild()
