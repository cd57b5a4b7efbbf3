from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class UpdatePrivateMetadata(BaseModel):
    update_private_metadata: Optional["UpdatePrivateMetadataUpdatePrivateMetadata"] = (
        Field(alias="updatePrivateMetadata")
    )


class UpdatePrivateMetadataUpdatePrivateMetadata(BaseModel):
    errors: list["UpdatePrivateMetadataUpdatePrivateMetadataErrors"]


class UpdatePrivateMetadataUpdatePrivateMetadataErrors(BaseModel):
    field: Optional[str]
    message: Optional[str]
    code: str


UpdatePrivateMetadata.model_rebuild()
UpdatePrivateMetadataUpdatePrivateMetadata.model_rebuild()
