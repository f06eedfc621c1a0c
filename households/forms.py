"""Forms about families: « I do not know » is always an answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from accounts.models import User
from camps.models import Camp
from common.forms import DayInput, page_helper
from common.period import whole_years
from households.births import read_birth, tell_age, tell_apart
from households.enums import ConsentForm, HouseholdRole, Language, Nationality, Sex, SharingPurpose, StayKind
from households.models import Household, Membership

UNKNOWN = _("I do not know")
LINES = 4


def fields_of(form: forms.Form) -> dict[str, Any]:
    """The form's fields, whose choices and rows are set when it is made."""
    return form.fields


def day_field(label, *, required: bool = True, help_text="") -> forms.DateField:
    """A day, chosen in the browser's calendar or typed."""
    return forms.DateField(label=label, required=required, help_text=help_text, widget=DayInput)


def text_field(label, length: int, *, required: bool = False, help_text="") -> forms.CharField:
    """A short text about a family: never completed by the browser, whose phone may be shared."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text, widget=widget)


def long_field(label, *, required: bool = False, help_text="", rows: int = 3) -> forms.CharField:
    """A text of a few lines."""
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget, max_length=4000)


class BirthField(forms.CharField):
    """A birth as told; cleans to (day or None, precision)."""

    def __init__(self, *, today: date, **options) -> None:
        self.today = today
        options.setdefault("label", _("Born: date, year or age"))
        options.setdefault("required", False)
        options.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off"}))
        super().__init__(max_length=20, **options)

    def clean(self, value):
        text = super().clean(value)
        try:
            return read_birth(text, self.today)
        except ValueError as fault:
            raise forms.ValidationError(
                _("This is not a date, a year or an age. Examples: 14/03/1990, 1990, 35. Empty: unknown.")
            ) from fault


class HouseholdForm(forms.Form):
    """What is written of a household as a whole."""

    name = text_field(_("Usual name of the household"), 120, required=True, help_text=_("As the team calls it: Popescu family."))
    spot = text_field(_("Spot on the camp"), 20, help_text=_("As on the round’s sheet: E07."))
    language = forms.ChoiceField(label=_("Language to speak with them"), choices=Language, required=False)
    needs_interpreter = forms.BooleanField(label=_("Needs an interpreter"), required=False)
    referent = forms.ModelChoiceField(
        label=_("Social worker"), queryset=User.objects.none(), required=False, empty_label=_("Nobody yet")
    )
    note = long_field(_("To know before visiting"), help_text=_("A dog, a name on the door, when to come. Nothing about health."))

    def __init__(self, *args, user: User, **options) -> None:
        super().__init__(*args, **options)
        colleagues = User.objects.visible_to(user).field_staff().filter(is_active=True)
        fields_of(self)["referent"].queryset = colleagues.order_by("full_name", "pk")
        fields_of(self)["language"].choices = [("", UNKNOWN), *[choice for choice in Language.choices if choice[0]]]
        self.helper = page_helper()

    @staticmethod
    def initial_of(household: Household) -> dict:
        """What the form shows of a household already known."""
        names = ("name", "spot", "language", "needs_interpreter", "referent", "note")
        return {name: getattr(household, name) for name in names}


class NewHouseholdForm(HouseholdForm):
    """The first page of a file, with the key that makes a double submit one household."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    looked = forms.BooleanField(widget=forms.HiddenInput, required=False)
    camp = forms.ModelChoiceField(
        label=_("Camp"), queryset=Camp.objects.none(), required=False, empty_label=_("On no camp, or unknown")
    )
    since = day_field(_("First met on"))
    phone = text_field(_("Phone"), 20)
    field_order = ("key", "looked", "name", "camp", "spot", "since", "language", "needs_interpreter", "phone", "referent", "note")

    def __init__(self, *args, user: User, **options) -> None:
        super().__init__(*args, user=user, **options)
        fields_of(self)["camp"].queryset = Camp.objects.visible_to(user).open().order_by("name", "pk")
        self.helper.form_tag = False
        self.helper.inputs = []

    @staticmethod
    def blank(today: date, camp: str | None, since: str | None = None, name: str | None = None) -> dict:
        """What a new page shows: the camp one comes from, the day of its round or today, a known name, and a fresh key."""
        return {"key": uuid7(), "since": since or today, "camp": camp, "name": name}


class PersonLine(forms.Form):
    """One line of the page of a new household; an empty line is nobody."""

    first_name = text_field(_("First name"), 80)
    family_name = text_field(_("Family name"), 80)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[(Sex.UNKNOWN, UNKNOWN), (Sex.FEMALE, _("Female")), (Sex.MALE, _("Male"))], required=False
    )
    role = forms.ChoiceField(label=_("Place in the household"), choices=[("", UNKNOWN), *HouseholdRole.choices], required=False)

    def __init__(self, *args, today: date, **options) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["born_on"] = BirthField(today=today)
        self.order_fields(["first_name", "family_name", "sex", "born_on", "role"])

    @property
    def is_nobody(self) -> bool:
        return not (self.cleaned_data.get("first_name") or self.cleaned_data.get("family_name"))

    def clean(self):
        data = super().clean() or {}
        if self.is_nobody and (data.get("born_on") or (None, ""))[0]:
            raise forms.ValidationError(_("Give a first name or a family name."))
        return data

    def as_person(self) -> dict:
        """The words of the service."""
        data = dict(self.cleaned_data)
        data["born_on"], data["born_precision"] = data["born_on"]
        data["sex"] = data["sex"] or Sex.UNKNOWN
        if "role" in data:
            data["role"] = data["role"] or self._likely_role(data["born_on"])
        return data

    def _likely_role(self, born_on: date | None) -> str:
        """Where nothing was said: a minor is a child of the household."""
        grown_up = born_on is None or whole_years(born_on, self.today) >= 18
        return HouseholdRole.OTHER if grown_up else HouseholdRole.CHILD


