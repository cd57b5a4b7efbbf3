"""`personal-shopper manage …`: Django's commands."""

from __future__ import annotations

from . import django


def run(arguments: list[str]) -> None:
    django.set_up()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["personal-shopper manage", *arguments])
