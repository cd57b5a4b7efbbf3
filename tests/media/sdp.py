"""Offers for tests: those captured from real browsers and a small one to vary."""

from pathlib import Path

OFFERS = Path(__file__).with_name("offers")
FINGERPRINT = ":".join(["AB"] * 32)


def chromium_offer(purpose: str) -> str:
    """What Chromium 156 offered to "publish" or to "subscribe"."""
    return (OFFERS / f"chromium-156-{purpose}.sdp").read_bytes().decode()


def firefox_offer(purpose: str) -> str:
    """What Firefox 153 offered, with the same wishes."""
    return (OFFERS / f"firefox-153-{purpose}.sdp").read_bytes().decode()


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
