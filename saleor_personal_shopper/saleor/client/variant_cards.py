from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .fragments import MoneyFields


class VariantCards(BaseModel):
    app: Optional["VariantCardsApp"]
    product_variants: Optional["VariantCardsProductVariants"] = Field(
        alias="productVariants"
    )


class VariantCardsApp(BaseModel):
    id: str


class VariantCardsProductVariants(BaseModel):
    edges: list["VariantCardsProductVariantsEdges"]


class VariantCardsProductVariantsEdges(BaseModel):
    node: "VariantCardsProductVariantsEdgesNode"


class VariantCardsProductVariantsEdgesNode(BaseModel):
    id: str
    name: str
    pricing: Optional["VariantCardsProductVariantsEdgesNodePricing"]
    product: "VariantCardsProductVariantsEdgesNodeProduct"


class VariantCardsProductVariantsEdgesNodePricing(BaseModel):
    price: Optional["VariantCardsProductVariantsEdgesNodePricingPrice"]


class VariantCardsProductVariantsEdgesNodePricingPrice(BaseModel):
    gross: "VariantCardsProductVariantsEdgesNodePricingPriceGross"


VariantCardsProductVariantsEdgesNodePricingPriceGross = MoneyFields


class VariantCardsProductVariantsEdgesNodeProduct(BaseModel):
    id: str
    name: str
    thumbnail: Optional["VariantCardsProductVariantsEdgesNodeProductThumbnail"]


class VariantCardsProductVariantsEdgesNodeProductThumbnail(BaseModel):
    url: str


VariantCards.model_rebuild()
VariantCardsProductVariants.model_rebuild()
VariantCardsProductVariantsEdges.model_rebuild()
VariantCardsProductVariantsEdgesNode.model_rebuild()
VariantCardsProductVariantsEdgesNodePricing.model_rebuild()
VariantCardsProductVariantsEdgesNodePricingPrice.model_rebuild()
VariantCardsProductVariantsEdgesNodeProduct.model_rebuild()
