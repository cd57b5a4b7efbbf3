"""All steps of one synthetic call, in order."""

from collections.abc import Awaitable, Callable

from . import meeting, selling
from .call import Call

Step = tuple[str, Callable[[Call], Awaitable[None]]]

CALL_STEPS: list[Step] = [
    ("staff signs in to the store", meeting.sign_in),
    ("private call created", meeting.create_event),
    ("personal shopper joins", meeting.join_as_shopper),
    ("customer joins by link", meeting.join_as_customer),
    ("both meet in the room", meeting.meet),
    ("both publish", meeting.publish),
    ("media flows both ways", meeting.watch),
    ("product found", selling.find_product),
    ("product shown", selling.show_product),
    ("product proposed", selling.propose),
    ("proposal accepted", selling.accept),
    ("product added by the customer", selling.add_directly),
]
ORDER_STEPS: list[Step] = [
    ("cart handed over to the shop", selling.hand_over),
    ("order placed in the store", selling.place_order),
    ("order credited to the call", selling.read_credit),
]
LAST_STEPS: list[Step] = [
    ("media keeps flowing", meeting.keep_watching),
    ("call ended", meeting.end),
]
