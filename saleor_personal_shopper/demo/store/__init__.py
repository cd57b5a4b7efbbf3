"""The demo's own shop: an ASGI service that answers like Saleor 3.23.

It keeps everything in memory (with a snapshot file when one is named), speaks a subset of
Saleor's GraphQL schema and follows Saleor's rules where an app can feel them: tokens,
permissions, checkout lines, stock, orders, app installation and signed webhooks.
"""
