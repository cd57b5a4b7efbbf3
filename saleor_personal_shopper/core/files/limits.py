"""How much may be sent."""

from __future__ import annotations

from datetime import timedelta

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE
FILE_BYTES = 25 * MEGABYTE
EVENT_BYTES = 200 * MEGABYTE
EVENT_FILES = 100
PICTURE_BYTES = 2 * MEGABYTE
"""The form makes larger pictures small before it sends them."""
PARTICIPANT_BYTES = 100 * MEGABYTE
PARTICIPANT_FILES = 50
UPLOADS_PER_WINDOW = 30
WINDOW_SECONDS = 600
PART_BYTES = MEGABYTE
"""The most one request may bring: what proxies let pass unless told otherwise."""
PARTS = 1000
"""Nobody cuts 25 MB finer in good faith; a part is a file of the storage for a while."""
UPLOAD_LIFETIME = timedelta(hours=1)
"""How long an upload waits for its next part."""
