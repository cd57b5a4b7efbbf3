"""Synthetic calls through a running system: ``personal-shopper rehearse``.

It knows the system only from outside, by GraphQL, WebSocket, WHIP and WHEP, as any client does.
"""
