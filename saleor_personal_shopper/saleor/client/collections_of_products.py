from typing import Optional

from .base_model import BaseModel


class CollectionsOfProducts(BaseModel):
    app: Optional["CollectionsOfProductsApp"]
    products: Optional["CollectionsOfProductsProducts"]


class CollectionsOfProductsApp(BaseModel):
    id: str


class CollectionsOfProductsProducts(BaseModel):
    edges: list["CollectionsOfProductsProductsEdges"]


class CollectionsOfProductsProductsEdges(BaseModel):
    node: "CollectionsOfProductsProductsEdgesNode"


class CollectionsOfProductsProductsEdgesNode(BaseModel):
    collections: Optional[list["CollectionsOfProductsProductsEdgesNodeCollections"]]


class CollectionsOfProductsProductsEdgesNodeCollections(BaseModel):
    id: str


CollectionsOfProducts.model_rebuild()
CollectionsOfProductsProducts.model_rebuild()
CollectionsOfProductsProductsEdges.model_rebuild()
CollectionsOfProductsProductsEdgesNode.model_rebuild()
