"""What Vite leaves behind, in small."""

from __future__ import annotations

import json
from pathlib import Path

CHUNKS = {
    "_lit.js": {"file": "assets/lit-abc.js"},
    "src/pages/call.ts": {
        "file": "assets/call-abc.js",
        "css": ["assets/call-abc.css"],
        "imports": ["_lit.js"],
        "dynamicImports": ["src/pages/entrance.ts", "src/pages/room.ts"],
    },
    "src/pages/entrance.ts": {"file": "assets/entrance-abc.js", "imports": ["_lit.js"]},
    "src/pages/room.ts": {"file": "assets/room-abc.js", "imports": ["_lit.js"]},
} | {
    f"src/translations/{language}.ts": {"file": f"assets/{language}-abc.js"}
    for language in ("en", "es", "pt", "ca")
}
BOOKING_CHUNKS = {
    "src/pages/book.ts": {"file": "assets/book-abc.js", "css": ["assets/book-abc.css"]},
} | {
    f"src/translations/booking/{language}.ts": {"file": f"assets/{language}-abc.js"}
    for language in ("en", "es", "pt", "ca")
}


def build_widget(folder: Path) -> None:
    """Put manifests and loader into a folder that settings.WIDGET_DIR may name."""
    (folder / ".vite").mkdir()
    (folder / ".vite" / "manifest.json").write_text(json.dumps(CHUNKS))
    (folder / "booking" / ".vite").mkdir(parents=True)
    (folder / "booking" / ".vite" / "manifest.json").write_text(json.dumps(BOOKING_CHUNKS))
    (folder / "personal-shopper.js").write_text("console.log('loader')")
    (folder / "personal-shopper.js.gz").write_bytes(b"packed")
    (folder / "personal-shopper.d.ts").write_text("export {};")
    (folder / "personal-shopper-react.d.ts").write_text("export {};")
