"""The household's pages: who sees them, what they show, what they cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry
from tests.factories.accounts import AdministratorFactory, StateReaderFactory, UserFactory
from tests.factories.camps import CampFactory, EvacuationDateFactory
from tests.factories.households import (
    AssessmentFactory,
    EncounterFactory,
    InformationNoticeFactory,
    SharingConsentFactory,
    SupportWishFactory,
    family,
)
from tests.factories.partners import PartnerFactory, SentReferralFactory
from tests.factories.support import (
    EnrolmentFactory,
    GoalFactory,
    PlanActionFactory,
    PlanReviewFactory,
    RightFactory,
    SchoolingFactory,
    SupportPlanFactory,
)

pytestmark = pytest.mark.django_db
PAGES = [
    "household",
    "household_openings",
    "contact_new",
    "assessment",
    "wish_new",
    "enrolment_open",
    "plan",
    "plan_words",
    "goal_new",
]


@pytest.fixture
def worker():
    return UserFactory()


def full_file(worker, times=1):
    """A household with a little, or a lot, of everything."""
    camp = CampFactory(operator=worker.organisation, name="Old Quarry")
    EvacuationDateFactory(camp=camp, planned_on=timezone.localdate() + timedelta(days=12))
    home = family(worker.organisation, camp, referent=worker, name="Family Marin")
    EnrolmentFactory(household=home)
    plan = SupportPlanFactory(household=home, worker=worker)
    partner = PartnerFactory(operator=worker.organisation, name=f"City clinic {times}")
    person = home.memberships.first().person
    for _ in range(times):
        EncounterFactory(
            household=home, worker=worker, note="Nice talk", next_step="task", next_on=date(2026, 1, 20), topics=["school"]
        )
        SupportWishFactory(household=home)
        AssessmentFactory(household=home, validated_on=date(2026, 1, 20))
        InformationNoticeFactory(household=home)
        SentReferralFactory(household=home, partner=partner, worker=worker)
        SharingConsentFactory(household=home, withdrawn_on=date(2026, 2, 1))
        PlanActionFactory(goal=GoalFactory(plan=plan), due_on=date(2026, 1, 5))
        PlanReviewFactory(plan=plan)
        RightFactory(person=person)
    SchoolingFactory(person=person)
    return home


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_the_team_and_for_nobody_else(client, sign_in, worker, name):
    home = family(worker.organisation)
    url = reverse(f"support:{name}", args=[home.pk])
    assert client.get(url).status_code == 302
    for stranger in (UserFactory(), AdministratorFactory(organisation=worker.organisation), StateReaderFactory()):
        assert sign_in(stranger).get(url).status_code == 404
    assert sign_in(worker).get(url).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_each_reading_leaves_a_trace(sign_in, worker, name):
    home = family(worker.organisation)
    sign_in(worker).get(reverse(f"support:{name}", args=[home.pk]))
    entry = AuditEntry.objects.get(household_id=home.pk)
    assert (entry.kind, entry.actor, entry.address) == ("read", worker, "127.0.0.1")


def test_household_page_tells_its_story(sign_in, worker):
    page = sign_in(worker).get(reverse("support:household", args=[full_file(worker).pk])).content.decode()
    told = ["Old Quarry: evacuation planned in 12 days", "Nice talk", "City clinic", "Supported", "File the request"]
    told += ["Wants support", "Not started (1)", "Domiciliation", "Agreement withdrawn", "Reviewed"]
    assert [words for words in told if words not in page] == []


def test_household_page_costs_the_same_for_a_long_history(sign_in, worker, queries):
    short, long = full_file(worker), full_file(worker, times=5)
    client = sign_in(worker)
    counts = []
    for home in (short, long):
        with queries() as seen:
            client.get(reverse("support:household", args=[home.pk]))
        counts.append(
            len([s for s in seen if "INSERT" not in s["sql"] and not s["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))])
        )
    assert counts[0] == counts[1] <= 8


def test_plan_page_shows_everything_in_few_statements(sign_in, worker, queries):
    home = full_file(worker, times=3)
    client = sign_in(worker)
    with queries() as seen:
        page = client.get(reverse("support:plan", args=[home.pk])).content.decode()
    assert 'lang="ro"' in page and "Vrem ca Ana" in page
    assert page.count("File the request at the town hall") >= 3
    assert len([s for s in seen if s["sql"].startswith("SELECT")]) <= 8


def test_openings_name_who_read(sign_in, worker):
    home = family(worker.organisation)
    client = sign_in(worker)
    assert "Nobody has opened this file" in client.get(reverse("support:household_openings", args=[home.pk])).content.decode()
    client.get(reverse("support:household", args=[home.pk]))
    page = client.get(reverse("support:household_openings", args=[home.pk])).content.decode()
    assert worker.full_name in page and "Read the household’s file" in page


def test_my_day_is_for_those_who_support_families(sign_in):
    answer = sign_in(AdministratorFactory()).get(reverse("support:my_day"))
    assert answer.status_code == 403
    assert "Only the people who support families" in answer.content.decode()


def test_my_day_costs_four_statements(sign_in, worker, queries):
    full_file(worker, times=4)
    client = sign_in(worker)
    with queries() as seen:
        page = client.get(reverse("support:my_day")).content.decode()
    assert len(seen) <= 6
    assert "days late" in page and "Old Quarry" in page


def test_empty_file_and_empty_day_say_so(sign_in, worker):
    home = family(worker.organisation, size=0)
    client = sign_in(worker)
    page = client.get(reverse("support:household", args=[home.pk])).content.decode()
    assert "Never met yet." not in page or "Nobody is written down" in page
    assert "Nothing is due" in client.get(reverse("support:my_day")).content.decode()
    assert "No plan yet" in client.get(reverse("support:plan", args=[home.pk])).content.decode()
