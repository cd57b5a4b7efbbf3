"""Saleor's products as the call shows them."""

from __future__ import annotations

from typing import Self

import strawberry

from ...core import saleor_data
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

    @classmethod
    def of(cls, variant: saleor_data.Variant) -> Self:
        return cls(
            id=strawberry.ID(variant.id),
            name=variant.name,
            sku=variant.sku,
            attributes=[
                VariantAttributeType(name=one.name, values=list(one.values))
                for one in variant.attributes
            ],
            price=MoneyType.of_optional(variant.price),
            undiscounted_price=MoneyType.of_optional(variant.undiscounted_price),
            quantity_available=variant.quantity_available,
            quantity_limit=variant.quantity_limit,
            image_url=variant.image_url,
        )


@strawberry.type(name="PersonalShopperProductCard", description="A product in a list.")
class ProductCardType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the product.")
    name: str
    slug: str
    thumbnail_url: str | None
    price_range: PriceRangeType

    @classmethod
    def of(cls, card: saleor_data.ProductCard) -> Self:
        return cls(
            id=strawberry.ID(card.id),
            name=card.name,
            slug=card.slug,
            thumbnail_url=card.thumbnail_url,
            price_range=PriceRangeType.of(card),
        )


@strawberry.type(name="PersonalShopperProduct", description="A product as it sells in a channel.")
class ProductType:
    id: strawberry.ID = strawberry.field(description="Saleor's id of the product.")
    name: str
    slug: str
    thumbnail_url: str | None
    price_range: PriceRangeType
    description: str = strawberry.field(description="Plain text.")
    images: list[ImageType]
    variants: list[VariantType]

    @classmethod
    def of(cls, detail: saleor_data.ProductDetail) -> Self:
        card = detail.card
        return cls(
            id=strawberry.ID(card.id),
            name=card.name,
            slug=card.slug,
            thumbnail_url=card.thumbnail_url,
            price_range=PriceRangeType.of(card),
            description=detail.description,
            images=[ImageType(url=image.url, alt=image.alt) for image in detail.images],
            variants=[VariantType.of(variant) for variant in detail.variants],
        )


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

    @classmethod
    def of(cls, page: saleor_data.ProductPage, *, after: str | None) -> Self:
        info = PageInfoType(
            has_next_page=page.has_next,
            has_previous_page=bool(after),
            start_cursor=None,
            end_cursor=page.end_cursor,
        )
        edges = [ProductEdge(node=ProductCardType.of(card)) for card in page.items]
        return cls(edges=edges, page_info=info)
