"""The Celery application: the worker and the schedule load it."""

import os

from celery import Celery

from config import broker  # noqa: F401  names its transport

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("ancrage")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
