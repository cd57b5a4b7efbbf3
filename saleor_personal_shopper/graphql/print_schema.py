"""Writes `schema.graphql` anew from the code: `make schema`."""

from __future__ import annotations

import django


def main() -> None:
    """Needs DJANGO_SETTINGS_MODULE."""
    django.setup()
    from .schema import schema
    from .views import SCHEMA_FILE

    SCHEMA_FILE.write_text(schema.as_str() + "\n")


if __name__ == "__main__":
    main()
