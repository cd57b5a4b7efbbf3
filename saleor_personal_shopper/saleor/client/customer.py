from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class Customer(BaseModel):
    app: Optional["CustomerApp"]
    user: Optional["CustomerUser"]


class CustomerApp(BaseModel):
    id: str
    permissions: Optional[list["CustomerAppPermissions"]]


class CustomerAppPermissions(BaseModel):
    code: str


class CustomerUser(BaseModel):
    id: str
    email: str
    first_name: str = Field(alias="firstName")
    last_name: str = Field(alias="lastName")
    is_staff: bool = Field(alias="isStaff")


Customer.model_rebuild()
CustomerApp.model_rebuild()
