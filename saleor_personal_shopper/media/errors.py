"""Errors of the media worker.

MediaError
├── InvalidRequest       the control API was called wrongly
├── InvalidOffer         the SDP is broken or breaks a rule
├── UnsupportedOffer     the SDP is sound, but there is nothing in it that can be forwarded
├── UnknownPublication   the publication to subscribe to is not here
├── UnknownSession       the session is not here
├── OtherIceSession      the caller means an ICE session that is over
└── WorkerFull           no room for another peer
"""


class MediaError(Exception):
    """What the control API answers as ``{"error": {"code", "message"}}``."""

    code = "MEDIA_ERROR"
    status = 500


class InvalidRequest(MediaError):
    """The control API was called wrongly."""

    code = "INVALID_REQUEST"
    status = 400


class InvalidOffer(MediaError):
    """The SDP is broken or breaks a rule."""

    code = "INVALID_OFFER"
    status = 400


class UnsupportedOffer(MediaError):
    """The SDP is sound, but there is nothing in it that can be forwarded."""

    code = "UNSUPPORTED_OFFER"
    status = 422


class UnknownPublication(MediaError):
    """The publication to subscribe to is not here."""

    code = "UNKNOWN_PUBLICATION"
    status = 404


class UnknownSession(MediaError):
    """The session is not here."""

    code = "UNKNOWN_SESSION"
    status = 404


class OtherIceSession(MediaError):
    """The caller means an ICE session that is over."""

    code = "OTHER_ICE_SESSION"
    status = 412


class WorkerFull(MediaError):
    """No room for another peer; ask another worker or later."""

    code = "WORKER_FULL"
    status = 503
