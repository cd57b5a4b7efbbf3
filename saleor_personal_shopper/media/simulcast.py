"""One picture sent in several sizes (RFC 8853), which are told apart by their rids (RFC 8852)."""

import re

RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
MAX_LAYERS = 3

_RID_VALUE = re.compile(r"[A-Za-z0-9_-]{1,16}")


def read_layers(sdp: str) -> list[tuple[str, ...]]:
    """For each m-line the rids of the sizes that it sends; none where it sends one only."""
    sections = re.split(r"^m=", sdp, flags=re.MULTILINE)[1:]
    return [_read_section(section.splitlines()) for section in sections]


def write_layers(rids: tuple[str, ...]) -> list[str]:
    """The lines of an answer that accepts these."""
    if not rids:
        return []
    return [*(f"a=rid:{rid} recv" for rid in rids), f"a=simulcast:recv {';'.join(rids)}"]


def _read_section(lines: list[str]) -> tuple[str, ...]:
    offered = next((line for line in lines if line.startswith("a=simulcast:")), "")
    words = offered.removeprefix("a=simulcast:").split()
    if "send" not in words[:-1]:
        return ()
    declared = {line[6:].split()[0] for line in lines if re.match(r"a=rid:\S+ send", line)}
    # Of alternatives ("a,b") the first; "~" says that it is paused for now.
    named = words[words.index("send") + 1].split(";")
    rids = tuple(name.split(",")[0].removeprefix("~") for name in named)
    is_sound = len(rids) == len(set(rids)) and declared.issuperset(rids)
    if not is_sound or not all(_RID_VALUE.fullmatch(rid) for rid in rids):
        return ()
    return rids if 2 <= len(rids) <= MAX_LAYERS else ()
