"""Addresses of field."""

from django.urls import path

from field.views import api, found, rounds

app_name = "field"
urlpatterns = [
    path("rounds/", rounds.my_rounds, name="rounds"),
    path("camps/<uuid:camp_id>/start/", rounds.start, name="start"),
    path("rounds/<uuid:visit_id>/", rounds.round_page, name="round"),
    path("rounds/<uuid:visit_id>/found/", found.found, name="found"),
    path("rounds/<uuid:visit_id>/finished/", rounds.finished, name="finished"),
    path("api/v1/session", api.session, name="api_session"),
    path("api/v1/drafts", api.drafts, name="api_drafts"),
    path("api/v1/sync", api.sync, name="api_sync"),
]
