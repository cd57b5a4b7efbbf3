"""The compiled twin of a packet's way: the same modules, made into C by mypyc.

`personal-shopper compile` makes it where a C compiler is. Without it, or after a change of these
modules, Python runs them as they are: the same behaviour, for some twice the processor time.
"""

import hashlib
import os
import sysconfig
from pathlib import Path

MODULES = (
    "aiortc_bridge",
    "arrival",
    "delay_trend",
    "demux",
    "forwarded_track",
    "forwarding",
    "keyframes",
    "layer",
    "layers",
    "liveness",
    "packet_cache",
    "peer",
    "picture_numbers",
    "publication",
    "rate_meter",
    "reception",
    "rtp_packet",
    "send_side_estimate",
    "sent_packets",
    "speaker",
    "stun",
    "switchboard",
    "token_bucket",
    "track",
    "transport_feedback",
    "udp_port",
    "vp8_descriptor",
    "vp9_descriptor",
)
"""What a packet passes, and what these call for each packet."""

SOURCES = Path(__file__).parent
_FOLDER = SOURCES / "_compiled"


def folder() -> Path:
    """Where the twin of these very sources is, for this very Python, or would be."""
    digest = hashlib.sha256()
    for name in MODULES:
        digest.update((SOURCES / f"{name}.py").read_bytes())
    return _FOLDER / f"{sysconfig.get_config_var('SOABI')}-{digest.hexdigest()[:12]}"


def search_path() -> list[str]:
    """Where Python looks for the package's modules first; MEDIA_COMPILED=0 leaves the twin out."""
    twin = folder()
    is_wanted = os.environ.get("MEDIA_COMPILED", "") != "0"
    return [str(twin)] if is_wanted and twin.is_dir() else []
