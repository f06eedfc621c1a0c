"""One household's file: its page, contacts, evaluation, support, rights and schooling."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.queries import openings_of
from accounts.requests import SignedInRequest
from households import services as families
from households.models import Assessment, Encounter, Household, Person
from households.pages import form_page, own_household, sent
from households.policies import may_correct_encounter
from households.queries import members_with_ages
from households.reading import note_reading
from support import alerts, forms, policies, queries, services, standing, timeline


@require_GET
def household(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """The household's page: what matters first, then its story."""
    home, today = own_household(request, household_id), timezone.localdate()
    sheet = queries.sheet_of(home, today)
    note_reading(request, home, "household.read")
    context = {
        "household": home,
        "sheet": sheet,
        "alerts": alerts.alerts_of(sheet, today),
        "due": alerts.due_of(sheet, today),
        "events": timeline.timeline_of(sheet),
        "support": standing.standing_of(request.user, sheet),
        "today": today,
    }
    return render(request, "support/household.html", context)


@require_GET
def household_openings(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """Who opened this file."""
    home = own_household(request, household_id)
    note_reading(request, home, "support.openings")
    return render(request, "support/openings.html", {"household": home, "openings": openings_of(home.pk)})


@require_http_methods(["GET", "POST"])
def contact_new(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """Log one contact: a visit, a call, someone at the office."""
    home, now = own_household(request, household_id), timezone.now()
    people = members_with_ages(home, timezone.localdate())
    form = forms.ContactForm(
        request.POST if sent(request) else None, initial=forms.ContactForm.blank(timezone.localdate()), people=people
    )

    def save(data):
        met = [form.people[key] for key in data.pop("met")]
        families.record_encounter(household=home, id=data.pop("key"), met_persons=met, by=request.user, now=now, **data)

    return form_page(request, home, form, _("Log a contact"), save)


@require_http_methods(["GET", "POST"])
def contact_correct(request: SignedInRequest, encounter_id: UUID) -> HttpResponse:
    """Correct what was written of a contact; the first words stay readable."""
    mine = Encounter.objects.visible_to(request.user).select_related("household__referent")
    encounter = get_object_or_404(mine, pk=encounter_id)
    # Sent twice, a correction is kept once: the service tells that from a second correction, and refuses that one.
    if not sent(request):
        may_correct_encounter(request.user, encounter).or_forbid()
    first = forms.CorrectContactForm.initial_of(encounter)
    form = forms.CorrectContactForm(request.POST if sent(request) else None, initial=first, people=queries.people_of(encounter))

    def save(data):
        met, key = [form.people[pk] for pk in data.pop("met")], data.pop("key")
        if not form.says_the_same:
            families.correct_encounter(encounter=encounter, id=key, met_persons=met, by=request.user, now=timezone.now(), **data)

    title = _("Correct the contact of %(day)s") % {"day": date_format(encounter.happened_on)}
    return form_page(request, encounter.household, form, title, save, template="support/correct.html")


@require_http_methods(["GET", "POST"])
def assessment(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """The initial evaluation: begun, gone on with, validated."""
    home, today = own_household(request, household_id), timezone.localdate()
    draft = Assessment.objects.visible_to(request.user).filter(household=home, validated_on=None).order_by("pk").first()
    names = ("started_on", "with_interpreter", "adults_present", "summary")
    first = {name: getattr(draft, name) for name in names} if draft else {"started_on": today}
    form = forms.AssessmentForm(request.POST if sent(request) else None, initial=first)

    def save(data):
        services.save_evaluation(household=home, by=request.user, today=today, **data)

    return form_page(request, home, form, _("Initial evaluation"), save)


@require_http_methods(["GET", "POST"])
def wish_new(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """What the household wants today."""
    home, today = own_household(request, household_id), timezone.localdate()
    form = forms.WishForm(request.POST if sent(request) else None, initial={"stated_on": today})

    def save(data):
        families.record_wish(household=home, by=request.user, today=today, **data)

    return form_page(request, home, form, _("What they want"), save)


def _enrolment_page(request: SignedInRequest, household_id: UUID, form_class, day: str, title: str, may, act) -> HttpResponse:
    home, today = own_household(request, household_id), timezone.localdate()
    may(request.user, home, queries.latest_enrolment(home)).or_forbid()
    form = form_class(request.POST if sent(request) else None, initial={day: today})

    def save(data):
        act(household=home, by=request.user, today=today, **data)

    return form_page(request, home, form, title, save)


@require_http_methods(["GET", "POST"])
def enrolment_open(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """The household enters support."""
    may, act = policies.may_open_enrolment, services.open_enrolment
    return _enrolment_page(request, household_id, forms.OpenForm, "opened_on", _("Open the support"), may, act)


@require_http_methods(["GET", "POST"])
def enrolment_pause(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """Support stops for a while."""
    may, act = policies.may_pause, services.pause_enrolment
    return _enrolment_page(request, household_id, forms.PauseForm, "paused_on", _("Pause the support"), may, act)


@require_http_methods(["GET", "POST"])
def enrolment_close(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """Support ends, for a reason."""
    may, act = policies.may_close_enrolment, services.close_enrolment
    return _enrolment_page(request, household_id, forms.CloseForm, "closed_on", _("End the support"), may, act)


@require_http_methods(["GET", "POST"])
def enrolment_reopen(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """Support goes on after a pause, or starts again after an exit."""
    may, act = policies.may_reopen, services.reopen_enrolment
    return _enrolment_page(request, household_id, forms.OpenForm, "opened_on", _("Start the support again"), may, act)


@require_http_methods(["GET", "POST"])
def rights(request: SignedInRequest, household_id: UUID, person_id: UUID) -> HttpResponse:
    """Where a person stands with each right, and the history."""
    home, today = own_household(request, household_id), timezone.localdate()
    person = _person(request, home, person_id)
    form = forms.RightForm(request.POST if sent(request) else None)

    def save(data):
        services.record_right(person=person, by=request.user, today=today, household=home, **data)

    context: dict = {"person": person, "rights": queries.rights_of(person, today), "today": today}
    title = _("Rights of %(person)s") % {"person": person}
    return form_page(request, home, form, title, save, template="support/rights.html", **context)


@require_http_methods(["GET", "POST"])
def schooling(request: SignedInRequest, household_id: UUID, person_id: UUID) -> HttpResponse:
    """Where a child stands with school, and the history."""
    home, today = own_household(request, household_id), timezone.localdate()
    person = _person(request, home, person_id)
    form = forms.SchoolingForm(request.POST if sent(request) else None, initial={"since": today})

    def save(data):
        services.record_schooling(person=person, by=request.user, today=today, household=home, **data)

    context: dict = {"person": person, "schoolings": queries.schoolings_of(person)}
    title = _("Schooling of %(person)s") % {"person": person}
    return form_page(request, home, form, title, save, template="support/schooling.html", **context)


def _person(request: SignedInRequest, home: Household, person_id: UUID) -> Person:
    ours = Person.objects.visible_to(request.user).filter(memberships__household=home).distinct()
    return get_object_or_404(ours, pk=person_id)
