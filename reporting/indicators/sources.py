"""Where each figure comes from, in words a reader at the prefecture understands."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

PROJECT = _("Action of the project, described by RÉSOLIS in 2018")
DIHAL = _("Figure published by DIHAL")
PLATFORM = _("Field of the national platform")
PLATFORM_2021 = _("Field of the national platform, form of 2021")
PLATFORM_NOW = _("Field of the national platform, yearly form of today")
PLATFORM_BOTH = _("Field of the national platform, form of 2021 and yearly form of today")
PROJECT_AND_DIHAL = format_lazy("{} · {}", PROJECT, DIHAL)
PROJECT_AND_PLATFORM = format_lazy("{} · {}", PROJECT, PLATFORM)
PROJECT_AND_PLATFORM_2021 = format_lazy("{} · {}", PROJECT, PLATFORM_2021)
