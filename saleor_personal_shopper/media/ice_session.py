"""Which ICE session a request means: HTTP's If-Match over ice-ufrags (RFC 9725 §4.3.1)."""

ANY = "*"


def is_meant(ufrag: str, if_match: str) -> bool:
    """Whether the session with this ufrag is among the entity tags; weak ones match nothing."""
    listed = [tag.strip() for tag in if_match.split(",")]
    return ANY in listed or f'"{ufrag}"' in listed
