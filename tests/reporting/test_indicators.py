"""Each indicator on the days where counts go wrong, and what holds for all of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from common.period import Period
from reporting.acts import LISTED
from reporting.bundle import key_of
from reporting.disclosure import SCOPE
from reporting.disclosure.scope import PLACE, PLAIN, SENSITIVE
from reporting.enums import DisclosureClass, ReportKind
from reporting.indicators import FAMILIES, INDICATORS, REGISTRY, UNITS, Scope, definition, list_of, read
from reporting.indicators.breakdowns import birthday_limit
from tests.factories.accounts import OrganisationFactory, PostFactory
from tests.factories.camps import CampFactory, CommuneFactory, HeadcountFactory, SiteVisitFactory
from tests.factories.households import (
    AssessmentFactory,
    EncounterFactory,
    HouseholdFactory,
    MembershipFactory,
    PersonFactory,
    StayFactory,
    SupportWishFactory,
    family,
)
from tests.factories.partners import SentReferralFactory
from tests.factories.support import EnrolmentFactory, RightFactory, SchoolingFactory

pytestmark = pytest.mark.django_db
JANUARY = Period.month(2026, 1)
D = JANUARY.last_day
ISSUE = "A1 A2 A3 A5 B1 B2 C1 C2 D1 D2 D5 E3 F2 G1 I1 I2 K1 O1".split()  # noqa: SIM905


def figures(operator, code, period=JANUARY):
    return {(f.unit, key_of(f.cuts)): f for f in read(REGISTRY[code], Scope(operator, "77"), period)}


def value(operator, code, unit="", period=JANUARY, **cell):
    return figures(operator, code, period)[unit or REGISTRY[code].unit, tuple(cell.items())].value


def supported(operator, **born):
    """A person in a household supported since 2025 and met in January."""
    household = HouseholdFactory(operator=operator)
    person = PersonFactory(operator=operator, **born)
    MembershipFactory(household=household, person=person)
    EnrolmentFactory(household=household)
    EncounterFactory(household=household)
    return person


@pytest.fixture
def operator():
    return OrganisationFactory()


def test_the_registry_holds_the_indicators_of_the_issue_once_in_order():
    assert [indicator.code for indicator in INDICATORS] == ISSUE
    assert {indicator.family for indicator in INDICATORS} <= set(FAMILIES)
    assert list(LISTED) == ISSUE


def test_every_figure_has_a_known_unit_a_listed_dimension_and_a_class(operator):
    CampFactory(operator=operator)
    for indicator in INDICATORS:
        assert indicator.disclosure in DisclosureClass.values
        for figure in read(indicator, Scope(operator, "77"), JANUARY):
            assert figure.unit in UNITS
            assert set(figure.dimensions) <= PLACE | PLAIN | SENSITIVE


def test_every_source_is_said_in_words_and_in_both_languages():
    for indicator in INDICATORS:
        source = definition(indicator).source
        assert len(source.en.split()) > 3
        assert not {"SEED", "NP", "NP21", "NPc", "MINE"} & set(source.en.replace(",", "").split())


def test_every_published_table_is_made(operator):
    CampFactory(operator=operator)
    for code, (units, dimensions) in SCOPE[ReportKind.MONTHLY].items():
        made = read(REGISTRY[code], Scope(operator, "77"), JANUARY)
        assert {f.unit for f in made} & set(units)
        assert set(dimensions) - {"housing_type"} <= {d for f in made for d in f.dimensions}


@pytest.mark.parametrize("code", ISSUE)
def test_an_indicator_is_one_statement_however_many_families(operator, queries, code):
    for _ in range(3):
        family(operator, CampFactory(operator=operator))
    scope = Scope(operator, "77")
    assert scope.sectors
    with queries() as seen:
        read(REGISTRY[code], scope, JANUARY)
    assert len(seen) == (2 if code == "O1" else 1)


@pytest.mark.parametrize("code", [code for code in ISSUE if REGISTRY[code].unit not in ("percent", "persons_per_fte")])
def test_nothing_known_is_zero_of_things_and_none_of_rates(operator, code):
    found = figures(operator, code)
    assert {f.value for (unit, _), f in found.items() if unit != "percent"} == {0}
    assert all(f.value is None for (unit, _), f in found.items() if unit == "percent")


@pytest.mark.parametrize(
    ("day", "age", "limit"),
    [
        (date(2026, 2, 28), 18, date(2008, 2, 28)),  # born on 29 February 2008: not yet 18
        (date(2026, 3, 1), 18, date(2008, 3, 1)),
        (date(2024, 2, 29), 18, date(2006, 2, 28)),
        (date(2024, 2, 29), 16, date(2008, 2, 29)),
    ],
)
def test_birthdays_around_the_end_of_february(day, age, limit):
    assert birthday_limit(day, age) == limit
    assert PersonFactory.build(born_on=limit).age(day) == age
    assert PersonFactory.build(born_on=limit + timedelta(days=1)).age(day) == age - 1


def test_someone_born_on_29_february_is_a_minor_until_1_march(operator):
    supported(operator, born_on=date(2008, 2, 29))
    february = Period.month(2026, 2)
    assert value(operator, "B2", period=february) == 1
    assert value(operator, "B2", period=february, age_band="16-17") == 1
    assert value(operator, "B2", period=Period.month(2026, 3)) == 0


def test_a_person_of_unknown_birth_is_followed_and_neither_minor_nor_adult(operator):
    supported(operator, born_on=None, born_precision="unknown")
    minors = figures(operator, "B2")["persons", ()]
    assert (minors.value, minors.unknown, value(operator, "B1")) == (0, 1, 1)
    assert figures(operator, "G1")["percent", ()].denominator == 0
    assert figures(operator, "I1")["persons", ()].unknown == 1


@pytest.mark.parametrize(("day", "followed"), [(D - timedelta(days=89), 1), (D - timedelta(days=90), 0), (D, 1)])
def test_news_are_ninety_days_up_to_the_last(operator, day, followed):
    person = supported(operator)
    person.memberships.get().household.encounters.update(happened_on=day)
    found = figures(operator, "B1")["persons", ()]
    assert (found.value, found.unknown) == (followed, 1 - followed)


@pytest.mark.parametrize(
    ("opened", "closed", "followed"),
    [
        (date(2025, 1, 1), date(2026, 1, 1), 0),
        (date(2025, 1, 1), date(2026, 1, 2), 1),
        (date(2026, 1, 31), None, 1),
        (date(2026, 2, 1), None, 0),
        (date(2026, 1, 10), date(2026, 1, 10), 0),
    ],
)
def test_support_ends_on_its_first_day_outside(operator, opened, closed, followed):
    household = supported(operator).memberships.get().household
    household.enrolments.update(opened_on=opened, closed_on=closed, exit_reason="need_ended" if closed else "")
    assert value(operator, "B1") == followed


def test_a_person_who_moved_between_two_households_is_one_person_of_two(operator):
    first = supported(operator).memberships.get()
    other = supported(operator).memberships.get().household
    type(first).objects.filter(pk=first.pk).update(until=date(2026, 1, 10))
    MembershipFactory(household=other, person=first.person, since=date(2026, 1, 10))
    assert value(operator, "B1") == 2
    assert value(operator, "B1", "households") == 2


def test_a_stay_that_ends_on_the_first_day_of_the_month_is_over(operator):
    person = PersonFactory(operator=operator)
    StayFactory(person=person, kind="hotel", camp=None, until=D)
    assert value(operator, "E3") == 0
    StayFactory(person=person, kind="emergency_shelter", camp=None, since=D)
    assert value(operator, "E3", shelter_type="emergency_shelter") == 1


def test_only_the_first_home_counts_and_by_its_kind(operator):
    person = PersonFactory(operator=operator)
    StayFactory(person=person, kind="adapted_housing", camp=None, since=date(2026, 1, 1), until=date(2026, 1, 20))
    StayFactory(person=person, kind="ordinary_housing", camp=None, since=date(2026, 1, 20))
    assert value(operator, "F2") == value(operator, "F2", accompanied="yes") == 1
    assert value(operator, "F2", accompanied="no") == 0
    assert value(operator, "F2", period=Period.month(2026, 2)) == 0


@pytest.mark.parametrize(("settled", "closed", "counted"), [(D, None, 1), (None, D, 0), (None, date(2026, 2, 1), 1)])
def test_a_camp_is_open_at_the_end_of_the_last_day(operator, settled, closed, counted):
    CampFactory(operator=operator, settled_on=settled, closed_on=closed, status="closed" if closed else "active")
    assert value(operator, "A1") == counted


def test_a_camp_of_another_department_is_not_the_prefectures(operator):
    CampFactory(operator=operator, commune=CommuneFactory(department="94"))
    assert value(operator, "A1") == 0
    assert read(REGISTRY["A1"], Scope(operator, "FR"), JANUARY)[0].value == 1


@pytest.mark.parametrize(("days", "old"), [(60, 0), (61, 1)])
def test_a_count_is_old_after_sixty_days(operator, days, old):
    camp = CampFactory(operator=operator)
    HeadcountFactory(camp=camp, counted_on=D - timedelta(days=days), people_best=51)
    HeadcountFactory(camp=camp, counted_on=D + timedelta(days=1), people_best=999)
    CampFactory(operator=operator)
    share = figures(operator, "A5")["percent", ()]
    assert (share.numerator, share.denominator, share.unknown) == (old, 1, 1)
    assert value(operator, "A5") == value(operator, "A5", size_band="051-100") == 51
    assert value(operator, "A1", size_band="unknown") == 1


def test_a_size_without_site_holds_nobody_and_a_site_never_counted_is_not_known(operator):
    HeadcountFactory(camp=CampFactory(operator=operator), counted_on=D, people_best=51)
    CampFactory(operator=operator, commune=CommuneFactory(sector=None))
    held = {band: value(operator, "A5", size_band=band) for band in ("000-009", "051-100", "101-", "unknown")}
    assert held == {"000-009": 0, "051-100": 51, "101-": 0, "unknown": None}
    assert value(operator, "A5", sector="unknown") is None


def test_the_share_of_old_counts_has_a_name_of_its_own(operator):
    found = figures(operator, "A5")
    assert str(found["percent", ()].label) == "Counts older than 60 days"
    assert found["persons", ()].label is None


def test_a_camp_without_sector_is_counted_under_none(operator):
    CampFactory(operator=operator, commune=CommuneFactory(sector=None))
    assert value(operator, "A1", sector="unknown") == 1


def test_closures_left_blank_are_unknown(operator):
    CampFactory(operator=operator, status="closed", closed_on=date(2026, 1, 31))
    assert value(operator, "A3", closure_kind="unknown") == value(operator, "A3", legal_basis="unknown") == 1


def test_a_visit_counts_once_finished_and_tells_if_there_was_an_interpreter(operator):
    camp = CampFactory(operator=operator)
    SiteVisitFactory(camp=camp)
    SiteVisitFactory(camp=camp, validated_at="2026-02-02T09:00Z", with_interpreter=True)
    assert value(operator, "C1") == value(operator, "C1", interpreter="yes") == 1


def test_a_household_met_twice_in_two_places_is_one_household(operator):
    household = HouseholdFactory(operator=operator)
    EncounterFactory(household=household)
    EncounterFactory(household=household, place_kind="hotel", channel="office")
    EncounterFactory(household=HouseholdFactory(operator=operator), channel="phone")
    assert value(operator, "C2") == value(operator, "C2", place_type="hotel") == 1


def test_a_corrected_contact_is_the_correction(operator):
    wrong = EncounterFactory(household__operator=operator)
    EncounterFactory(household=wrong.household, outcome="absent", replaces=wrong)
    assert value(operator, "C2") == 0


def test_coverage_is_of_households_on_open_camps_with_both_numbers(operator):
    camp = CampFactory(operator=operator)
    AssessmentFactory(household=family(operator, camp), validated_on=D)
    AssessmentFactory(household=family(operator, camp), validated_on=D + timedelta(days=1))
    family(operator)
    total = figures(operator, "D2")["percent", ()]
    assert (total.value, total.numerator, total.denominator) == (Decimal("50.0"), 1, 2)
    assert value(operator, "D2", sector=str(camp.commune.sector_id)) == Decimal("50.0")


def test_the_latest_wish_counts_and_none_is_unknown(operator):
    asked, silent = HouseholdFactory(operator=operator), HouseholdFactory(operator=operator)
    for household in (asked, silent):
        AssessmentFactory(household=household, validated_on=date(2026, 1, 12))
    SupportWishFactory(household=asked, value="no", stated_on=date(2026, 1, 12))
    SupportWishFactory(household=asked, value="later", stated_on=D)
    SupportWishFactory(household=asked, value="wants", stated_on=D + timedelta(days=1))
    assert value(operator, "D5") == 2
    assert value(operator, "D5", wish="later") == value(operator, "D5", wish="unknown") == 1


def test_a_domiciliation_is_valid_until_its_last_day(operator):
    RightFactory(person=supported(operator), valid_until=D)
    RightFactory(person=supported(operator), valid_until=D - timedelta(days=1))
    supported(operator)
    rate = figures(operator, "G1")["percent", ()]
    assert (rate.numerator, rate.denominator, rate.unknown, rate.value) == (1, 3, 1, Decimal("33.3"))


def test_school_is_of_the_children_of_school_age(operator):
    SchoolingFactory(person=supported(operator, born_on=date(2018, 5, 1)))
    SchoolingFactory(person=supported(operator, born_on=date(2018, 5, 1)), status="waiting")
    SchoolingFactory(person=supported(operator, born_on=date(2009, 5, 1)))
    supported(operator, born_on=date(2022, 5, 1))
    rate = figures(operator, "I2")["percent", ()]
    assert (rate.numerator, rate.denominator, rate.unknown) == (1, 3, 1)
    assert value(operator, "I2", school_level="primary") == value(operator, "I1", age_band="03-05") == 1


def test_referrals_count_by_the_day_they_were_sent_whatever_became_of_them(operator):
    SentReferralFactory(household__operator=operator, status="withdrawn")
    SentReferralFactory(household__operator=operator, sent_on=date(2026, 2, 1))
    assert value(operator, "K1") == value(operator, "K1", partner_type="health") == 1


def test_people_per_post_divides_by_the_mean_of_the_month(operator):
    supported(operator)
    PostFactory(organisation=operator, since=date(2026, 1, 17))
    PostFactory(organisation=operator, function="interpreter", share="0.5", until=date(2026, 1, 1))
    ratio = figures(operator, "O1")["persons_per_fte", ()]
    assert (ratio.numerator, ratio.denominator, ratio.value) == (1, Decimal("0.48"), Decimal("2.1"))


def test_without_a_post_there_is_no_ratio(operator):
    supported(operator)
    assert value(operator, "O1") is None


def test_another_operators_records_change_nothing(operator):
    camp = CampFactory()
    other = family(camp.operator, camp)
    EnrolmentFactory(household=other)
    EncounterFactory(household=other)
    AssessmentFactory(household=other, validated_on=D)
    SentReferralFactory(household=other)
    assert [code for code in ISSUE if any(f.value for f in figures(operator, code).values())] == []


def test_an_unknown_cell_has_no_list(operator):
    with pytest.raises(KeyError):
        list_of("A1", Scope(operator, "77"), JANUARY, dimension="sector", value="nowhere")
    with pytest.raises(KeyError):
        list_of("Z9", Scope(operator, "77"), JANUARY)
