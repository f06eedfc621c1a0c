"""Forms of support: short, with « I do not know » where it is an answer."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from common.forms import page_helper
from households.births import tell_apart
from households.enums import ContactChannel, Language, NextStep, Outcome, Topic, Wish
from households.forms import UNKNOWN, day_field, fields_of, long_field, text_field
from households.models import Encounter
from partners.models import Partner
from support.catalogue import domain_of, sentences
from support.enums import (
    ActionOwner,
    Agreement,
    ExitReason,
    GoalDomain,
    GoalStatus,
    RightKind,
    RightStatus,
    SchoolLevel,
    SchoolStatus,
)

REVISIT_DAYS = 7


class PageForm(forms.Form):
    """A form that is a page's one form."""

    submit: object = None

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.helper = page_helper(self.submit)


class ContactForm(PageForm):
    """One contact: a visit, a call, someone at the office. The key makes a double submit one contact."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = day_field(_("Date"))
    channel = forms.ChoiceField(label=_("How"), choices=ContactChannel, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=_("Presence"), choices=Outcome, widget=forms.RadioSelect)
    met = forms.MultipleChoiceField(label=_("Who was there"), required=False, widget=forms.CheckboxSelectMultiple)
    topics = forms.MultipleChoiceField(label=_("Topics"), choices=Topic, required=False, widget=forms.CheckboxSelectMultiple)
    note = long_field(_("Note"), help_text=_("Facts that help the next visit. Nothing about origin or religion."))
    next_step = forms.ChoiceField(label=_("And then?"), choices=NextStep, widget=forms.RadioSelect, initial=NextStep.NONE)
    next_on = day_field(_("On which day"), required=False, help_text=_("Empty for « see again »: in 7 days."))
    next_label = text_field(_("What"), 160)
    submit = _("Save the contact")

    def __init__(self, *args, people: list, **options) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        fields_of(self)["met"].choices = tell_apart(people)

    @staticmethod
    def blank(today: date) -> dict:
        """Today, face to face, with a fresh key."""
        return {"key": uuid7(), "happened_on": today, "channel": ContactChannel.FACE_TO_FACE}

    def clean(self):
        data = super().clean() or {}
        if data.get("next_step") == NextStep.REVISIT and not data.get("next_on") and data.get("happened_on"):
            data["next_on"] = data["happened_on"] + timedelta(days=REVISIT_DAYS)
        return data


class CorrectContactForm(ContactForm):
    """The same page, filled with what was written."""

    submit = _("Save the correction")

    @staticmethod
    def initial_of(encounter: Encounter) -> dict:
        """What was written of the contact, with a fresh key for its correction."""
        names = ("happened_on", "channel", "outcome", "topics", "note", "next_step", "next_on", "next_label")
        met = [str(pk) for pk in encounter.met_persons.order_by("pk").values_list("pk", flat=True)]
        return {"key": uuid7(), "met": met} | {name: getattr(encounter, name) for name in names}

    @property
    def says_the_same(self) -> bool:
        """Nothing was changed: there is nothing to correct."""
        return set(self.changed_data) <= {"key"}


class AssessmentForm(PageForm):
    """The initial evaluation, saved as it is or validated."""

    started_on = day_field(_("Started on"))
    with_interpreter = forms.BooleanField(label=_("Interpreter present"), required=False)
    adults_present = forms.IntegerField(label=_("Adults present"), min_value=0, max_value=30, required=False)
    summary = long_field(_("What matters, in a few lines"), rows=6)
    wish = forms.ChoiceField(label=_("What they want"), choices=Wish, required=False, widget=forms.RadioSelect)
    words = long_field(_("In their words"))
    validated_on = day_field(
        _("Validated on"), required=False, help_text=_("Leave empty to go on later. Once dated, it counts in the report.")
    )

    def clean(self):
        data = super().clean() or {}
        if data.get("words") and not data.get("wish"):
            self.add_error("wish", _("Say what they want, with these words."))
        return data


class WishForm(PageForm):
    """What they want today, in their words."""

    value = forms.ChoiceField(label=_("What they want"), choices=Wish, widget=forms.RadioSelect)
    words = long_field(_("In their words"))
    stated_on = day_field(_("Said on"))
    ask_again_on = day_field(_("Propose again on"), required=False, help_text=_("For « not ready yet »."))


class OpenForm(PageForm):
    """The support opens, or starts again."""

    opened_on = day_field(_("From"))
    submit = _("Open the support")


class PauseForm(PageForm):
    """The support stops for a while."""

    paused_on = day_field(_("From"))
    submit = _("Pause the support")


class CloseForm(PageForm):
    """The support ends, for a reason."""

    closed_on = day_field(_("Ended on"))
    reason = forms.ChoiceField(label=_("Why it ends"), choices=ExitReason, widget=forms.RadioSelect)
    destination = text_field(_("Where they go"), 160)
    submit = _("End the support")


class WordsForm(PageForm):
    """What the family wants, in its own words."""

    words = long_field(_("What the family wants, in its own words"), rows=5)
    words_language = forms.ChoiceField(label=_("Language of these words"), choices=Language, required=False)
    words_french = long_field(_("The same in French"), rows=5)
    review_on = day_field(_("Next review"), required=False, help_text=_("Empty: 30, 60 or 90 days, by where they live."))

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        fields_of(self)["words_language"].choices = [("", UNKNOWN), *[choice for choice in Language.choices if choice[0]]]


class AgreementForm(PageForm):
    """The household's agreement on its plan."""

    agreement = forms.ChoiceField(label=_("Agreement"), choices=Agreement, widget=forms.RadioSelect)
    agreed_on = day_field(_("Given on"), required=False)


