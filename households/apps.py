from django.apps import AppConfig

from accounts import acts as trail
from households import acts


class HouseholdsConfig(AppConfig):
    name = "households"

    def ready(self) -> None:
        """The trail says this app's acts in words."""
        trail.WORDS.update(acts.WORDS)
