"""What there is to buy in a shop, and the way of a checkout to its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.saleor.contract.shop import ADDRESS, CHANNEL, Shop

# Saleor's default for the quantity of one variant in a checkout.
LIMIT = 50

VARIANTS = """query ($channel: String!) {
  products(
    first: 60, channel: $channel, where: { isAvailable: true, stockAvailability: IN_STOCK }
  ) {
    edges { node {
      id name productType { isShippingRequired }
      variants {
        id trackInventory quantityLimitPerCustomer
        quantityAvailable(countryCode: US) stocks { quantity quantityAllocated }
        pricing { price { gross { amount } } }
      }
    } }
  }
}"""


@dataclass(frozen=True)
class Goods:
    """Variants that are shipped and in stock: two with plenty, and the one with the fewest."""

    product: str
    plenty: str
    other: str
    few: str
    how_few: int


def goods_of(shop: Shop) -> Goods:
    edges = shop.data(VARIANTS, shop.admin, channel=CHANNEL)["products"]["edges"]
    shipped = [
        (edge["node"]["id"], variant)
        for edge in edges
        for variant in edge["node"]["variants"]
        if edge["node"]["productType"]["isShippingRequired"]
        and variant["trackInventory"]
        and variant["quantityLimitPerCustomer"] is None
        and variant["pricing"]
        and variant["pricing"]["price"]["gross"]["amount"]
    ]
    plenty = [(product, each) for product, each in shipped if stock_of(each) >= 40]
    few = min((each for _, each in shipped if is_real_stock(each)), key=stock_of)
    return Goods(
        product=plenty[0][0],
        plenty=plenty[0][1]["id"],
        other=plenty[1][1]["id"],
        few=few["id"],
        how_few=stock_of(few),
    )


def stock_of(variant: dict[str, Any]) -> int:
    """Return what all warehouses have together; of several, not all need serve the country."""
    return sum(each["quantity"] - each["quantityAllocated"] for each in variant["stocks"])


def is_real_stock(variant: dict[str, Any]) -> bool:
    """Whether the variant is sold out of stock; a pre-order shows another figure."""
    return bool(1 < variant["quantityAvailable"] == min(stock_of(variant), 50))


CREATE = """mutation ($input: CheckoutCreateInput!) {
  checkoutCreate(input: $input) { checkout { id } errors { field code } }
}"""
ADD = """mutation ($id: ID!, $lines: [CheckoutLineInput!]!) {
  checkoutLinesAdd(id: $id, lines: $lines) {
    checkout { id lines { id quantity variant { id } } } errors { field code message variants }
  }
}"""
READ = """query ($id: ID!) { checkout(id: $id) {
  id email updatedAt shippingAddress { streetAddress1 phone }
  lines { id quantity variant { id } metadata { key value } }
  problems { __typename ... on CheckoutLineProblemInsufficientStock {
    availableQuantity line { id } variant { id }
  } }
} }"""
ADDRESSES = """mutation ($id: ID!, $address: AddressInput!) {
  checkoutShippingAddressUpdate(id: $id, shippingAddress: $address) { errors { field code } }
  checkoutBillingAddressUpdate(id: $id, billingAddress: $address) { errors { field code } }
}"""
OPTIONS = """mutation ($id: ID!) {
  deliveryOptionsCalculate(id: $id) {
    deliveries { id shippingMethod { name price { amount currency } } } errors { code }
  }
}"""
DELIVER = """mutation ($id: ID!, $delivery: ID!) {
  checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $delivery) {
    checkout { delivery { id } problems { __typename } } errors { field code }
  }
}"""
COMPLETE = """mutation ($id: ID!) {
  checkoutComplete(id: $id) {
    order { id number status isPaid chargeStatus checkoutId lines { id quantity } }
    errors { field code variants }
  }
}"""
SET_PRIVATE = """mutation ($id: ID!, $input: [MetadataInput!]!) {
  updatePrivateMetadata(id: $id, input: $input) { errors { code } }
}"""


def new_checkout(shop: Shop, *variants: str) -> str:
    lines = [{"variantId": variant, "quantity": 1} for variant in variants]
    wanted = {"channel": CHANNEL, "email": "buyer@example.com", "lines": lines}
    return str(shop.done(CREATE, input=wanted)["checkout"]["id"])


def add(shop: Shop, checkout: str, variant: str, quantity: int = 1, **line: Any) -> dict[str, Any]:
    lines = [{"variantId": variant, "quantity": quantity, **line}]
    return shop.change(ADD, id=checkout, lines=lines)


def overfill(shop: Shop, checkout: str, goods: Goods) -> None:
    """Put more of a variant into the cart than there is, in lines that each pass the check."""
    piece = min(goods.how_few, LIMIT) // 2
    for _ in range(goods.how_few // piece + 1):
        payload = add(shop, checkout, goods.few, piece, forceNewLine=True)
        assert payload["errors"] == []


def read(shop: Shop, checkout: str) -> dict[str, Any]:
    found: dict[str, Any] = shop.data(READ, id=checkout)["checkout"]
    return found


def make_ready(shop: Shop, checkout: str, address: dict[str, str] = ADDRESS) -> None:
    """Give a checkout its addresses and the first delivery option."""
    shop.data(ADDRESSES, id=checkout, address=address)
    options = shop.done(OPTIONS, id=checkout)["deliveries"]
    shop.done(DELIVER, id=checkout, delivery=options[0]["id"])


def place_order(shop: Shop, checkout: str) -> dict[str, Any]:
    make_ready(shop, checkout)
    order: dict[str, Any] = shop.done(COMPLETE, id=checkout)["order"]
    return order
