"""The demo's shop window: an ordinary storefront that talks to Saleor from the browser.

Everything a merchant would add for Personal Shopper is in static/page.html (the script and the
element) and static/js/shopper.js (telling it what the visitor looks at, refreshing the cart).
"""
