"""`personal-shopper bench`: measurements."""

from __future__ import annotations

from importlib import import_module


def run(arguments: list[str]) -> int:
    return int(import_module("saleor_personal_shopper.bench.__main__").main(arguments) or 0)
