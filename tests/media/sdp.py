"""Offers for tests: those captured from real browsers and a small one to vary."""

import re
from pathlib import Path

OFFERS = Path(__file__).with_name("offers")
FINGERPRINT = ":".join(["AB"] * 32)


def chromium_offer(purpose: str) -> str:
    """What Chromium 156 offered to "publish" or to "subscribe"."""
    return (OFFERS / f"chromium-156-{purpose}.sdp").read_bytes().decode()


def firefox_offer(purpose: str) -> str:
    """What Firefox 153 offered, with the same wishes."""
    return (OFFERS / f"firefox-153-{purpose}.sdp").read_bytes().decode()


def event_offer(slots: int, offer: str = "") -> str:
    """An offer to receive with its lines as often as there are slots, as a browser makes it."""
    sdp = re.sub(
        r"^a=group:BUNDLE.*\r\n", "", offer or chromium_offer("subscribe"), flags=re.MULTILINE
    )
    head, *sections = re.split(r"^(?=m=)", sdp, flags=re.MULTILINE)
    lines = [
        re.sub(r"^a=mid:.*\r\n", f"a=mid:{number}\r\n", section, flags=re.MULTILINE)
        for number, section in enumerate(sections * slots)
    ]
    bundle = " ".join(str(number) for number in range(len(lines)))
    return f"{head}a=group:BUNDLE {bundle}\r\n{''.join(lines)}"


def small_offer(*, direction: str = "sendonly", extra: str = "", media: str = "") -> str:
    """One Opus and one VP8 line; `extra` is added to the last, `media` after it."""
    transport = (
        "a=ice-ufrag:abcd\r\na=ice-pwd:0123456789abcdefghijkl\r\n"
        f"a=fingerprint:sha-256 {FINGERPRINT}\r\na=setup:actpass\r\na=rtcp-mux\r\n"
        f"a={direction}\r\n"
    )
    return (
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
        "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\n"
        f"{transport}a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\n"
        "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\nc=IN IP4 0.0.0.0\r\na=mid:1\r\n"
        f"{transport}a=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\n"
        f"a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n{extra}{media}"
    )
