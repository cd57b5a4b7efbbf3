from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .fragments import (  # noqa: F401
    ProductCardFields,
    ProductCardFieldsPricing,
    ProductCardFieldsThumbnail,
)


class Product(BaseModel):
    app: Optional["ProductApp"]
    product: Optional["ProductProduct"]


class ProductApp(BaseModel):
    id: str


class ProductProduct(ProductCardFields):
    description: Optional[str]
    media: Optional[list["ProductProductMedia"]]


class ProductProductMedia(BaseModel):
    type_: str = Field(alias="type")
    alt: str
    url: str


Product.model_rebuild()
ProductProduct.model_rebuild()
