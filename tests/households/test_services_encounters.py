"""Contacts: kept once, corrected by a new row, dating the household."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from accounts.models import AuditEntry
from common.verdict import Refused
from households import services
from households.models import Encounter, Stay
from households.services import encounters as module
from tests.factories.accounts import UserFactory
from tests.factories.camps import CampFactory, SiteVisitFactory
from tests.factories.households import EncounterFactory, HouseholdFactory, PersonFactory, family

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY, BEFORE = date(2026, 3, 2), date(2026, 2, 20)


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def camp(worker):
    return CampFactory(operator=worker.organisation)


@pytest.fixture
def home(worker, camp):
    return family(worker.organisation, camp, since=date(2026, 1, 5))


def log(home, worker, **fields):
    return services.record_encounter(
        **({"household": home, "outcome": "seen", "happened_on": TODAY, "by": worker, "now": NOW} | fields)
    )


def test_contact_dates_the_household_and_keeps_where_it_lived(home, worker):
    met = log(home, worker, met_persons=[home.memberships.first().person, PersonFactory()], topics=("school",))
    home.refresh_from_db()
    assert (home.first_contact_on, home.last_contact_on) == (date(2026, 1, 5), TODAY)
    assert (met.place_kind, met.met_persons.count(), met.worker, met.topics) == ("camp", 1, worker, ["school"])


def test_first_contact_is_the_earliest_however_they_are_logged(worker):
    home = HouseholdFactory(operator=worker.organisation)
    for day in (TODAY, BEFORE):
        log(home, worker, happened_on=day)
    home.refresh_from_db()
    assert (home.first_contact_on, home.last_contact_on) == (BEFORE, TODAY)


def test_absence_is_no_contact(home, worker):
    log(home, worker, outcome="absent")
    home.refresh_from_db()
    assert home.last_contact_on is None


def test_same_id_twice_keeps_one_row(home, worker):
    key = uuid4()
    assert log(home, worker, id=key, note="x") == log(home, worker, id=key, note="x")
    assert Encounter.objects.count() == AuditEntry.objects.count() == 1


def test_same_id_with_other_content_is_refused_by_a_code(home, worker):
    key = uuid4()
    log(home, worker, id=key)
    with pytest.raises(services.DifferentContent) as refusal:
        log(home, worker, id=key, note="other")
    assert refusal.value.code == "different_content"


def test_id_taken_in_the_same_instant_is_other_content(home, worker, monkeypatch):
    key = EncounterFactory().pk
    monkeypatch.setattr(module.Encounter.objects, "filter", lambda **wanted: Encounter.objects.none())
    with pytest.raises(services.DifferentContent):
        log(home, worker, id=key)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"happened_on": date(2026, 3, 3)}, "happened_on"),
        ({"topics": ["weather"]}, "topics"),
        ({"next_step": "task"}, "next_on"),
        ({"outcome": "gone"}, "outcome"),
    ],
)
def test_faults_of_a_contact_stand_beside_their_field(home, worker, fields, field):
    with pytest.raises(Refused) as refusal:
        log(home, worker, **fields)
    assert refusal.value.field == field


def test_no_next_step_has_no_date(home, worker):
    assert log(home, worker, next_on=TODAY, next_label="x").next_on is None


def test_visit_of_another_association_is_refused(home, worker):
    with pytest.raises(Refused, match="another association"):
        log(home, worker, visit=SiteVisitFactory())


def test_field_of_a_contact_must_be_known(home, worker):
    with pytest.raises(TypeError):
        log(home, worker, place_kind="camp")


def test_left_ends_the_stays_on_the_visited_camp(home, worker, camp):
    visit = SiteVisitFactory(camp=camp, visited_on=TODAY, worker=worker)
    log(home, worker, outcome="left", visit=visit)
    assert set(Stay.objects.filter(until=None).values_list("kind", "since")) == {("unknown", TODAY)}


def test_left_elsewhere_touches_no_other_camp(home, worker):
    visit = SiteVisitFactory(camp=CampFactory(operator=worker.organisation), worker=worker)
    log(home, worker, outcome="left", visit=visit)
    assert set(Stay.objects.filter(until=None).values_list("kind", flat=True)) == {"camp"}


def test_left_may_say_for_where(home, worker):
    log(home, worker, outcome="left", left_for="abroad")
    assert set(Stay.objects.filter(until=None).values_list("kind", flat=True)) == {"abroad"}


def test_correction_is_a_new_row_and_the_first_no_longer_stands(home, worker):
    wrong, key = log(home, worker, note="E07", met_persons=[home.memberships.first().person]), uuid4()
    for _ in range(2):
        services.correct_encounter(encounter=wrong, by=worker, now=NOW, id=key, note="E08")
    right = Encounter.objects.standing().get()
    assert (right.pk, right.note, right.replaces, right.met_persons.count()) == (key, "E08", wrong, 1)
    with pytest.raises(Refused, match="already been corrected"):
        services.correct_encounter(encounter=wrong, by=worker, now=NOW, note="E09")


def test_correction_to_absent_takes_the_contact_back(worker):
    home = HouseholdFactory(operator=worker.organisation)
    log(home, worker, happened_on=BEFORE)
    services.correct_encounter(encounter=log(home, worker), by=worker, now=NOW, outcome="absent")
    home.refresh_from_db()
    assert (home.first_contact_on, home.last_contact_on) == (BEFORE, BEFORE)


def test_correction_of_the_first_contact_keeps_the_last(worker):
    home = HouseholdFactory(operator=worker.organisation)
    log(home, worker)
    services.correct_encounter(encounter=log(home, worker, happened_on=BEFORE), by=worker, now=NOW, outcome="absent")
    home.refresh_from_db()
    assert (home.first_contact_on, home.last_contact_on) == (TODAY, TODAY)


def test_correction_of_the_only_contact_leaves_none(worker):
    home = HouseholdFactory(operator=worker.organisation)
    services.correct_encounter(encounter=log(home, worker), by=worker, now=NOW, outcome="absent", met_persons=[])
    home.refresh_from_db()
    assert (home.first_contact_on, home.last_contact_on) == (None, None)


def test_dates_known_from_elsewhere_survive_a_correction(home, worker):
    log(home, worker)
    wrong = log(home, worker, happened_on=BEFORE)
    services.correct_encounter(encounter=wrong, by=worker, now=NOW, outcome="absent")
    home.refresh_from_db()
    assert (home.first_contact_on, home.last_contact_on) == (date(2026, 1, 5), TODAY)


def test_they_had_not_left_after_all(home, worker, camp):
    wrong = log(home, worker, outcome="left")
    services.correct_encounter(encounter=wrong, by=worker, now=NOW, outcome="seen")
    assert set(Stay.objects.filter(until=None).values_list("camp", flat=True)) == {camp.pk}


@pytest.mark.parametrize(("change", "expected"), [({"note": "E08"}, TODAY), ({"next_label": "Call the school"}, None)])
def test_a_step_done_stays_done_unless_the_correction_changes_it(home, worker, change, expected):
    step = log(home, worker, next_step="task", next_on=TODAY)
    step = services.tick_next_step(encounter=step, done=True, by=worker, today=TODAY)
    assert services.correct_encounter(encounter=step, by=worker, now=NOW, **change).next_done_on == expected


@pytest.mark.parametrize(("done", "expected"), [(True, TODAY), (False, None)])
def test_next_step_is_ticked_and_unticked(home, worker, done, expected):
    step = log(home, worker, next_step="task", next_on=TODAY)
    for _ in range(2):
        services.tick_next_step(encounter=step, done=done, by=worker, today=TODAY)
    step.refresh_from_db()
    assert step.next_done_on == expected
    assert AuditEntry.objects.filter(act="encounter.tick").count() == done


def test_contact_without_next_step_is_not_ticked(home, worker):
    with pytest.raises(Refused, match="no next step"):
        services.tick_next_step(encounter=log(home, worker), done=True, by=worker, today=TODAY)


def test_household_of_another_association_is_not_logged(worker):
    with pytest.raises(Refused, match="another association"):
        log(HouseholdFactory(), worker)
