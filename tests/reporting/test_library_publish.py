"""The last look before publication, and its one button."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from reporting.enums import RunStatus
from reporting.models import PublishedReport
from tests.factories.accounts import AdministratorFactory, CoordinatorFactory, StateReaderFactory, UserFactory
from tests.factories.reporting import ReportRunFactory
from tests.reporting import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def run(coordinator):
    period = samples.exact().period
    return ReportRunFactory(
        operator=coordinator.organisation,
        period_start=period.start,
        period_end=period.end,
        status=RunStatus.DRAFT,
        figures=samples.exact().to_json(),
    )


def address(run) -> str:
    return reverse("reporting:publish", args=[run.pk])


def test_each_exact_figure_stands_beside_what_the_state_will_read(sign_in, coordinator, run):
    response = sign_in(coordinator).get(address(run))
    lines = {(line.code, line.breakdown, line.unit): line for line in response.context["lines"]}
    known = lines["B1", "", "people"]
    assert (known.exact, known.published) == ("412", "410")
    hidden = lines["C2", "Lieu: Hotel", "households"]
    assert (hidden.exact, hidden.published) == ("2", "n/a") and "Too few families" in hidden.why
    kept = lines["N3", "", "people"]
    assert kept.published == "" and kept.why.startswith("Stays with the operator")


def test_the_last_look_sums_up_what_leaves(sign_in, coordinator, run):
    summary = dict(sign_in(coordinator).get(address(run)).context["summary"])
    assert summary == {"exact": 4, "rounded": 16, "not shown": 2, "from rounded": 2, "stays with the operator": 1}


def test_looking_writes_nothing(sign_in, coordinator, run):
    sign_in(coordinator).get(address(run))
    assert not PublishedReport.objects.exists()


def test_one_button_validates_and_publishes(sign_in, coordinator, run):
    response = sign_in(coordinator).post(address(run), follow=True)
    run.refresh_from_db()
    assert run.status == RunStatus.PUBLISHED and run.validated_at
    assert response.redirect_chain[-1][0] == PublishedReport.objects.get().get_absolute_url()
    assert "The report is published." in response.content.decode()


def test_a_second_click_finds_it_done(sign_in, coordinator, run):
    client = sign_in(coordinator)
    for _ in range(2):
        response = client.post(address(run))
    assert response.url == PublishedReport.objects.get().get_absolute_url()


@pytest.mark.parametrize("factory", [UserFactory, StateReaderFactory, AdministratorFactory])
def test_others_are_told_who_publishes(sign_in, coordinator, run, factory):
    client = sign_in(factory(organisation=coordinator.organisation))
    for response in (client.get(address(run)), client.post(address(run))):
        assert response.status_code == 403
        assert "Only a coordinator" in response.content.decode()
    assert not PublishedReport.objects.exists()


def test_another_operator_does_not_find_it(sign_in, run):
    client = sign_in(CoordinatorFactory())
    assert client.get(address(run)).status_code == client.post(address(run)).status_code == 404


@pytest.mark.parametrize("status", [RunStatus.RUNNING, RunStatus.PUBLISHED, RunStatus.FAILED])
def test_only_a_draft_has_a_last_look(sign_in, coordinator, run, status):
    run.status = status
    run.save()
    response = sign_in(coordinator).get(address(run))
    assert response.status_code == 403
    assert "Only a draft is prepared for publication." in response.content.decode()


def test_a_report_that_failed_is_refused_with_the_reason(sign_in, coordinator, run):
    run.status = RunStatus.FAILED
    run.save()
    response = sign_in(coordinator).post(address(run))
    assert response.url == run.get_absolute_url()
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["Only a draft is validated."]
