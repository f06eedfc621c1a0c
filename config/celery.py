"""The Celery application: the worker and the schedule load it."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("ancrage")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
