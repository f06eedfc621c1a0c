"""The pages of reports: months, one report live, its figures, the lists behind them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AuditEntry
from camps.models import Sector
from common.verdict import Refused
from reporting.bundle import Figure
from reporting.enums import RunStatus
from reporting.models import ReportRun
from reporting.run_queries import change_in_words
from reporting.services import run_report
from tests.factories.accounts import AdministratorFactory, CoordinatorFactory, StateReaderFactory, UserFactory
from tests.factories.camps import CampFactory, SiteVisitFactory
from tests.factories.households import AssessmentFactory, EncounterFactory, HouseholdFactory, family
from tests.factories.partners import SentReferralFactory
from tests.factories.reporting import PublishedReportFactory, ReportRunFactory, RunEventFactory
from tests.factories.support import EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
RUNS = reverse("reporting:runs")


@pytest.fixture
def november():
    with time_machine.travel("2026-11-03 09:00 +0000"):
        yield


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


def address(name, run, *more):
    return reverse(f"reporting:{name}", args=[run.pk, *more])


def made(operator, **options):
    """A draft with its figures."""
    run = ReportRunFactory(operator=operator, **options)
    run_report(run_id=run.pk, clock=lambda: datetime(2026, 11, 3, 9, tzinfo=UTC))
    run.refresh_from_db()
    return run


def busy_camp(operator):
    """A camp with a family that shows in most figures of January 2026."""
    camp = CampFactory(operator=operator)
    household = family(operator, camp)
    EnrolmentFactory(household=household)
    EncounterFactory(household=household)
    AssessmentFactory(household=household, validated_on=date(2026, 1, 12))
    SentReferralFactory(household=household)
    SiteVisitFactory(camp=camp, validated_at="2026-01-12T15:00Z")
    return household


def test_months_since_the_first_camp_are_listed_newest_first(sign_in, coordinator):
    CampFactory(operator=coordinator.organisation, reported_on=date(2026, 8, 20))
    page = sign_in(coordinator).get(RUNS).text
    assert page.index("October 2026") < page.index("September 2026") < page.index("August 2026")
    assert "July 2026" not in page
    assert page.count("Make the report") == 3


def test_older_months_are_on_the_next_page(sign_in, coordinator):
    CampFactory(operator=coordinator.organisation, reported_on=date(2025, 6, 1))
    client = sign_in(coordinator)
    assert "?until=2025-10" in client.get(RUNS).text
    older = client.get(f"{RUNS}?until=2025-10").text
    assert "June 2025" in older
    assert "Next page" not in older


def test_a_month_typed_wrong_shows_the_newest(sign_in, coordinator):
    CampFactory(operator=coordinator.organisation)
    assert "October 2026" in sign_in(coordinator).get(f"{RUNS}?until=soon").text


def test_an_empty_register_says_when_the_first_note_comes(sign_in, coordinator):
    assert "No report yet" in sign_in(coordinator).get(RUNS).text


def test_an_operator_without_camps_has_notes_since_its_first_household(sign_in, coordinator):
    for day in (None, date(2026, 9, 12)):
        HouseholdFactory(operator=coordinator.organisation, first_contact_on=day)
    page = sign_in(coordinator).get(RUNS).text
    assert "October 2026" in page and "September 2026" in page and "August 2026" not in page


def test_a_month_before_any_record_says_that_it_is_empty(sign_in, coordinator):
    run, client = made(coordinator.organisation), sign_in(coordinator)
    for url in (run.get_absolute_url(), address("publish", run)):
        assert "Nothing was recorded for this month" in client.get(url).text


def test_an_empty_month_is_published_and_read(sign_in, coordinator):
    client = sign_in(coordinator)
    page = client.post(address("publish", made(coordinator.organisation)), follow=True).text
    assert "people moved into a home" in page and "<strong>0</strong>" in page


def test_a_month_without_any_site_says_so_and_counts_its_households(sign_in, coordinator):
    household = HouseholdFactory(operator=coordinator.organisation)
    EnrolmentFactory(household=household)
    EncounterFactory(household=household, channel="office", place_kind="hotel")
    page = sign_in(coordinator).get(made(coordinator.organisation).get_absolute_url()).text
    assert "No site was recorded for this month" in page


def test_a_month_with_sites_says_nothing_of_the_kind(sign_in, coordinator):
    busy_camp(coordinator.organisation)
    assert "recorded for this month" not in sign_in(coordinator).get(made(coordinator.organisation).get_absolute_url()).text


def test_a_social_worker_reads_and_is_told_who_orders(sign_in):
    worker = UserFactory()
    CampFactory(operator=worker.organisation, reported_on=date(2026, 10, 1))
    page = sign_in(worker).get(RUNS).text
    assert "Only a coordinator orders" in page
    assert '<button class="btn btn-primary">Make the report' not in page


@pytest.mark.parametrize("factory", [AdministratorFactory, StateReaderFactory])
def test_others_are_told_whose_figures_these_are(sign_in, factory):
    answer = sign_in(factory()).get(RUNS)
    assert answer.status_code == 403
    assert "support families" in answer.text


def test_a_visitor_signs_in_first(client):
    assert client.get(RUNS).status_code == 302


def test_the_button_makes_one_report_however_often_it_is_clicked(sign_in, coordinator, no_broker):
    client = sign_in(coordinator)
    first = client.post(reverse("reporting:order"), {"month": "2026-10"})
    second = client.post(reverse("reporting:order"), {"month": "2026-10"})
    assert first.url == second.url == ReportRun.objects.get().get_absolute_url()


@pytest.mark.parametrize(("month", "said"), [("2026-11", "not over"), ("never", "Choose a month")])
def test_a_month_that_cannot_be_made_is_refused_in_words(sign_in, coordinator, month, said):
    answer = sign_in(coordinator).post(reverse("reporting:order"), {"month": month}, follow=True)
    assert said in answer.text


def test_a_worker_may_not_order(sign_in):
    assert sign_in(UserFactory()).post(reverse("reporting:order"), {"month": "2026-10"}).status_code == 403


def test_a_waiting_report_says_it_waits_and_refreshes_itself(sign_in, coordinator):
    run = ReportRunFactory(operator=coordinator.organisation)
    page = sign_in(coordinator).get(run.get_absolute_url()).text
    assert "The report waits for its turn." in page
    assert f'hx-get="{address("run_progress", run)}"' in page
    assert "Look again" in page


def test_the_live_part_tells_the_figure_being_counted(sign_in, coordinator):
    run = ReportRunFactory(operator=coordinator.organisation, status="running", step="B1", progress=22)
    page = sign_in(coordinator).get(address("run_progress", run), headers={"HX-Request": "true"}).text
    assert "B1 · People and households followed" in page
    assert "22 % done" in page


def test_the_live_part_asks_for_the_whole_page_once_made(sign_in, coordinator):
    run = ReportRunFactory(operator=coordinator.organisation, status="draft")
    client = sign_in(coordinator)
    assert client.get(address("run_progress", run), headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert client.get(address("run_progress", run)).url == run.get_absolute_url()


def test_a_draft_shows_exact_figures_what_will_be_published_and_the_month_before(sign_in, coordinator):
    busy_camp(coordinator.organisation)
    made(coordinator.organisation, period_start=date(2025, 12, 1), period_end=date(2026, 1, 1))
    page = sign_in(coordinator).get(made(coordinator.organisation).get_absolute_url())
    assert "Validate and publish" in page.text
    tables = [table for family in page.context["families"] for table in family.indicators]
    lines = {(line.code, line.what, line.unit): line for table in tables for line in table.lines}
    followed = lines["B1", "Total", "people, unknown: 0"]
    assert (followed.exact, followed.before, followed.change, followed.published) == ("3", "0", "+3", "5")
    assert lines["A1", "Total", "sites"].change == "="
    assert lines["G1", "Rate", "0 / 2, unknown: 2"].exact == "0.0%"
    assert ("A5", "Counts older than 60 days") in {(code, what) for code, what, _ in lines}
    assert ("K1", "Kind of partner: School", "referrals") not in lines


def test_a_worker_reads_the_draft_and_is_told_who_validates(sign_in):
    worker = UserFactory()
    page = sign_in(worker).get(made(worker.organisation).get_absolute_url()).text
    assert "Only a coordinator orders and validates reports." in page
    assert '<button class="btn btn-secondary">Make it again' not in page


def test_the_story_is_told_on_the_page(sign_in, coordinator):
    run = ReportRunFactory(operator=coordinator.organisation, status="failed", error="attempts")
    RunEventFactory(run=run, what="lost", detail="40")
    page = sign_in(coordinator).get(run.get_absolute_url()).text
    assert "The program stopped at 40 %: the report was started again." in page
    assert "The program stopped five times." in page
    assert "Try again" in page


@pytest.mark.parametrize("name", ["run", "run_progress"])
@pytest.mark.parametrize("factory", [CoordinatorFactory, StateReaderFactory, AdministratorFactory])
def test_another_operators_report_is_not_there(sign_in, name, factory):
    assert sign_in(factory()).get(address(name, ReportRunFactory())).status_code == 404


@pytest.mark.parametrize(("name", "status", "then"), [("cancel", "queued", "cancelled"), ("redo", "failed", "queued")])
def test_a_coordinator_cancels_and_tries_again(sign_in, coordinator, name, status, then):
    run = ReportRunFactory(operator=coordinator.organisation, status=status)
    assert sign_in(coordinator).post(address(name, run)).url == run.get_absolute_url()
    run.refresh_from_db()
    assert run.status == then


def test_a_refusal_is_read_on_the_reports_page(sign_in, coordinator):
    run = ReportRunFactory(operator=coordinator.organisation, status="published")
    answer = sign_in(coordinator).post(address("redo", run), follow=True)
    assert "order a correction" in answer.text


@pytest.mark.parametrize("name", ["cancel", "redo", "correct"])
def test_a_worker_changes_nothing(sign_in, name):
    worker = UserFactory()
    run = ReportRunFactory(operator=worker.organisation)
    assert sign_in(worker).post(address(name, run)).status_code == 403


def test_a_published_report_is_corrected_with_a_reason(sign_in, coordinator):
    run = made(coordinator.organisation)
    ReportRun.objects.update(status=RunStatus.PUBLISHED)
    PublishedReportFactory(run=run)
    client = sign_in(coordinator)
    assert "Open the published version" in client.get(run.get_absolute_url()).text
    assert client.post(address("correct", run)).status_code == 422
    answer = client.post(address("correct", run), {"reason": "A camp was counted twice."}, follow=True)
    assert "Correction ordered: A camp was counted twice." in answer.text
    assert "version 2" in answer.text


def test_a_reason_of_spaces_is_no_reason(sign_in, coordinator):
    run = ReportRunFactory(operator=coordinator.organisation, status="published")
    answer = sign_in(coordinator).post(address("correct", run), {"reason": "   "})
    assert answer.status_code == 422
    assert "This field is required." in answer.text


def test_a_correction_refused_meanwhile_keeps_what_was_typed(sign_in, coordinator, monkeypatch):
    def refused(**options):
        raise Refused("Someone was faster.", field="reason")

    monkeypatch.setattr("reporting.views.runs.correct_report", refused)
    run = ReportRunFactory(operator=coordinator.organisation, status="published")
    answer = sign_in(coordinator).post(address("correct", run), {"reason": "A camp was counted twice."})
    assert answer.status_code == 422
    assert "Someone was faster." in answer.text
    assert "A camp was counted twice." in answer.text


@pytest.mark.parametrize(("now", "old", "said"), [(None, 3, ""), (3, None, ""), (3, 3, "="), (3, 5, "−2"), (1005, 5, "+1,000")])
def test_the_change_is_exact_and_signed(now, old, said):
    figures = [Figure(code="B1", unit="persons", value=value) for value in (now, old)]
    assert change_in_words(*figures) == said


@pytest.mark.parametrize(
    ("code", "shown"), [("A1", "Camp"), ("B1", "Ionescu"), ("C1", "Camp"), ("C2", "Family"), ("K1", "Partner"), ("O1", "Ionescu")]
)
def test_a_figure_opens_its_list_and_the_trail_knows(sign_in, coordinator, code, shown):
    busy_camp(coordinator.organisation)
    run = made(coordinator.organisation)
    page = sign_in(coordinator).get(address("figure", run, code))
    assert shown in page.text
    assert AuditEntry.objects.get(act=f"report.list.{code}").thing_id == run.pk


def test_a_cell_opens_its_own_list(sign_in, coordinator):
    busy_camp(coordinator.organisation)
    run = made(coordinator.organisation)
    page = sign_in(coordinator).get(address("figure", run, "B2") + "?dimension=age_band&value=12-15")
    assert "In the report of January 2026: 1 people." in page.text
    assert len(page.context["rows"]) == 1


def test_a_list_that_moved_since_says_so(sign_in, coordinator):
    run = made(coordinator.organisation)
    CampFactory(operator=coordinator.organisation)
    page = sign_in(coordinator).get(address("figure", run, "A1")).text
    assert "the list and the figure differ" in page


@pytest.mark.parametrize("where", ["Z9", "A1?dimension=sector&value=none", "O1?dimension=function&value=social_worker"])
def test_a_figure_the_report_does_not_have_is_not_there(sign_in, coordinator, where):
    run = made(coordinator.organisation)
    code, _, query = where.partition("?")
    assert sign_in(coordinator).get(f"{address('figure', run, code)}?{query}").status_code == 404


def test_a_report_without_figures_has_no_list(sign_in, coordinator):
    run = ReportRunFactory(operator=coordinator.organisation)
    assert sign_in(coordinator).get(address("figure", run, "A1")).status_code == 404


def test_the_months_cost_four_statements_at_most_with_one_or_many_reports(sign_in, coordinator, queries):
    CampFactory(operator=coordinator.organisation, reported_on=date(2025, 6, 1))
    client = sign_in(coordinator)
    for month in range(1, 11):
        period = {"period_start": date(2026, month, 1), "period_end": date(2026, month + 1, 1)}
        ReportRunFactory(operator=coordinator.organisation, requested_by=coordinator, **period)
        with queries() as seen:
            client.get(RUNS)
        assert len(seen) <= 4


def test_a_list_costs_the_same_for_one_household_and_thirty(sign_in, coordinator, queries):
    run, client, costs = None, sign_in(coordinator), []
    for number in (1, 29):
        for _ in range(number):
            busy_camp(coordinator.organisation)
        run = run or made(coordinator.organisation)
        sector = f"A1?dimension=sector&value={Sector.objects.earliest('pk').pk}"
        for where in ("A1", sector, "B1", "C1", "C2", "K1"):
            code, _, query = where.partition("?")
            with queries() as seen:
                assert client.get(f"{address('figure', run, code)}?{query}").status_code == 200
            costs.append(len([q for q in seen if not q["sql"].startswith(("INSERT", "BEGIN", "SAVEPOINT", "RELEASE"))]))
    assert max(costs) <= 4
    assert costs[:6] == costs[6:]
