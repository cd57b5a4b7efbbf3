"""What staff and customers do in the store itself, by Saleor's public API."""

from typing import Any

from .graphql import GraphQL, Refused
from .target import Login

DUMMY_GATEWAY = "mirumee.payments.dummy"

# Saleor checks postal codes and areas by country.
_ADDRESSES = {
    "US": {"city": "New York", "postalCode": "10001", "countryArea": "NY"},
    "GB": {"city": "London", "postalCode": "SW1A 1AA"},
    "DE": {"city": "Berlin", "postalCode": "10115"},
    "ES": {"city": "Barcelona", "postalCode": "08001", "countryArea": "Barcelona"},
    "FR": {"city": "Paris", "postalCode": "75001"},
    "PL": {"city": "Wroclaw", "postalCode": "53-601"},
    "PT": {"city": "Lisboa", "postalCode": "1000-001"},
    "BR": {"city": "São Paulo", "postalCode": "01000-000", "countryArea": "SP"},
}

_SIGN_IN = """mutation($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) { token errors { field message code } }
}"""
_APPS = "{ apps(first: 100) { edges { node { id identifier } } } }"
_APP = "query($id: ID!) { app(id: $id) { accessToken } }"
_CHANNEL = "query($slug: String!) { channel(slug: $slug) { defaultCountry { code } } }"
_CHECKOUT = """query($id: ID!) { checkout(id: $id) {
  isShippingRequired totalPrice { gross { amount } } lines { quantity variant { id } }
} }"""
_CONTACT = """mutation($id: ID!, $email: String!) {
  checkoutEmailUpdate(id: $id, email: $email) { errors { field message code } }
}"""
_BILLING = """mutation($id: ID!, $address: AddressInput!) {
  checkoutBillingAddressUpdate(id: $id, billingAddress: $address) {
    errors { field message code }
  }
}"""
_SHIPPING = """mutation($id: ID!, $address: AddressInput!) {
  checkoutShippingAddressUpdate(id: $id, shippingAddress: $address) {
    errors { field message code }
  }
}"""
_DELIVERIES = """mutation($id: ID!) {
  deliveryOptionsCalculate(id: $id) { deliveries { id } errors { field message code } }
}"""
_DELIVERY = """mutation($id: ID!, $delivery: ID!) {
  checkoutDeliveryMethodUpdate(id: $id, deliveryMethodId: $delivery) {
    errors { field message code }
  }
}"""
_PAY = """mutation($id: ID!, $input: PaymentInput!) {
  checkoutPaymentCreate(id: $id, input: $input) { errors { field message code } }
}"""
_COMPLETE = """mutation($id: ID!) {
  checkoutComplete(id: $id) { order { id number } errors { field message code } }
}"""


class Store:
    """The store's GraphQL API, as its Dashboard and its storefront use it."""

    def __init__(self, graphql: GraphQL) -> None:
        self._graphql = graphql
        self._staff_token = ""

    async def app_token(self, login: Login, identifier: str) -> str:
        """The token by which the Dashboard introduces this staff member to our app."""
        answer = await self._graphql.ask(_SIGN_IN, email=login.email, password=login.password)
        token = self._staff_token = answer["tokenCreate"]["token"]
        apps = (await self._graphql.ask(_APPS, bearer=token))["apps"]["edges"]
        found = [edge["node"]["id"] for edge in apps if edge["node"]["identifier"] == identifier]
        if not found:
            raise Refused("the app is not installed in this store")
        app = (await self._graphql.ask(_APP, bearer=token, id=found[0]))["app"]
        if not app["accessToken"]:
            raise Refused("the store gave no token for the app")
        return str(app["accessToken"])

    async def quantities(self, checkout: str) -> dict[str, int]:
        """What lies in a checkout, by variant."""
        found: dict[str, int] = {}
        for line in (await self._checkout(checkout))["lines"]:
            variant = line["variant"]["id"]
            found[variant] = found.get(variant, 0) + line["quantity"]
        return found

    async def place_order(self, checkout: str, *, channel: str, email: str) -> dict[str, str]:
        """Do what the shop's checkout page does; gives the order's `id` and `number`."""
        address = await self._address(channel)
        await self._graphql.ask(_CONTACT, id=checkout, email=email)
        await self._graphql.ask(_BILLING, id=checkout, address=address)
        if (await self._checkout(checkout))["isShippingRequired"]:
            await self._choose_delivery(checkout, address)
        await self._pay(checkout)
        answer = await self._graphql.ask(_COMPLETE, id=checkout)
        order = answer["checkoutComplete"]["order"]
        if order is None:
            raise Refused("the store asks for a payment that cannot be rehearsed")
        return {"id": order["id"], "number": order["number"]}

    async def _checkout(self, checkout: str) -> dict[str, Any]:
        found: dict[str, Any] | None = (await self._graphql.ask(_CHECKOUT, id=checkout))["checkout"]
        if found is None:
            raise Refused("the store does not know the checkout")
        return found

    async def _address(self, channel: str) -> dict[str, str]:
        # A channel's default country is for staff only.
        answer = await self._graphql.ask(_CHANNEL, bearer=self._staff_token, slug=channel)
        found = answer["channel"]
        country = found["defaultCountry"]["code"] if found else "US"
        country = country if country in _ADDRESSES else "US"
        return {
            "firstName": "Rehearsal",
            "lastName": "Customer",
            "streetAddress1": "1 Main Street",
            "country": country,
            **_ADDRESSES[country],
        }

    async def _choose_delivery(self, checkout: str, address: dict[str, str]) -> None:
        await self._graphql.ask(_SHIPPING, id=checkout, address=address)
        answer = await self._graphql.ask(_DELIVERIES, id=checkout)
        deliveries = answer["deliveryOptionsCalculate"]["deliveries"]
        if not deliveries:
            raise Refused(f"the store does not deliver to {address['country']}")
        await self._graphql.ask(_DELIVERY, id=checkout, delivery=deliveries[0]["id"])

    async def _pay(self, checkout: str) -> None:
        """Pay by Saleor's dummy gateway where it is there; else the order stays unpaid."""
        total = (await self._checkout(checkout))["totalPrice"]["gross"]["amount"]
        payment = {"gateway": DUMMY_GATEWAY, "token": "charged", "amount": total}
        try:
            await self._graphql.ask(_PAY, id=checkout, input=payment)
        except Refused:
            return  # without the gateway, completing says whether unpaid orders are allowed
