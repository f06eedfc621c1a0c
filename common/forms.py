"""Forms rendered the same way everywhere."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.forms import BaseForm, DateInput
from django.utils.translation import gettext as _

from common.verdict import Refused


class DayInput(DateInput):
    """The browser's own calendar, never filled by it; it wants ISO dates whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs=None) -> None:
        super().__init__(attrs={"autocomplete": "off"} | (attrs or {}), format="%Y-%m-%d")


def page_helper(submit=None, **attributes) -> FormHelper:
    """The crispy helper of a page's one form: POST, a main button, no browser bubbles.

    Phones are shared and most fields are about families: the browser is asked to remember nothing.
    """
    helper = FormHelper()
    helper.attrs = {"novalidate": True, "autocomplete": "off", **attributes}
    helper.add_input(Submit("", submit or _("Save")))
    return helper


def show_refusal(form: BaseForm, refusal: Refused) -> None:
    """Put a service's refusal beside the field it is about, or on top of the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.phrase))
