"""What stands in closed shadow roots of a page: hidden from its scripts, and from locators, but not
from whoever looks at it or has it read out."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Page


def names(page: Page, role: str) -> list[str]:
    """The accessible names of everything with a role, wherever in the page it is."""
    session = page.context.new_cdp_session(page)
    found = [_text(node, "name") for node in _nodes(session, role)]
    session.detach()
    return [name for name in found if name]


def click(page: Page, role: str, name: str) -> None:
    """Click what has this role and name."""
    session = page.context.new_cdp_session(page)
    node = next(each for each in _nodes(session, role) if _text(each, "name") == name)
    where = {"backendNodeId": node["backendDOMNodeId"]}
    left, top, _, _, right, bottom, _, _ = session.send("DOM.getBoxModel", where)["model"]["border"]
    session.detach()
    page.mouse.click((left + right) / 2, (top + bottom) / 2)


def _nodes(session: CDPSession, role: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if _text(node, "role") == role]


def _text(node: dict[str, Any], part: str) -> str:
    return str(node.get(part, {}).get("value", ""))
