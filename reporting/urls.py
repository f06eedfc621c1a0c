"""Addresses of reporting."""

from django.urls import URLPattern, path

from reporting.views import library, publishing

app_name = "reporting"
urlpatterns: list[URLPattern] = [
    path("library/", library.library, name="library"),
    path("library/method/", library.method, name="method"),
    path("library/downloads/", library.downloads, name="downloads"),
    path("library/<uuid:pk>/", library.library_report, name="library_report"),
    path("library/<uuid:pk>/<str:file_format>/", library.download, name="download"),
    path("<uuid:pk>/publish/", publishing.publish, name="publish"),
]