PersonLines = forms.formset_factory(PersonLine, extra=LINES, max_num=30, validate_max=True)


class PersonForm(PersonLine):
    """A person added to a household already known, or corrected."""

    nationality = forms.ChoiceField(label=_("Nationality"), choices=Nationality, required=False)
    phone = text_field(_("Phone"), 20)
    since = day_field(_("In the household since"))

    def __init__(self, *args, today: date, known: bool = False, **options) -> None:
        super().__init__(*args, today=today, **options)
        self.known = known
        if known:
            del self.fields["since"]
            del self.fields["role"]
        fields_of(self)["nationality"].choices = [("", UNKNOWN), *[choice for choice in Nationality.choices if choice[0]]]
        self.helper = page_helper()

    def clean(self):
        data = super().clean() or {}
        if self.is_nobody:
            raise forms.ValidationError(_("Give a first name or a family name."))
        return data

    def as_person(self) -> dict:
        """The words of the service; a birth left as shown is not read again: « about 1990 » says less than was known."""
        data = super().as_person()
        if self.known and "born_on" not in self.changed_data:
            del data["born_on"], data["born_precision"]
        return data


class JoinForm(forms.Form):
    """A person already known, found by name, comes into the household."""

    person = forms.ChoiceField(
        label=_("Who joins"), widget=forms.RadioSelect, error_messages={"required": _("Choose who joins.")}
    )
    role = forms.ChoiceField(label=_("Place in the household"), choices=HouseholdRole, initial=HouseholdRole.OTHER)
    since = day_field(_("In the household since"))

    def __init__(self, *args, found: list[Membership], today: date, **options) -> None:
        super().__init__(*args, **options)
        self.people = {str(membership.person_id): membership.person for membership in found}
        fields_of(self)["person"].choices = [(str(m.person_id), self._told(m, today)) for m in found]
        self.helper = page_helper()

    @staticmethod
    def _told(membership: Membership, today: date) -> str:
        person = membership.person
        age = tell_age(person.born_on, person.born_precision, today)
        return _("%(person)s, %(age)s · %(household)s") % {"person": person, "age": age, "household": membership.household}


class PlaceForm(forms.Form):
    """Where people live from a day on."""

    since = day_field(_("Since"))
    kind = forms.ChoiceField(label=_("Kind of place"), choices=StayKind)
    camp = forms.ModelChoiceField(label=_("Camp"), queryset=Camp.objects.none(), required=False, empty_label=_("No camp"))
    place = text_field(_("Place"), 160, help_text=_("The hotel’s or centre’s name. It never leaves the team."))

    def __init__(self, *args, user: User, **options) -> None:
        super().__init__(*args, **options)
        fields_of(self)["camp"].queryset = Camp.objects.visible_to(user).open().order_by("name", "pk")
        self.helper = page_helper()

    def clean(self):
        data = super().clean() or {}
        if data.get("kind") and data["kind"] != StayKind.CAMP:
            data["camp"] = None
        return data


class MoveForm(PlaceForm):
    """The whole household moves, or those who are ticked."""

    persons = forms.MultipleChoiceField(label=_("Who moves"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, user: User, people: list, **options) -> None:
        super().__init__(*args, user=user, **options)
        self.people = {str(person.pk): person for person in people}
        fields_of(self)["persons"].choices = tell_apart(people)
        self.order_fields(["persons", "since", "kind", "camp", "place"])

    def moving(self) -> list:
        """The people ticked."""
        return [self.people[key] for key in self.cleaned_data["persons"]]


class LeaveForm(PlaceForm):
    """A person leaves the household: where they live now, or that they died."""

    person = forms.ChoiceField(label=_("Who leaves"), widget=forms.RadioSelect)
    died = forms.BooleanField(label=_("This person has died that day"), required=False)

    def __init__(self, *args, user: User, members: list, **options) -> None:
        super().__init__(*args, user=user, **options)
        self.members = {str(member.pk): member for member in members}
        names = [label for _key, label in tell_apart(member.person for member in members)]
        fields_of(self)["person"].choices = list(zip(self.members, names, strict=True))
        self.fields["since"].label = _("From which day")
        self.fields["kind"].initial = StayKind.UNKNOWN
        self.fields["kind"].label = _("Where they live now")
        self.order_fields(["person", "since", "kind", "camp", "place", "died"])


class ConsentGivenForm(forms.Form):
    """An agreement to share with one organisation, for one purpose."""

    purpose = forms.ChoiceField(label=_("For what"), choices=SharingPurpose)
    shared_with = text_field(_("Shared with"), 120, required=True, help_text=_("The organisation’s name."))
    form = forms.ChoiceField(label=_("How it was said"), choices=ConsentForm, widget=forms.RadioSelect)
    given_on = day_field(_("Given on"))

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.helper = page_helper()


class NoticeForm(forms.Form):
    """The household was told what is written about it, and its rights."""

    given_on = day_field(_("Given on"))
    language = forms.ChoiceField(label=_("In which language"), choices=[choice for choice in Language.choices if choice[0]])
    form = forms.ChoiceField(label=_("How it was said"), choices=ConsentForm, widget=forms.RadioSelect)

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.helper = page_helper()
