from django.apps import AppConfig

from accounts import acts as trail
from support import acts


class SupportConfig(AppConfig):
    name = "support"

    def ready(self) -> None:
        """The trail says this app's acts in words."""
        trail.WORDS.update(acts.WORDS)
