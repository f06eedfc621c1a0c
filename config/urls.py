"""The addresses of the project, a room each."""

from django.urls import include, path

from accounts.views import SignIn, home
from common.views import about, keep_theme
from reporting.views.health import healthz

urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
    path("theme/", keep_theme, name="theme"),
    path("about/", about, name="about"),
    path("sign-in/login/", SignIn.as_view(), name="account_login"),
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
