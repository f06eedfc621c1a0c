"""What is typed on the pages of imports."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.forms import page_helper
from exchange.enums import SheetKind
from exchange.models import ImportLine, ImportSheet
from exchange.reading.guards import MAX_FILE_BYTES
from exchange.reading.headings import HEADINGS
from exchange.services import GivenFile
from exchange.wording import field_word

ACCEPTED = ".xlsx,.ods,.csv,.txt"


def _file(label, help_text) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=help_text,
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )


class UploadForm(forms.Form):
    """One file or both: the sites, the register of families."""

    sites = _file(_("Sheet of sites"), _("XLSX, ODS or CSV, such as « Sites existants » of the State's platform."))
    register = _file(_("Register of families"), _("XLSX, ODS or CSV, one line per person, headings in any order."))
    as_of = forms.DateField(
        label=_("Date of the files"),
        help_text=_("Ages are counted from this day. Left blank: the date written in the file, else today."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper(_("Read the files"), enctype="multipart/form-data")

    def clean(self):
        cleaned = super().clean() or {}
        given = [name for name in SheetKind.values if cleaned.get(name)]
        if not given and not self.errors:
            raise ValidationError(_("Choose at least one file."))
        for name in given:
            if cleaned[name].size > MAX_FILE_BYTES:
                self.add_error(name, _("This file is too big: 10 MB at most."))
        return cleaned

    def files_given(self) -> list[GivenFile]:
        """The files as the service takes them."""
        given = [(kind, self.cleaned_data.get(kind)) for kind in SheetKind.values]
        return [GivenFile(kind, upload.name, upload.read()) for kind, upload in given if upload]


class ColumnsForm(forms.Form):
    """Which field each column of a sheet is."""

    def __init__(self, *args, sheet: ImportSheet, **kwargs) -> None:
        super().__init__(*args, **{"auto_id": f"id_{sheet.kind}_%s", **kwargs})
        choices = [("", gettext("Not imported"))]
        choices += [(name, field_word(name).capitalize()) for name in HEADINGS[SheetKind(sheet.kind)]]
        for column, heading in enumerate(sheet.headings):
            if heading:
                self.fields[f"column_{column}"] = forms.ChoiceField(
                    label=heading, choices=choices, required=False, initial=sheet.mapping.get(str(column), "")
                )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def mapping(self) -> dict[str, str]:
        """The field chosen for each column number."""
        return {name.removeprefix("column_"): value for name, value in self.cleaned_data.items()}


class LineForm(forms.Form):
    """What should stand in a line's cells: the faulty ones, or all."""

    def __init__(self, *args, line: ImportLine, names: list[str], **kwargs) -> None:
        super().__init__(*args, **{"auto_id": f"id_{line.pk}_%s", **kwargs})
        shown = line.values.get("raw", {})
        for name in names:
            self.fields[name] = forms.CharField(
                label=field_word(name).capitalize(), required=False, max_length=500, initial=shown.get(name, "")
            )
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.add_input(Submit("", _("Correct"), css_id=f"submit-{line.pk}"))

    def corrections(self) -> dict[str, str]:
        """Only what was sent and differs from the cell as it is."""
        return {name: self.cleaned_data[name] for name in self.fields if name in self.data and name in self.changed_data}


class DecisionForm(forms.Form):
    """What becomes of a line; pressed as buttons."""

    decision = forms.CharField(max_length=10)
