from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .fragments import VariantFields


class ProductVariants(BaseModel):
    app: Optional["ProductVariantsApp"]
    product: Optional["ProductVariantsProduct"]


class ProductVariantsApp(BaseModel):
    id: str


class ProductVariantsProduct(BaseModel):
    product_variants: Optional["ProductVariantsProductProductVariants"] = Field(
        alias="productVariants"
    )


class ProductVariantsProductProductVariants(BaseModel):
    page_info: "ProductVariantsProductProductVariantsPageInfo" = Field(alias="pageInfo")
    edges: list["ProductVariantsProductProductVariantsEdges"]


class ProductVariantsProductProductVariantsPageInfo(BaseModel):
    end_cursor: Optional[str] = Field(alias="endCursor")
    has_next_page: bool = Field(alias="hasNextPage")


class ProductVariantsProductProductVariantsEdges(BaseModel):
    node: "ProductVariantsProductProductVariantsEdgesNode"


ProductVariantsProductProductVariantsEdgesNode = VariantFields
ProductVariants.model_rebuild()
ProductVariantsProduct.model_rebuild()
ProductVariantsProductProductVariants.model_rebuild()
ProductVariantsProductProductVariantsEdges.model_rebuild()
