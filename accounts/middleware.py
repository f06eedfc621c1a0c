"""Every page asks for a signed-in user, but a short public list; names ask for a second factor."""

from django.contrib.auth.middleware import LoginRequiredMiddleware


class LoginRequiredEverywhere(LoginRequiredMiddleware):
    """Django's own, named here so that the public list stands in one place."""


class SecondFactorRequired:
    """Placeholder replaced by the accounts slice."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
