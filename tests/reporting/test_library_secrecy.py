"""P9: a State reader's every page and file, searched for every name, code, phone and note of the data."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from itertools import count

import pytest
from django.apps import apps
from django.db import models

from accounts.enums import AuditKind
from accounts.models import AuditEntry
from common.period import Period
from households.enums import StayKind
from reporting.calculation import calculate
from reporting.services.publishing import validate_and_publish
from tests.factories import households as people
from tests.factories import partners, support
from tests.factories.accounts import CoordinatorFactory, PostFactory, StateReaderFactory, UserFactory
from tests.factories.camps import CampFactory, EvacuationDateFactory, HeadcountFactory, LegalStepFactory, SiteVisitFactory
from tests.factories.reporting import ReportRunFactory
from tests.reporting import samples

pytestmark = pytest.mark.django_db
OCTOBER = Period.month(2026, 10)
DAY = date(2026, 10, 12)
NEVER_TAKEN = ("/sign-in/", "/static/")
# Public by nature: what the department's map says.
PUBLIC_MODELS = ("Commune", "Sector")


def full_family(operator, camp) -> None:
    household = people.family(operator, camp, size=4)
    person = people.Person.objects.filter(memberships__household=household).first() or people.PersonFactory(operator=operator)
    worker = UserFactory(organisation=operator)
    same = {"household": household}
    people.EncounterFactory(**same, happened_on=DAY, worker=worker)
    people.AssessmentFactory(**same, started_on=DAY, worker=worker)
    people.SupportWishFactory(**same, stated_on=DAY, recorded_by=worker)
    people.StayFactory(person=people.PersonFactory(operator=operator), kind=StayKind.HOTEL, camp=None, since=DAY)
    support.EnrolmentFactory(**same, opened_by=worker)
    plan = support.SupportPlanFactory(**same, worker=worker)
    support.PlanActionFactory(goal=support.GoalFactory(plan=plan))
    support.RightFactory(person=person)
    support.SchoolingFactory(person=person)
    partners.SentReferralFactory(**same, sent_on=DAY, worker=worker, partner=partners.PartnerFactory(operator=operator))


def mark_every_text() -> list[str]:
    """Write a word of its own in every free text of every row, and give back the words and the keys."""
    numbers, words = count(), []
    for label in ("camps", "households", "partners", "support"):
        for model in apps.get_app_config(label).get_models():
            if model.__name__ not in PUBLIC_MODELS:
                words += [word for row in model._default_manager.order_by("pk") for word in mark(model, row, numbers)]
    return words


def mark(model, row, numbers) -> list[str]:
    texts = [field for field in model._meta.concrete_fields if isinstance(field, models.CharField | models.TextField)]
    # Seven letters that no fingerprint holds, short enough for the shortest field.
    marks = {field.name: f"zq{next(numbers):05}" for field in texts if not field.choices}
    model._default_manager.filter(pk=row.pk).update(**marks)
    return [*marks.values(), str(row.pk)]


@pytest.fixture
def secrets() -> list[str]:
    """A month of records, published; every word and key that must not be found."""
    coordinator = CoordinatorFactory(full_name="Zqcoordinator")
    operator = coordinator.organisation
    PostFactory(organisation=operator, user=coordinator)
    camp = CampFactory(operator=operator)
    for make in (HeadcountFactory, LegalStepFactory, EvacuationDateFactory, SiteVisitFactory):
        make(camp=camp)
    for _ in range(4):
        full_family(operator, camp)
    words = mark_every_text()
    data_on = date(2026, 11, 1)
    exact = calculate(kind="monthly", operator=operator, territory="77", period=OCTOBER, data_on=data_on)
    run = ReportRunFactory(
        operator=operator, period_start=OCTOBER.start, period_end=OCTOBER.end, status="draft", figures=exact.to_json()
    )
    validate_and_publish(run=run, by=coordinator, now=samples.PUBLISHED_AT)
    return [*words, "Zqcoordinator", coordinator.email, str(run.pk)]


def text_of(response) -> str:
    content = response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if content.startswith(b"%PDF"):
        command = [shutil.which("pdftotext") or pytest.skip("pdftotext is not installed"), "-", "-"]
        return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()
    return content.decode()


def crawl(client) -> dict[str, str]:
    """Every address a reader reaches by links from the first page, with the text of what comes back."""
    found, waiting = {}, ["/"]
    while waiting:
        url = waiting.pop()
        response = client.get(url, follow=True)
        found[url] = text_of(response)
        if response["Content-Type"].startswith("text/html"):
            links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', found[url])]
            waiting += [link for link in links if link not in found | dict.fromkeys(waiting) and not link.startswith(NEVER_TAKEN)]
    return found


def test_nothing_about_a_family_is_found_in_any_page_or_file(sign_in, secrets):
    pages = crawl(sign_in(StateReaderFactory()))
    assert len(secrets) > 150
    hits = [(url, word) for url, text in pages.items() for word in secrets if word.lower() in text.lower()]
    assert hits == []


def test_the_crawl_reaches_the_library_its_method_its_report_and_its_files(sign_in, secrets):
    pages = crawl(sign_in(StateReaderFactory()))
    for ending in ("/library/", "/method/", "/pdf/", "/xlsx/", "/ods/", "/csv/"):
        assert any(url.endswith(ending) for url in pages), f"{ending} was not reached: {sorted(pages)}"


def test_the_crawl_would_see_a_name_that_leaks(sign_in, secrets):
    pages = crawl(sign_in(StateReaderFactory(full_name=secrets[0])))
    assert any(secrets[0] in text for text in pages.values())
    assert AuditEntry.objects.filter(kind=AuditKind.EXPORT).count() == 4


def test_no_page_of_a_family_opens_for_a_state_reader(sign_in, secrets):
    client = sign_in(StateReaderFactory())
    for path in ("/households/", "/camps/", "/partners/", "/support/", "/field/", "/import/", "/reports/"):
        assert client.get(path).status_code in (403, 404)