class ReviewForm(PageForm):
    """A review with the family: the plan is kept as it stands that day."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reviewed_on = day_field(_("Reviewed on"))
    family_comment = long_field(_("The family’s comment"))
    next_review_on = day_field(_("Next review"))
    submit = _("Keep this review")


class GoalForm(PageForm):
    """A result the household wants."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    domain = forms.ChoiceField(label=_("Domain"), choices=GoalDomain)
    ready = forms.ChoiceField(label=_("A ready sentence"), required=False)
    statement = text_field(_("Or in your words"), 200)
    person = forms.ChoiceField(label=_("Whose goal"), required=False)
    target_on = day_field(_("Aimed for"), required=False)
    submit = _("Add the goal")

    def __init__(self, *args, people: list, **options) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        fields_of(self)["person"].choices = [("", _("The whole household")), *tell_apart(people)]
        groups = [(domain, [(sentence, sentence) for sentence in ready]) for domain, ready in sentences()]
        fields_of(self)["ready"].choices = [("", _("Choose, or write below")), *groups]

    def clean(self):
        data = super().clean() or {}
        if data.get("ready") and not data.get("statement"):
            data["statement"] = data["ready"]
            data["domain"] = domain_of(data["ready"]) or data.get("domain")
        if not data.get("statement"):
            self.add_error("statement", _("Choose a sentence or write one."))
        data["person"] = self.people.get(data.get("person") or "")
        return data


class GoalStatusForm(PageForm):
    """Where a goal stands."""

    status = forms.ChoiceField(label=_("Status"), choices=GoalStatus, widget=forms.RadioSelect)
    blocked_by = text_field(_("Blocked by"), 160, help_text=_("Which paper, which answer, whom we wait for."))
    on = day_field(_("Since"))


class ActionForm(PageForm):
    """A step toward a goal."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    statement = text_field(_("What is to be done"), 200, required=True, help_text=_("A verb first: file, call, go with."))
    owner = forms.ChoiceField(label=_("Who does it"), choices=ActionOwner, widget=forms.RadioSelect)
    partner = forms.ModelChoiceField(
        label=_("Which partner"), queryset=Partner.objects.none(), required=False, empty_label=_("No partner")
    )
    due_on = day_field(_("By when"), required=False)
    submit = _("Add the action")

    def __init__(self, *args, user, **options) -> None:
        super().__init__(*args, **options)
        fields_of(self)["partner"].queryset = Partner.objects.visible_to(user).active().order_by("name", "pk")

    def clean(self):
        data = super().clean() or {}
        if data.get("owner") and data["owner"] != ActionOwner.PARTNER:
            data["partner"] = None
        return data


class RightForm(PageForm):
    """Where a person stands with one right, today."""

    kind = forms.ChoiceField(label=_("Right"), choices=RightKind)
    status = forms.ChoiceField(label=_("Status"), choices=RightStatus, widget=forms.RadioSelect)
    detail = text_field(_("Detail"), 40)
    requested_on = day_field(_("Requested on"), required=False)
    decided_on = day_field(_("Decided on"), required=False)
    valid_from = day_field(_("Valid from"), required=False)
    valid_until = day_field(_("Valid until"), required=False)


class SchoolingForm(PageForm):
    """Where a child stands with school, since a day."""

    status = forms.ChoiceField(label=_("Status"), choices=SchoolStatus, widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("Level"), choices=SchoolLevel)
    school = text_field(_("School"), 120, help_text=_("It never leaves the team."))
    requested_on = day_field(_("Requested on"), required=False)
    since = day_field(_("Since"))
