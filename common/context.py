"""What every page knows."""

from django.conf import settings

THEME_COOKIE = "theme"
THEMES = ("system", "light", "dark", "sun")


def site(request):
    """The version, whether this is the demo, whether the second factor is asked, and the reader's theme."""
    theme = request.COOKIES.get(THEME_COOKIE)
    return {
        "VERSION": settings.VERSION,
        "DEMO": settings.DEMO,
        "SECOND_FACTOR_ENFORCED": settings.SECOND_FACTOR_ENFORCED,
        "THEME": theme if theme in THEMES else "system",
    }
