from django.apps import AppConfig


class CampsConfig(AppConfig):
    name = "camps"
