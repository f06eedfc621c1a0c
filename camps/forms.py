"""Shape and validation of what is typed about camps; nothing is saved here."""

from __future__ import annotations

from typing import cast

from crispy_forms.layout import Column, Field, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from camps.enums import CampMove, ClosureKind, LegalBasis
from camps.models import Camp, Commune, EvacuationDate, Headcount, LegalStep, SiteSurvey
from common.forms import DayInput, page_helper

BANDS = {
    "0-3": _("Under 3"),
    "3-6": _("3 to under 6"),
    "6-12": _("6 to under 12"),
    "12-16": _("12 to under 16"),
    "16-18": _("16 and 17"),
}


class OnceForm(forms.ModelForm):
    """A form with a key made when it is opened: the same form sent twice is kept once."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = uuid7()
        self.helper = page_helper()


class CampForm(forms.ModelForm):
    """A camp as it is known: only its name, its commune and the day it was reported are needed."""

    commune_code = forms.CharField(
        label=_("INSEE code of another commune"),
        min_length=5,
        max_length=5,
        required=False,
        help_text=_("Five characters, when the commune is not in the list."),
    )
    commune_name = forms.CharField(label=_("Name of that commune"), max_length=80, required=False)
    another = forms.BooleanField(label=_("It is another camp: save it"), required=False)

    class Meta:
        model = Camp
        fields = (
            "name",
            "commune",
            "address",
            "access",
            "latitude",
            "longitude",
            "kind",
            "owner_kind",
            "reported_on",
            "reported_by",
            "settled_on",
            "settled_precision",
            "is_resettlement",
            "aims_at_resorption",
        )
        widgets = {"reported_on": DayInput, "settled_on": DayInput}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        commune = cast(forms.ModelChoiceField, self.fields["commune"])
        commune.required, commune.empty_label = False, _("Choose")
        commune.help_text = _("Choose it here, or give it just below.")
        commune.queryset = Commune.objects.filter(valid_until=None).order_by("name", "code")
        self.helper = page_helper()
        self.ask_again(False)

    def ask_again(self, doubtful: bool) -> None:
        """Show the « another camp » box only once camps alike were found."""
        self.helper.layout = Layout(
            *([Field("another")] if doubtful else []),
            Fieldset(
                _("Where"),
                "name",
                "commune",
                Row(Column("commune_code", css_class="col-md-5"), Column("commune_name", css_class="col-md-7")),
                "address",
                "access",
                Row(Column("latitude", css_class="col-md-6"), Column("longitude", css_class="col-md-6")),
            ),
            Fieldset(
                _("Since when"),
                Row(Column("reported_on", css_class="col-md-6"), Column("reported_by", css_class="col-md-6")),
                Row(Column("settled_on", css_class="col-md-6"), Column("settled_precision", css_class="col-md-6")),
            ),
            Fieldset(
                _("What is known"),
                Row(Column("kind", css_class="col-md-6"), Column("owner_kind", css_class="col-md-6")),
                Row(Column("is_resettlement", css_class="col-md-6"), Column("aims_at_resorption", css_class="col-md-6")),
            ),
        )

    def clean(self):
        cleaned = super().clean() or {}
        other = bool(cleaned.get("commune_code") or cleaned.get("commune_name"))
        if other and not (cleaned.get("commune_code") and cleaned.get("commune_name")):
            self.add_error("commune_code", _("Give both the code and the name of the commune."))
        elif not other and not cleaned.get("commune"):
            self.add_error("commune", _("Choose the commune, or give its code and its name."))
        return cleaned


class HeadcountForm(OnceForm):
    """A count: the best estimate is enough; every other figure may stay unknown."""

    class Meta:
        model = Headcount
        fields = ("counted_on", "source", "people_best", "people_low", "people_high", "households", "women", "minors")
        widgets = {"counted_on": DayInput}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for band, label in BANDS.items():
            self.fields[f"band_{band}"] = forms.IntegerField(label=label, min_value=0, required=False)
        self.helper.layout = Layout(
            "once",
            Row(Column("counted_on", css_class="col-md-6"), Column("source", css_class="col-md-6")),
            Row(*(Column(name, css_class="col-md-4") for name in ("people_best", "people_low", "people_high"))),
            Row(*(Column(name, css_class="col-md-4") for name in ("households", "women", "minors"))),
            Fieldset(
                _("Minors by age, if you know"), Row(*(Column(f"band_{band}", css_class="col-6 col-md-4") for band in BANDS))
            ),
        )

    def figures(self) -> dict:
        """What the service takes besides the day, the source and the best estimate."""
        names = ("people_low", "people_high", "households", "women", "minors")
        bands = {band: self.cleaned_data.get(f"band_{band}") for band in BANDS}
        told = {band: number for band, number in bands.items() if number is not None}
        return {name: self.cleaned_data[name] for name in names} | {"minor_bands": told}


class SurveyForm(OnceForm):
    """Living conditions: yes, partly, no, or unknown, which is the start."""

    conditions = ("water", "toilets", "waste", "electricity", "fire_safety", "vermin", "danger")

    class Meta:
        model = SiteSurvey
        fields = ("surveyed_on", "water", "toilets", "waste", "electricity", "fire_safety", "vermin", "danger")
        widgets = {"surveyed_on": DayInput}


class LegalStepForm(OnceForm):
    """What was told of the legal track, by whom, and how sure it is."""

    class Meta:
        model = LegalStep
        fields = ("kind", "happened_on", "source", "certainty", "note")
        widgets = {"happened_on": DayInput}


class EvacuationDateForm(OnceForm):
    """A planned date, when it was told, by whom, and how sure it is."""

    class Meta:
        model = EvacuationDate
        fields = ("planned_on", "told_on", "source", "certainty")
        widgets = {"planned_on": DayInput, "told_on": DayInput}


class MoveForm(forms.Form):
    """The day of a move; a closing also says how and on which basis."""

    on = forms.DateField(label=_("Since which day"), widget=DayInput)
    kind = forms.ChoiceField(label=_("How it closed"), choices=[("", _("Choose")), *ClosureKind.choices])
    basis = forms.ChoiceField(label=_("Legal basis"), choices=LegalBasis.choices, initial=LegalBasis.UNKNOWN)

    def __init__(self, *args, move: CampMove, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if move != CampMove.CLOSE:
            del self.fields["kind"], self.fields["basis"]
        self.helper = page_helper(move.label)
