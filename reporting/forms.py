"""What is typed about reports."""

from __future__ import annotations

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from common.period import Period


class MonthField(forms.Field):
    """A calendar month as `2026-10`, given back as its period."""

    def to_python(self, value: str | None) -> Period | None:
        if not value:
            return None
        try:
            day: date = datetime.strptime(value, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
        except ValueError as fault:
            raise forms.ValidationError(_("This is not a month."), code="invalid") from fault
        return Period.month_of(day)


class OrderForm(forms.Form):
    """Which month's note to make."""

    month = MonthField(label=_("month"))


class CorrectionForm(forms.Form):
    """Why a published report must be corrected: readers will see it."""

    reason = forms.CharField(
        label=_("Why it must be corrected"),
        max_length=300,
        help_text=_("Readers see this sentence beside the new version. Name no family."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
