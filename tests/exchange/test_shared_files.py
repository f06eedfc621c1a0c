"""Issue 2, « Done when 3 »: the two shared files, every line taken, corrected or refused with its reason."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from accounts.models import AuditEntry
from camps.models import Camp, Headcount
from exchange import queries, services
from exchange.models import ImportLine
from exchange.queries import summary_of
from exchange.wording import message_of
from households.models import Household, Membership, Person, Stay, SupportWish
from support.models import Right, Schooling
from tests.exchange.given import TODAY, shared_import

pytestmark = pytest.mark.django_db
DOMICILED = 90
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def confirmed(register_import):
    return services.confirm_import(register_import=register_import, by=register_import.user, today=TODAY, now=NOW)


@pytest.fixture
def previewed():
    return shared_import()


def telling(register_import, outcome):
    lines = ImportLine.objects.filter(sheet__register_import=register_import, outcome=outcome).order_by("sheet_id", "number")
    return [(line.number, [message_of(finding) for finding in line.findings]) for line in lines.select_related("sheet")]


def test_the_preview_promises_8_sites_117_families_470_people(previewed):
    summary = summary_of(previewed)
    assert (summary.new_camps, summary.new_households, summary.new_people) == (8, 117, 470)
    assert (summary.doubts, summary.faulty, summary.empty, summary.known) == (3, 3, 13, 0)
    assert previewed.as_of == date(2026, 11, 20)


def test_the_two_impossible_births_and_the_nameless_line_are_refused_with_their_reason(previewed):
    assert telling(previewed, "faulty") == [
        (488, ["« 31/02/2019 » is a date that does not exist."]),
        (489, ["« 04/05/2031 » is a birth in the future."]),
        (490, ["No family name and no first name."]),
    ]


def test_the_three_people_written_twice_are_proposed(previewed):
    doubts = queries.doubts_of(previewed)
    assert [(doubt.line.number, doubt.other_line.number) for doubt in doubts] == [(260, 259), (294, 293), (404, 403)]


def test_a_plain_confirmation_adds_exactly_what_was_promised_and_a_second_import_nothing(previewed):
    done = confirmed(previewed)
    assert (Camp.objects.count(), Household.objects.count(), Person.objects.count()) == (8, 117, 470)
    assert done.counts == {"camps": 8, "households": 117, "people": 470, "doubt": 3, "left_out": 3}
    again = shared_import(previewed.user)
    summary = summary_of(again)
    assert (summary.new_camps, summary.new_people, summary.doubts, summary.known, summary.faulty) == (0, 0, 0, 481, 3)
    confirmed(again)
    assert (Camp.objects.count(), Household.objects.count(), Person.objects.count()) == (8, 117, 470)
    assert (Headcount.objects.count(), Right.objects.count() > 0, Membership.objects.count()) == (8, True, 470)


def test_everything_the_two_files_say_is_carried_and_journalled(previewed):
    confirmed(previewed)
    check_stays_rights_and_school()
    check_first_family()
    check_first_camp()
    check_journal(previewed)


def check_stays_rights_and_school():
    assert Counter(Stay.objects.filter(until=None).values_list("kind", flat=True)) == {"hotel": 96, "camp": 374}
    covers = Right.objects.filter(kind="health_cover")
    assert (covers.count(), covers.filter(valid_until=date(2027, 3, 31)).count()) == (206, 42)
    assert Right.objects.filter(kind="domiciliation").count() == DOMICILED
    assert Counter(Schooling.objects.values_list("status", flat=True))["refused"] == 28
    assert set(SupportWish.objects.values_list("value", flat=True)) == {"wants", "later", "undecided"}


def check_first_family():
    family = Household.objects.get(name="Hristov", memberships__person__first_name="Tsvetan")
    people = {person.first_name: person for person in Person.objects.filter(memberships__household=family)}
    assert (family.first_contact_on, family.last_contact_on) == (date(2025, 12, 27), date(2026, 1, 16))
    assert (people["Hristo"].born_on, people["Hristo"].born_precision) == (date(2020, 5, 20), "about")
    assert (people["Yordanka"].born_on, people["Yordanka"].nationality) == (date(2011, 6, 27), "BG")
    assert family.needs_interpreter
    assert "Georgi: RDV à prendre" in family.note


def check_first_camp():
    camp = Camp.objects.get(name="Le Clos Perdu")
    count = Headcount.objects.get(camp=camp)
    assert (camp.commune.code, camp.kind, camp.settled_on, camp.is_resettlement) == (
        "77906",
        "building",
        date(2026, 3, 26),
        "yes",
    )
    assert (camp.status, camp.reported_by, camp.reported_on) == ("active", "register", date(2026, 4, 4))
    assert (count.source, count.counted_on, count.people_best, count.households) == ("state", date(2026, 9, 26), 143, 35)
    assert count.minor_bands == {"0-3": 14, "3-6": 18, "6-12": 16, "12-16": 20, "16-18": 5}
    assert count.dwellings == {"caravans": 0, "cabins": 25}


def check_journal(register_import):
    entry = AuditEntry.objects.get(act="import.confirm")
    assert (entry.thing_id, entry.detail["people"], entry.detail["households"]) == (register_import.pk, 470, 117)
    assert AuditEntry.objects.filter(act="household.register").count() == 117
