"""Pages that write in one household's file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from common.back import path_back
from common.forms import show_refusal
from common.verdict import Refused
from households import forms, policies, queries, services
from households.births import tell_birth
from households.models import Household, Membership, Person
from households.pages import form_page, own_household, sent


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """One page for a household met for the first time."""
    policies.may_read_households(request.user).or_forbid()
    today = timezone.localdate()
    if request.method == "GET":
        blank = forms.NewHouseholdForm.blank(today, *(request.GET.get(known) for known in ("camp", "since", "name")))
        form = forms.NewHouseholdForm(initial=blank, user=request.user)
        return _new_page(request, form, forms.PersonLines(prefix="people", form_kwargs={"today": today}))
    form = forms.NewHouseholdForm(request.POST, user=request.user)
    lines = forms.PersonLines(_more_lines(request), prefix="people", form_kwargs={"today": today})
    if "more" in request.POST:
        return _new_page(request, form, lines)
    if not (form.is_valid() & lines.is_valid()):
        return _new_page(request, form, lines, status=422)
    if not form.cleaned_data["looked"] and (alike := _look_alikes(request, form, lines)):
        return _new_page(request, form, lines, alike=alike)
    return _welcome(request, form, lines)


def _new_page(request: SignedInRequest, form, lines, *, alike=(), status=200) -> HttpResponse:
    back = path_back(request, request.GET.get("back", ""), "")
    context = {"form": form, "lines": lines, "alike": alike, "today": timezone.localdate(), "back": back}
    return render(request, "households/new.html", context, status=status)


def _more_lines(request: SignedInRequest):
    """« Add a person » sends the page back with one line more."""
    data = request.POST.copy()
    if "more" in data:
        told = data.get("people-TOTAL_FORMS", "")
        data["people-TOTAL_FORMS"] = str(min(int(told) + 1 if told.isdigit() else forms.LINES, 30))
    return data


def _look_alikes(request: SignedInRequest, form, lines) -> list[Household]:
    names = [form.cleaned_data["name"]]
    names += [f"{line.cleaned_data['family_name']} {line.cleaned_data['first_name']}" for line in lines if not line.is_nobody]
    alike = queries.look_alikes(user=request.user, names=names, on=timezone.localdate())
    return [household for household in alike if household.pk != form.cleaned_data["key"]]


def _welcome(request: SignedInRequest, form, lines) -> HttpResponse:
    data = dict(form.cleaned_data)
    del data["looked"]
    people = [line.as_person() for line in lines if not line.is_nobody]
    try:
        household = services.welcome_household(
            household_id=data.pop("key"),
            operator=request.user.organisation,
            by=request.user,
            today=timezone.localdate(),
            people=[services.NewPerson(**person) for person in people],
            **data,
        )
    except Refused as refusal:
        show_refusal(form, refusal)
        return _new_page(request, form, lines, status=422)
    messages.success(request, _("%(household)s is registered.") % {"household": household})
    return redirect(path_back(request, request.GET.get("back", ""), household.get_absolute_url()))


@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """What is written of the household as a whole."""
    household = own_household(request, household_id)
    form = forms.HouseholdForm(
        request.POST if sent(request) else None, initial=forms.HouseholdForm.initial_of(household), user=request.user
    )

    def save(data):
        services.edit_household(household=household, by=request.user, **data)

    return form_page(request, household, form, _("Edit the household"), save)


@require_http_methods(["GET", "POST"])
def person_new(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """A person joins the household: a birth, an arrival, someone not written down before."""
    household, today = own_household(request, household_id), timezone.localdate()
    form = forms.PersonForm(request.POST if sent(request) else None, initial={"since": today}, today=today)

    def save(data):
        services.add_person(household=household, by=request.user, today=today, **form.as_person())

    return form_page(request, household, form, _("Add a person"), save)


@require_http_methods(["GET", "POST"])
def person_edit(request: SignedInRequest, household_id: UUID, person_id: UUID) -> HttpResponse:
    """What is written of one person."""
    household, today = own_household(request, household_id), timezone.localdate()
    ours = Person.objects.visible_to(request.user).filter(memberships__household=household).distinct()
    person = get_object_or_404(ours, pk=person_id)
    names = ("first_name", "family_name", "sex", "nationality", "phone")
    shown = {name: getattr(person, name) for name in names} | {"born_on": tell_birth(person.born_on, person.born_precision)}
    form = forms.PersonForm(request.POST if sent(request) else None, initial=shown, today=today, known=True)

    def save(data):
        services.edit_person(person=person, by=request.user, today=today, household=household, **form.as_person())

    return form_page(request, household, form, _("Edit %(person)s") % {"person": person}, save)


@require_http_methods(["GET", "POST"])
def join(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """Someone already known comes into the household: looked for by name, then chosen."""
    household, today = own_household(request, household_id), timezone.localdate()
    text = request.GET.get("q", "").strip()
    found = queries.people_to_join(household=household, user=request.user, text=text, on=today) if text else []
    form = forms.JoinForm(request.POST if sent(request) else None, initial={"since": today}, found=found, today=today)

    def save(data):
        person = form.people[data.pop("person")]
        services.join_household(person=person, household=household, by=request.user, today=today, **data)

    title = _("Someone known joins the household")
    return form_page(request, household, form, title, save, template="households/join.html", text=text, found=found)


@require_http_methods(["GET", "POST"])
def move(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """The household, or some of it, lives elsewhere from a day on."""
    household, today = own_household(request, household_id), timezone.localdate()
    people = queries.members_with_ages(household, today)
    first = {"since": today, "persons": [str(person.pk) for person in people]}
    form = forms.MoveForm(request.POST if sent(request) else None, initial=first, user=request.user, people=people)

    def save(data):
        del data["persons"]
        services.move_household(household=household, persons=form.moving(), by=request.user, today=today, **data)

    return form_page(request, household, form, _("Where they live now"), save)


@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """A person leaves the household."""
    household, today = own_household(request, household_id), timezone.localdate()
    members = list(Membership.objects.current(today).filter(household=household).select_related("person").order_by("since", "pk"))
    form = forms.LeaveForm(request.POST if sent(request) else None, initial={"since": today}, user=request.user, members=members)

    def save(data):
        _leave(request, household, form.members[data.pop("person")], data)

    return form_page(request, household, form, _("Someone leaves the household"), save)


def _leave(request: SignedInRequest, household: Household, member: Membership, data: dict) -> None:
    today = timezone.localdate()
    if data.pop("died"):
        services.record_death(person=member.person, died_on=data["since"], by=request.user, today=today, household=household)
        return
    services.leave_household(membership=member, by=request.user, today=today, **data)


@require_http_methods(["GET", "POST"])
def notice_new(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """The household was told what is written about it."""
    household, today = own_household(request, household_id), timezone.localdate()
    first = {"given_on": today, "language": household.language}
    form = forms.NoticeForm(request.POST if sent(request) else None, initial=first)

    def save(data):
        services.give_notice(household=household, by=request.user, today=today, **data)

    return form_page(request, household, form, _("Information given to the household"), save)


@require_http_methods(["GET", "POST"])
def consent_new(request: SignedInRequest, household_id: UUID) -> HttpResponse:
    """The household agrees to share with one organisation."""
    household, today = own_household(request, household_id), timezone.localdate()
    form = forms.ConsentGivenForm(request.POST if sent(request) else None, initial={"given_on": today})

    def save(data):
        services.give_consent(household=household, by=request.user, today=today, **data)

    return form_page(request, household, form, _("Agreement to share"), save)
