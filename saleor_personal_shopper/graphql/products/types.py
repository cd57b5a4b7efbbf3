"""Saleor's products as the call shows them."""

from __future__ import annotations

import strawberry

from ..connections import PageInfoType
from ..money import MoneyType, PriceRangeType


@strawberry.type(name="PersonalShopperImage", description="A picture of a product.")
class ImageType:
    url: str
    alt: str


@strawberry.type(
    name="PersonalShopperVariantAttribute", description="What tells variants apart: size, colour."
)
class VariantAttributeType:
    name: str
    values: list[str]


@strawberry.type(name="PersonalShopperVariant", description="A variant as it sells in a channel.")
class VariantType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the variant.")
    name: str
    sku: str | None
    attributes: list[VariantAttributeType]
    price: MoneyType | None = strawberry.field(description="Gross; null: not for sale here.")
    undiscounted_price: MoneyType | None
    quantity_available: int = strawberry.field(description="What may still be bought.")
    quantity_limit: int | None = strawberry.field(description="At most so many in one checkout.")
    image_url: str | None


@strawberry.type(name="PersonalShopperProductCard", description="A product in a list.")
class ProductCardType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the product.")
    name: str
    slug: str
    thumbnail_url: str | None
    price_range: PriceRangeType


@strawberry.type(name="PersonalShopperProduct", description="A product as it sells in a channel.")
class ProductType(ProductCardType):
    description: str = strawberry.field(description="Plain text.")
    images: list[ImageType]
    variants: list[VariantType]


@strawberry.type(name="PersonalShopperProductEdge")
class ProductEdge:
    node: ProductCardType


@strawberry.type(
    name="PersonalShopperProductConnection",
    description="Products in the shop's order; Saleor's own cursors are in `pageInfo`.",
)
class ProductConnection:
    edges: list[ProductEdge]
    page_info: PageInfoType
