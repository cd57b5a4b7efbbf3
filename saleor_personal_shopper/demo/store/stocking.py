"""Puts the catalogue on the shelves: products, variants, prices, pictures and stock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product as combinations

from saleor_personal_shopper.demo.store.catalogue import (
    CATEGORIES,
    COLLECTIONS,
    COLOURS,
    ITEMS,
    QUANTITY_LIMITS,
    SIZES,
    SPECIAL_STOCK,
    USUAL_STOCK,
    Item,
)
from saleor_personal_shopper.demo.store.records import (
    Attribute,
    AttributeValue,
    Category,
    Collection,
    Listing,
    Media,
    Product,
    ProductType,
    State,
    Variant,
)

# The first product's date; each next one is a day younger, so that "newest" has an order.
_OPENING = datetime(2026, 1, 5, 9, tzinfo=UTC)


def add_catalogue(state: State) -> None:
    for slug, name in CATEGORIES.items():
        pk = state.next_pk("category")
        state.categories[pk] = Category(pk, name, slug)
    shelves = _Shelves(state)
    for number, item in enumerate(ITEMS):
        shelves.add(item, _OPENING + timedelta(days=number))
    for each in COLLECTIONS:
        pk = state.next_pk("collection")
        pks = [shelves.pks[item.slug] for item in ITEMS if each.slug in item.collections]
        picture = f"{each.picture}.webp"
        state.collections[pk] = Collection(pk, each.name, each.slug, each.description, picture, pks)


class _Shelves:
    def __init__(self, state: State) -> None:
        self._state = state
        self.pks: dict[str, int] = {}
        self._colour = self._attribute("Colour", "SWATCH", COLOURS)
        sizes = {size: "" for group in SIZES.values() for size in group}
        self._size = self._attribute("Size", "DROPDOWN", sizes)
        self._types = {
            "clothes": self._product_type("Clothing", [self._colour, self._size]),
            "shoes": self._product_type("Shoes", [self._colour, self._size]),
            "one": self._product_type("One size", [self._colour]),
        }

    def add(self, item: Item, created: datetime) -> None:
        pk = self._state.next_pk("product")
        self.pks[item.slug] = pk
        pictures = {colour: self._picture(pk, item, colour) for colour in item.colours}
        sizes = SIZES[item.sizes] or ("",)
        variants = [
            self._variant(pk, item, colour, size, pictures[colour])
            for colour, size in combinations(item.colours, sizes)
        ]
        categories = self._state.categories.values()
        self._state.products[pk] = Product(
            pk=pk,
            name=item.name,
            slug=item.slug,
            description=item.description,
            category_pk=next(each.pk for each in categories if each.slug == item.category),
            product_type_pk=self._types[item.sizes].pk,
            media_pks=list(pictures.values()),
            variant_pks=variants,
            created=created,
            updated_at=created,
        )

    def _attribute(self, name: str, input_type: str, values: dict[str, str]) -> Attribute:
        pk = self._state.next_pk("attribute")
        rows = [
            AttributeValue(self._state.next_pk("attribute_value"), each, each.lower(), swatch)
            for each, swatch in values.items()
        ]
        self._state.attributes[pk] = Attribute(pk, name, name.lower(), input_type, rows)
        return self._state.attributes[pk]

    def _product_type(self, name: str, attributes: list[Attribute]) -> ProductType:
        pk = self._state.next_pk("product_type")
        slug = name.lower().replace(" ", "-")
        row = ProductType(pk, name, slug, [each.pk for each in attributes])
        self._state.product_types[pk] = row
        return row

    def _picture(self, product_pk: int, item: Item, colour: str) -> int:
        pk = self._state.next_pk("media")
        file = f"{item.slug}-{colour.lower()}.webp"
        self._state.media[pk] = Media(pk, product_pk, file, f"{item.name}, {colour.lower()}")
        return pk

    def _variant(self, product_pk: int, item: Item, colour: str, size: str, media_pk: int) -> int:
        pk = self._state.next_pk("variant")
        parts = [part for part in (colour, size) if part]
        values = {self._colour.pk: _value_pk(self._colour, colour)}
        if size:
            values[self._size.pk] = _value_pk(self._size, size)
        self._state.variants[pk] = Variant(
            pk=pk,
            product_pk=product_pk,
            name=" / ".join(parts),
            sku="-".join([item.slug.upper(), *(part.upper() for part in parts)]),
            attribute_values=values,
            listings=self._listings(item),
            media_pks=[media_pk],
            quantity=SPECIAL_STOCK.get((item.slug, colour, size), USUAL_STOCK),
            quantity_limit_per_customer=QUANTITY_LIMITS.get(item.slug),
        )
        return pk

    def _listings(self, item: Item) -> dict[str, Listing]:
        listings = {}
        for channel in self._state.channels.values():
            price = item.price(channel.currency_code)
            before = item.price_before(channel.currency_code)
            if price is not None and before is not None:
                listings[channel.slug] = Listing(price, before)
        return listings


def _value_pk(attribute: Attribute, name: str) -> int:
    return next(value.pk for value in attribute.values if value.name == name)
