"""What every page knows."""

from django.conf import settings


def site(request):
    """The version, whether this is the demo, and whether the second factor is asked."""
    return {
        "VERSION": settings.VERSION,
        "DEMO": settings.DEMO,
        "SECOND_FACTOR_ENFORCED": settings.SECOND_FACTOR_ENFORCED,
    }
