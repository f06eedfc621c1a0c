"""Addresses of camps."""

from django.urls import URLPattern

app_name = "camps"
urlpatterns: list[URLPattern] = []
