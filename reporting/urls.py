"""Addresses of reporting."""

from django.urls import URLPattern, path

from reporting.views import library, publishing, runs

app_name = "reporting"
urlpatterns: list[URLPattern] = [
    path("", runs.runs, name="runs"),
    path("order/", runs.order, name="order"),
    path("<uuid:pk>/", runs.run, name="run"),
    path("<uuid:pk>/progress/", runs.run_progress, name="run_progress"),
    path("<uuid:pk>/cancel/", runs.cancel, name="cancel"),
    path("<uuid:pk>/redo/", runs.redo, name="redo"),
    path("<uuid:pk>/correct/", runs.correct, name="correct"),
    path("<uuid:pk>/figures/<str:code>/", runs.figure, name="figure"),
    path("library/", library.library, name="library"),
    path("library/method/", library.method, name="method"),
    path("library/downloads/", library.downloads, name="downloads"),
    path("library/<uuid:pk>/", library.library_report, name="library_report"),
    path("library/<uuid:pk>/<str:file_format>/", library.download, name="download"),
    path("<uuid:pk>/publish/", publishing.publish, name="publish"),
]
