"""The addresses of the project, a room each."""

from django.urls import include, path

from common.views import about, keep_preferences

urlpatterns = [
    path("preferences/", keep_preferences, name="preferences"),
    path("about/", about, name="about"),
    path("sign-in/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("camps/", include("camps.urls")),
    path("households/", include("households.urls")),
    path("partners/", include("partners.urls")),
    path("support/", include("support.urls")),
    path("reports/", include("reporting.urls")),
    path("field/", include("field.urls")),
    path("import/", include("exchange.urls")),
]
