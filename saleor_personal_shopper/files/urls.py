"""Addresses of this door."""

from __future__ import annotations

from django.urls import path

from . import campaigns, downloads, transcripts, uploads

urlpatterns = [
    path("files/uploads", uploads.uploads, name="uploads"),
    path("files/uploads/<uuid:file_id>", uploads.upload, name="upload"),
    path("files/transcripts/<uuid:event_id>", transcripts.transcript, name="transcript"),
    path(
        "files/campaigns/<uuid:campaign_id>/<str:name>", campaigns.picture, name="campaign-picture"
    ),
    path("files/<uuid:file_id>", downloads.content, name="file"),
    path("files/<uuid:file_id>/thumbnail", downloads.thumbnail, name="file-thumbnail"),
    path("files/<uuid:file_id>/link", downloads.link, name="file-link"),
]
