from typing import Optional

from .base_model import BaseModel


class Collections(BaseModel):
    app: Optional["CollectionsApp"]
    collections: Optional["CollectionsCollections"]


class CollectionsApp(BaseModel):
    id: str


class CollectionsCollections(BaseModel):
    edges: list["CollectionsCollectionsEdges"]


class CollectionsCollectionsEdges(BaseModel):
    node: "CollectionsCollectionsEdgesNode"


class CollectionsCollectionsEdgesNode(BaseModel):
    id: str
    name: str


Collections.model_rebuild()
CollectionsCollections.model_rebuild()
CollectionsCollectionsEdges.model_rebuild()
