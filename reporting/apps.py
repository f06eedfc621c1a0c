from django.apps import AppConfig

from accounts import acts as trail
from reporting import acts


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        """The trail says this app's acts in words."""
        trail.WORDS.update(acts.WORDS)
