from typing import Optional

from .base_model import BaseModel


class AppProof(BaseModel):
    app: Optional["AppProofApp"]
    shop: "AppProofShop"


class AppProofApp(BaseModel):
    id: str
    identifier: Optional[str]
    permissions: Optional[list["AppProofAppPermissions"]]


class AppProofAppPermissions(BaseModel):
    code: str


class AppProofShop(BaseModel):
    name: str
    version: str


AppProof.model_rebuild()
AppProofApp.model_rebuild()
