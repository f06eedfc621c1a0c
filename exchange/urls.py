"""Addresses of exchange."""

from django.urls import path

from exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.import_list, name="imports"),
    path("<uuid:pk>/", views.preview, name="preview"),
    path("<uuid:pk>/columns/<uuid:sheet>/", views.columns, name="columns"),
    path("<uuid:pk>/lines/<uuid:line>/", views.line, name="line"),
    path("<uuid:pk>/lines/<uuid:line>/decide/", views.decide, name="decide"),
    path("<uuid:pk>/confirm/", views.confirm, name="confirm"),
    path("<uuid:pk>/cancel/", views.cancel, name="cancel"),
]
