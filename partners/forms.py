"""Shape and validation of what is typed about partners and referrals; nothing is saved here."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from common.forms import DayInput, page_helper
from households.births import tell_apart
from households.enums import ConsentForm, SharingPurpose
from households.models import Person
from partners.enums import ReferralMove, ReferralResult
from partners.models import Partner
from partners.moves import WITH_REASON
from partners.queries import OF_A_PERSON, SHARED, DirectoryLine

M = ReferralMove
APPOINTED = (M.SCHEDULE, M.RESCHEDULE)
# Where the name of the move alone would not do on a button.
BUTTONS = {M.CANCEL: _("Cancel this referral"), M.OPENED: _("The partner has opened it"), M.SEND: _("Send the referral")}
WORDS = {
    M.ASK: _("The partner's question"),
    M.ANSWER: _("Our answer"),
    M.REFUSE: _("The reason the partner gives"),
    M.CANCEL: _("Why we take it back"),
}


class PartnerForm(forms.ModelForm):
    """A partner in the directory: a name and a kind are enough."""

    class Meta:
        model = Partner
        fields = (
            "name",
            "kind",
            "services",
            "territory",
            "languages",
            "contact_name",
            "email",
            "phone",
            "is_active",
        )
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "off"}), "phone": forms.TextInput(attrs={"type": "tel"})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()


def grouped(lines: Iterable[DirectoryLine]) -> list:
    """Partners to choose from, by kind, each with how it answered in the last year."""
    by_kind = sorted(lines, key=lambda line: (str(line.partner.get_kind_display()), line.partner.name))
    return [
        (kind, [(str(line.partner.pk), f"{line.partner.name} ({line.measures})") for line in group])
        for kind, group in groupby(by_kind, key=lambda line: str(line.partner.get_kind_display()))
    ]


class ReferForm(forms.Form):
    """What is asked, of whom, for whom, and exactly which facts leave."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    partner = forms.ChoiceField(label=_("Partner"))
    purpose = forms.ChoiceField(label=_("For"), choices=[("", _("Choose")), *SharingPurpose.choices])
    person = forms.ChoiceField(label=_("Person concerned"), required=False)
    request = forms.CharField(
        label=_("What is asked"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("Write only what the partner needs to answer."),
    )
    shared = forms.MultipleChoiceField(
        label=_("What is shared"),
        choices=list(SHARED.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        # The usual fact that says nothing of anyone; the others are ticked one by one.
        initial=["people"],
    )
    consent_form = forms.ChoiceField(label=_("Agreement given today"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args, partners: Iterable[DirectoryLine], people: Iterable[Person], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.partners = {str(line.partner.pk): line.partner for line in partners}
        self.fields["once"].initial = uuid7()
        cast(forms.ChoiceField, self.fields["partner"]).choices = [("", _("Choose")), *grouped(partners)]
        cast(forms.ChoiceField, self.fields["person"]).choices = [
            ("", _("The whole household")),
            *tell_apart(self.people.values()),
        ]
        cast(forms.ChoiceField, self.fields["consent_form"]).choices = consent_choices()
        self.helper = page_helper()
        self.helper.form_tag = False
        self.helper.inputs = []

    def ask_for_agreement(self) -> None:
        """Say beside the choice, before anything is sent, that the household has not agreed yet."""
        self["consent_form"].help_text = _("Ask the household, then tick how it agreed.")

    def clean_partner(self) -> Partner:
        """The partner chosen in the list."""
        return self.partners[self.cleaned_data["partner"]]

    def clean_person(self) -> Person | None:
        """The person chosen in the household, if one is."""
        return self.people.get(self.cleaned_data["person"])

    def clean(self):
        cleaned = super().clean() or {}
        if set(cleaned.get("shared", ())) & set(OF_A_PERSON) and not cleaned.get("person"):
            self.add_error("person", _("Choose the person whose name, age or phone is shared."))
        return cleaned


def consent_choices() -> list:
    """How the household agreed today, if it did not before."""
    return [("", _("Nothing new today")), *[(value, label) for value, label in ConsentForm.choices if value]]


class ElsewhereForm(forms.Form):
    """Another partner for the same request."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    partner = forms.ChoiceField(label=_("Partner"))

    def __init__(self, *args, partners: Iterable[DirectoryLine], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(line.partner.pk): line.partner for line in partners}
        self.fields["once"].initial = uuid7()
        cast(forms.ChoiceField, self.fields["partner"]).choices = [("", _("Choose")), *grouped(partners)]
        self.helper = page_helper(_("Prepare the referral"))

    def clean_partner(self) -> Partner:
        """The partner chosen in the list."""
        return self.partners[self.cleaned_data["partner"]]


class MoveForm(forms.Form):
    """What one move of a referral needs to know, and nothing else."""

    on = forms.DateField(label=_("On which day"), widget=DayInput)
    appointment_on = forms.DateField(label=_("Day of the appointment"), widget=DayInput)
    result = forms.ChoiceField(label=_("What came of it"), choices=ReferralResult.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Detail"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}))
    consent_form = forms.ChoiceField(label=_("Agreement given today"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args, move: ReferralMove, **kwargs) -> None:
        super().__init__(*args, **{"auto_id": f"id_{move}_%s", **kwargs})
        self.move = move
        cast(forms.ChoiceField, self.fields["consent_form"]).choices = consent_choices()
        self.fields["note"].label = WORDS.get(move, self.fields["note"].label)
        self.fields["note"].required = move in WITH_REASON
        for name in set(self.fields) - self.wanted(move):
            del self.fields[name]
        self.label = BUTTONS.get(move, move.label)
        self.ends_it = move in (M.CANCEL, M.WITHDRAW)
        self.helper = page_helper(self.label)
        self.helper.form_tag = False

    @staticmethod
    def wanted(move: ReferralMove) -> set[str]:
        """The fields this move asks for."""
        if move == M.SEND:
            return {"consent_form"}
        wanted = {"on"} if move in (M.OPENED, M.EXPIRE) else {"on", "note"}
        if move in APPOINTED:
            wanted.add("appointment_on")
        if move == M.CLOSE:
            wanted.add("result")
        return wanted
