from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .fragments import ProductCardFields


class SearchProducts(BaseModel):
    app: Optional["SearchProductsApp"]
    products: Optional["SearchProductsProducts"]


class SearchProductsApp(BaseModel):
    id: str


class SearchProductsProducts(BaseModel):
    page_info: "SearchProductsProductsPageInfo" = Field(alias="pageInfo")
    edges: list["SearchProductsProductsEdges"]


class SearchProductsProductsPageInfo(BaseModel):
    end_cursor: Optional[str] = Field(alias="endCursor")
    has_next_page: bool = Field(alias="hasNextPage")


class SearchProductsProductsEdges(BaseModel):
    node: "SearchProductsProductsEdgesNode"


SearchProductsProductsEdgesNode = ProductCardFields
SearchProducts.model_rebuild()
SearchProductsProducts.model_rebuild()
SearchProductsProductsEdges.model_rebuild()
