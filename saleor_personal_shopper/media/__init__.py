"""The media worker: forwards the packets of a call without decoding them.

A process of its own without Django: run it with ``python -m saleor_personal_shopper.media``.
"""

from .compiled import search_path

__path__ = [*search_path(), *__path__]
