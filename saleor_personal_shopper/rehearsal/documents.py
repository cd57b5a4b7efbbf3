"""What the call page asks of our API, as GraphQL."""

_ERRORS = "errors { field message code }"
_CHECKOUT = "checkout { lines { variant { id } quantity } total { gross { amount currency } } }"

CREATE = f"""mutation($input: PersonalShopperEventCreateInput!) {{
  personalShopperEventCreate(input: $input) {{ event {{ id status }} joinUrl guestUrl {_ERRORS} }}
}}"""

JOIN = f"""mutation($token: String, $event: ID, $name: String) {{
  personalShopperEventJoin(
    token: $token, event: $event, name: $name, consent: true, recordingConsent: false
  ) {{
    participant {{ id role capabilities }} event {{ id status }} accessToken socketUrl
    whipUrls {{ source url }}
    publications {{ id source participant {{ id name }} whepUrl }}
    iceServers {{ urls username credential }} {_ERRORS}
  }}
}}"""

TICKET = f"""mutation($event: ID!) {{
  personalShopperEventSocketTicket(event: $event) {{ socketUrl {_ERRORS} }}
}}"""

PRODUCTS = """query($event: ID!) {
  personalShopperProducts(event: $event, first: 24) { edges { node { id name } } }
}"""

PRODUCT = """query($event: ID!, $id: ID!) {
  personalShopperProduct(event: $event, id: $id) {
    id name variants { id name quantityAvailable price { amount currency } }
  }
}"""

SHOW = f"""mutation($event: ID!, $product: ID!, $variant: ID) {{
  personalShopperEventProductShow(event: $event, product: $product, variant: $variant) {{
    {_ERRORS}
  }}
}}"""

ADD = f"""mutation($event: ID!, $lines: [PersonalShopperEventCheckoutLinesAddInput!]!) {{
  personalShopperEventCheckoutLinesAdd(event: $event, lines: $lines) {{
    {_CHECKOUT} proposal {{ id status }} {_ERRORS}
  }}
}}"""

ACCEPT = f"""mutation($proposal: ID!) {{
  personalShopperEventProposalAccept(proposal: $proposal) {{
    {_CHECKOUT} proposal {{ id status }} {_ERRORS}
  }}
}}"""

HANDOVER = f"""mutation($event: ID!) {{
  personalShopperEventCheckoutHandover(event: $event) {{ url code {_ERRORS} }}
}}"""

END = f"""mutation($event: ID!) {{
  personalShopperEventEnd(event: $event) {{ event {{ id status }} {_ERRORS} }}
}}"""

EVENT = """query($id: ID!) {
  personalShopperEvent(id: $id) {
    status participants { role name } shownProducts { productId variantId }
    attributions { orderId orderNumber kind state amount { amount currency } }
  }
}"""
