from typing import Any, Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import CollectionPublished, OrderDirection, ProductOrderField


class CheckoutLineInput(BaseModel):
    quantity: int
    variant_id: str = Field(alias="variantId")
    price: Optional[Any] = None
    price_override_reason: Optional[str] = Field(
        alias="priceOverrideReason", default=None
    )
    force_new_line: Optional[bool] = Field(alias="forceNewLine", default=None)
    metadata: Optional[list["MetadataInput"]] = None


class CheckoutLineUpdateInput(BaseModel):
    variant_id: Optional[str] = Field(alias="variantId", default=None)
    quantity: Optional[int] = None
    price: Optional[Any] = None
    price_override_reason: Optional[str] = Field(
        alias="priceOverrideReason", default=None
    )
    line_id: Optional[str] = Field(alias="lineId", default=None)
    metadata: Optional[list["MetadataInput"]] = None


class CollectionFilterInput(BaseModel):
    published: Optional[CollectionPublished] = None
    search: Optional[str] = None
    metadata: Optional[list["MetadataFilter"]] = None
    ids: Optional[list[str]] = None
    slugs: Optional[list[str]] = None
    channel: Optional[str] = None


class MetadataFilter(BaseModel):
    key: str
    value: Optional[str] = None


class MetadataInput(BaseModel):
    key: str
    value: str


class ProductOrder(BaseModel):
    direction: OrderDirection
    channel: Optional[str] = None
    attribute_id: Optional[str] = Field(alias="attributeId", default=None)
    field: Optional[ProductOrderField] = None


CheckoutLineInput.model_rebuild()
CheckoutLineUpdateInput.model_rebuild()
CollectionFilterInput.model_rebuild()
