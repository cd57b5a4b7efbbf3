"""How web processes find nodes: each keeps telling Redis that it is there and what it carries.

What it told expires, so that a dead node is forgotten by itself. Both ends import this.
"""

import json
from dataclasses import asdict, dataclass

NODES = "personal-shopper:media-nodes"
"""The set of all addresses that were told lately, some of which may have expired."""

SECONDS = 0.5
LIFETIME_MS = 2_500
"""A node that freezes is missed after this; its calls are to be back within five seconds."""


def key_of(address: str) -> str:
    """Where the state of the node with this address is kept."""
    return f"personal-shopper:media-node:{address}"


@dataclass(frozen=True)
class NodeState:
    """`address` is host:port of the control API, `takes_calls` whether it has room for one more."""

    address: str
    peers: int = 0
    takes_calls: bool = True

    def to_json(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str | bytes) -> "NodeState":
        """As it was kept; raises ValueError, KeyError or TypeError for what no node wrote."""
        told = json.loads(text)
        return cls(str(told["address"]), int(told["peers"]), bool(told["takes_calls"]))
