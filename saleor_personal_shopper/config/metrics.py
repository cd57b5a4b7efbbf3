"""Figures for Prometheus: of the product, and of the media workers."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator

from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from ..core.figures import Figure, figures
from ..realtime.media_changes import media_control
from ..realtime.media_control import MediaUnavailable, WorkerLoad

PREFIX = "personal_shopper_"
_MEDIA = {
    "rooms": "Calls on a media worker",
    "peers": "Connections of a media worker",
    "cpu": "Share of a core that a media worker uses",
    "loop_lag_ms": "Milliseconds that a media worker is late",
    "bitrate_in": "Bits per second that a media worker receives",
    "bitrate_out": "Bits per second that a media worker sends",
    "loss": "Share of packets lost of late, mean of all participants",
    "round_trip_ms": "Milliseconds to participants and back, mean of all of them",
    "jitter_ms": "Milliseconds by which sound is irregular, mean of all participants",
    "packets_in": "Packets received since its start",
    "packets_out": "Packets sent since its start",
    "packets_lost": "Packets that never arrived, since its start",
    "packets_refused": "Packets refused, since its start",
}


def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever holds METRICS_TOKEN; without one there is nothing here. The demo shows all."""
    if not settings.METRICS_TOKEN and not settings.DEMO_FILE:
        raise Http404
    if settings.METRICS_TOKEN and not _holds_token(request):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    registry.register(_Now([*_product(figures(timezone.now())), *_media(_workers())]))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Now(Collector):
    """What was counted for this one answer."""

    def __init__(self, found: Iterable[Metric]) -> None:
        self._found = list(found)

    def collect(self) -> Iterable[Metric]:
        return self._found


def _holds_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").encode(errors="replace")
    return hmac.compare_digest(given, f"Bearer {settings.METRICS_TOKEN}".encode())


def _workers() -> list[WorkerLoad] | None:
    try:
        return async_to_sync(media_control().workers)()
    except MediaUnavailable:
        return None


def _product(known: Iterable[Figure]) -> Iterator[Metric]:
    for figure in known:
        labels = [figure.label] if figure.label else []
        family = GaugeMetricFamily(PREFIX + figure.name, figure.meaning, labels=labels)
        for value, count in figure.values.items():
            family.add_metric([value] if labels else [], count)
        yield family


def _media(workers: list[WorkerLoad] | None) -> Iterator[Metric]:
    is_up = GaugeMetricFamily(PREFIX + "media_up", "Whether the media node answers")
    is_up.add_metric([], 0 if workers is None else 1)
    yield is_up
    for name, meaning in _MEDIA.items():
        family = GaugeMetricFamily(f"{PREFIX}media_{name}", meaning, labels=["worker"])
        for number, worker in enumerate(workers or []):
            family.add_metric([str(number)], worker[name])
        yield family
