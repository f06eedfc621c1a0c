"""Starting a round: the day, and whether an interpreter comes along."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import page_helper


class StartRoundForm(forms.Form):
    """Asked once for the whole round."""

    visited_on = forms.DateField(
        label=_("Date of the round"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write a date, for example 03/02/2026."), "required": _("Give the date of the round.")},
    )
    with_interpreter = forms.BooleanField(label=_("An interpreter comes along"), required=False)

    helper = page_helper(_("Start the round"))
