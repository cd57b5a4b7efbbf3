"""The state as one JSON file, so that a demo can be stopped and started again."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from saleor_personal_shopper.demo.store.records import State

_STATE: TypeAdapter[State] = TypeAdapter(State)


def write(state: State, path: Path) -> None:
    """Replace the file in one step: a reader or a crash never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_bytes(_STATE.dump_json(state))
    draft.chmod(0o600)
    draft.replace(path)


def read(path: Path) -> State | None:
    if not path.exists():
        return None
    return _STATE.validate_json(path.read_bytes())
