"""Addresses of this door."""

from __future__ import annotations

from django.urls import path

from . import downloads, pictures, transcripts, uploads

urlpatterns = [
    path("files/uploads", uploads.uploads, name="uploads"),
    path("files/uploads/<uuid:file_id>", uploads.upload, name="upload"),
    path("files/transcripts/<uuid:event_id>", transcripts.transcript, name="transcript"),
    path("files/campaigns/<uuid:campaign_id>/<str:name>", pictures.of_campaign),
    path("files/shoppers/<uuid:shopper_id>/<str:name>", pictures.of_shopper),
    path("files/shops/<uuid:installation_id>/<str:name>", pictures.of_shop),
    path("files/<uuid:file_id>", downloads.content, name="file"),
    path("files/<uuid:file_id>/thumbnail", downloads.thumbnail, name="file-thumbnail"),
    path("files/<uuid:file_id>/link", downloads.link, name="file-link"),
]
