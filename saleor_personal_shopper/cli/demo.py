"""`personal-shopper demo`: found by name, since nothing may import the demo."""

from __future__ import annotations

from importlib import import_module


def run(arguments: list[str]) -> int:
    return int(import_module("saleor_personal_shopper.demo.__main__").main(arguments) or 0)
