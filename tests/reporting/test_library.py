"""The authorities' library: what it shows, to whom, and what it writes down."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import OrganisationKind
from accounts.models import AuditEntry
from common.period import Period
from reporting.models import Download
from reporting.services.publishing import validate_and_publish
from reporting.views import library
from tests.factories.accounts import (
    AdministratorFactory,
    CoordinatorFactory,
    OrganisationFactory,
    StateFactory,
    StateReaderFactory,
    UserFactory,
)
from tests.factories.reporting import DownloadFactory, PublishedFileFactory, PublishedReportFactory, ReportRunFactory
from tests.reporting import samples

pytestmark = pytest.mark.django_db
FORMATS = ("pdf", "xlsx", "ods", "csv")
LIBRARY, METHOD, DOWNLOADS = (reverse(f"reporting:{name}") for name in ("library", "method", "downloads"))


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def report(coordinator):
    """The October note, published with its files."""
    figures = samples.exact().to_json()
    start, end = date(2026, 10, 1), date(2026, 11, 1)
    run = ReportRunFactory(operator=coordinator.organisation, period_start=start, period_end=end, status="draft", figures=figures)
    return validate_and_publish(run=run, by=coordinator, now=samples.PUBLISHED_AT)


def months(count: int) -> list:
    """Published reports of `count` months, with their files."""
    operator = OrganisationFactory()
    reports = []
    for n in range(count):
        period = Period.month(2024 + n // 12, n % 12 + 1)
        run = ReportRunFactory(operator=operator, period_start=period.start, period_end=period.end)
        reports.append(PublishedReportFactory(run=run))
        PublishedFileFactory(published=reports[-1])
    return reports


def download_url(report, file_format="csv") -> str:
    return reverse("reporting:download", args=[report.pk, file_format])


@pytest.mark.parametrize("factory", [StateReaderFactory, UserFactory, CoordinatorFactory])
def test_the_library_opens_for_the_state_and_for_the_team(sign_in, factory):
    assert sign_in(factory()).get(LIBRARY).status_code == 200
    assert sign_in(factory()).get(METHOD).status_code == 200


def test_an_administrator_is_told_the_library_is_not_theirs(sign_in, report):
    client = sign_in(AdministratorFactory())
    for url in (LIBRARY, METHOD, report.get_absolute_url(), download_url(report)):
        response = client.get(url)
        assert response.status_code == 403
        assert "Published reports are for the State" in response.content.decode()


def test_a_visitor_signs_in_first(client, report):
    for url in (LIBRARY, METHOD, DOWNLOADS, report.get_absolute_url(), download_url(report)):
        assert client.get(url).status_code == 302


def test_the_shelf_shows_version_date_four_numbers_and_files(sign_in, report):
    page = sign_in(StateReaderFactory()).get(LIBRARY).content.decode()
    assert "Monthly note, October 2026" in page
    assert "Version 1, published on 3 November 2026. Department 77." in page
    assert page.count('class="figure-card"') == 4
    assert "Download the PDF file (" in page


def test_nothing_can_be_asked_for_in_the_library(sign_in, report):
    page = sign_in(StateReaderFactory()).get(LIBRARY).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main and "<input" not in main and "<select" not in main


def test_an_empty_library_says_what_will_come(sign_in):
    assert "No report has been published yet." in sign_in(StateReaderFactory()).get(LIBRARY).content.decode()


def test_the_newest_month_comes_first_a_year_at_a_time(sign_in):
    months(14)
    client = sign_in(StateReaderFactory())
    first = client.get(LIBRARY)
    assert [row.period.code for row, _ in first.context["shelf"].rows][:2] == ["2025-02", "2025-01"]
    second = client.get(LIBRARY + first.context["next_url"])
    assert [row.period.code for row, _ in second.context["shelf"].rows] == ["2024-02", "2024-01"]


def test_only_the_three_latest_notes_show_their_numbers(sign_in, coordinator):
    for month in range(6, 11):
        figures = samples.exact(period=Period.month(2026, month)).to_json()
        dates = {"period_start": date(2026, month, 1), "period_end": date(2026, month + 1, 1)}
        run = ReportRunFactory(operator=coordinator.organisation, status="draft", figures=figures, **dates)
        validate_and_publish(run=run, by=coordinator, now=samples.PUBLISHED_AT)
    answer = sign_in(StateReaderFactory()).get(LIBRARY)
    assert [bool(headlines) for _, headlines in answer.context["shelf"].rows] == [True, True, True, False, False]
    page = answer.content.decode()
    assert page.count("Download the PDF file (") == 5 and page.count("<summary>Files<") == 2


def test_the_figures_are_folded_by_family_and_the_first_is_open(sign_in, report):
    page = sign_in(StateReaderFactory()).get(report.get_absolute_url()).content.decode()
    assert page.count('<details class="figure-family" open>') == 1
    assert page.count('<details class="figure-family">') >= 1


def test_another_territory_is_not_there(sign_in, report):
    client = sign_in(StateReaderFactory(organisation=StateFactory(territory="93")))
    assert client.get(LIBRARY).context["shelf"].rows == []
    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(download_url(report)).status_code == 404


def test_the_national_body_sees_every_territory(sign_in, report):
    national = OrganisationFactory(kind=OrganisationKind.NATIONAL, territory="FR")
    client = sign_in(StateReaderFactory(organisation=national))
    assert len(client.get(LIBRARY).context["shelf"].rows) == 1
    assert client.get(download_url(report)).status_code == 200


def test_another_operator_does_not_see_it(sign_in, report):
    client = sign_in(CoordinatorFactory())
    assert client.get(report.get_absolute_url()).status_code == 404
    assert client.get(download_url(report)).status_code == 404


def test_a_corrected_month_says_why_and_what_it_replaces(sign_in, report, coordinator):
    reason = "Hotel stays were counted twice."
    run = ReportRunFactory(
        operator=report.operator,
        period_start=report.period_start,
        period_end=report.period_end,
        version=2,
        status="draft",
        erratum_reason=reason,
        figures=samples.exact(version=2, erratum_reason=reason).to_json(),
    )
    newer = validate_and_publish(run=run, by=coordinator, now=samples.PUBLISHED_AT)
    client = sign_in(StateReaderFactory())
    shelf = client.get(LIBRARY).content.decode()
    assert reason in shelf and "Replaced by version 2" in shelf
    assert "Version 2 replaces this one." in client.get(report.get_absolute_url()).content.decode()
    assert reason in client.get(newer.get_absolute_url()).content.decode()


def test_the_page_of_a_report_says_each_figure_its_definition_and_why_one_is_not_shown(sign_in, report):
    page = sign_in(StateReaderFactory()).get(report.get_absolute_url()).content.decode()
    assert "What B1 counts, on the last day of the month." in page
    assert "Too few families stand behind this figure" in page
    assert report.fingerprint in page
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page and "The same figures as a table" in page
    assert 'style="' not in page


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_comes_byte_for_byte_and_is_written_down(sign_in, report, file_format):
    reader = StateReaderFactory()
    response = sign_in(reader).get(download_url(report, file_format))
    assert response.content == bytes(report.files.get(format=file_format).content)
    assert f"ancrage_note-mensuelle_77_2026-10_v1.{file_format}" in response["Content-Disposition"]
    assert response["Content-Type"] == library.CONTENT_TYPES[file_format]
    line = Download.objects.get()
    assert (line.user, line.format, line.published) == (reader, file_format, report)
    assert AuditEntry.objects.get(act="report.download").address == "127.0.0.1"


def test_a_file_is_never_kept_nor_guessed_at_by_the_browser(sign_in, report):
    response = sign_in(StateReaderFactory()).get(download_url(report))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Disposition"].startswith("attachment")
    assert "ETag" not in response and "Last-Modified" not in response


def test_a_download_that_cannot_be_written_down_does_not_leave(sign_in, report, monkeypatch):
    def broken(**_):
        raise OSError("disk full")

    monkeypatch.setattr(library, "record_download", broken)
    client = sign_in(StateReaderFactory())
    client.raise_request_exception = False
    response = client.get(download_url(report))
    assert response.status_code == 500
    assert bytes(report.files.get(format="csv").content) not in response.content


def test_a_format_that_does_not_exist_is_not_found(sign_in, report):
    assert sign_in(StateReaderFactory()).get(download_url(report, "docx")).status_code == 404
    assert not Download.objects.exists()


def test_the_coordinator_sees_who_took_what(sign_in, coordinator, report):
    line = DownloadFactory(published=report, format="pdf")
    DownloadFactory()
    page = sign_in(coordinator).get(DOWNLOADS)
    assert [row.pk for row in page.context["page"].rows] == [line.pk]
    assert line.user.full_name in page.content.decode()


def test_downloads_that_nobody_made_are_said(sign_in, coordinator):
    assert "Nobody has downloaded a report yet." in sign_in(coordinator).get(DOWNLOADS).content.decode()


@pytest.mark.parametrize("factory", [StateReaderFactory, UserFactory, AdministratorFactory])
def test_only_a_coordinator_sees_who_took_what(sign_in, factory):
    response = sign_in(factory()).get(DOWNLOADS)
    assert response.status_code == 403
    assert "Only a coordinator sees who downloaded" in response.content.decode()


def test_the_shelf_costs_the_same_for_one_report_and_a_full_page(sign_in, queries):
    client = sign_in(StateReaderFactory())
    counts = []
    for number in (1, 11):
        months(number)
        with queries() as seen:
            client.get(LIBRARY)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4


def test_the_downloads_cost_the_same_for_one_line_and_thirty(sign_in, coordinator, report, queries):
    client, counts = sign_in(coordinator), []
    for number in (1, 29):
        DownloadFactory.create_batch(number, published=report)
        with queries() as seen:
            client.get(DOWNLOADS)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 4


def test_the_page_of_a_report_costs_four_statements(sign_in, report, queries):
    client = sign_in(StateReaderFactory())
    with queries() as seen:
        client.get(report.get_absolute_url())
    assert len(seen) <= 4
