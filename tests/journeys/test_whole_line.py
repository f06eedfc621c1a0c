"""The entire line in a browser, on a real server with a real worker: from two spreadsheets to the prefecture."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.architecture import ROOT
from tests.journeys.servers import PASSWORD, Installation

pytestmark = pytest.mark.browser

DATA = ROOT / "tests" / "data"
PHONE = {"width": 390, "height": 844}
NOTE = "Attend la réponse du consulat de Lyon"
WORDS = "Vrem o casă cu grădină"
SECRETS = """
import json
from households.models import Encounter, Household, Person
from support.models import SupportPlan
from partners.models import Referral
words = set()
for row in Person.objects.values_list("family_name", "first_name", "phone"):
    words |= set(row)
words |= set(Household.objects.values_list("code", flat=True)) | set(Household.objects.values_list("note", flat=True))
words |= set(Encounter.objects.values_list("note", flat=True)) | set(SupportPlan.objects.values_list("words", flat=True))
words |= set(Referral.objects.values_list("request", flat=True))
print(json.dumps(sorted(word.strip() for word in words if len(word.strip()) > 2)))
"""


@pytest.fixture
def installation(tmp_path):
    made = Installation(tmp_path, "ancrage_line")
    try:
        made.prepare()
        made.start_web()
        made.start_worker()
        yield made
    finally:
        made.stop()


@pytest.fixture
def enter(browser, installation):
    """Sign someone in, in a window of their own."""
    contexts = []

    def sign_in(who: str, **options):
        context = browser.new_context(base_url=installation.address, locale="fr-FR", accept_downloads=True, **options)
        contexts.append(context)
        # A real server, a real worker and a browser share two cores with the rest of the suite.
        context.set_default_timeout(120_000)
        page = context.new_page()
        page.goto("/sign-in/login/")
        page.fill("[name=login]", f"{who}.example")
        page.fill("[name=password]", PASSWORD)
        page.locator("form:has([name=password]) button.btn-primary").click()
        page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))
        return page

    yield sign_in
    for context in contexts:
        context.close()


def submit(page, action: str) -> None:
    """Press the main button of the form that goes to `action` (the end of its address)."""
    page.locator(f"form[action$='{action}'] button").first.click()


def save(page) -> None:
    """Press the main button of the page's form."""
    page.locator("main form.page-form [type=submit], main form [type=submit].btn-primary").last.click()


def import_both_files(page) -> None:
    page.goto("/import/")
    page.set_input_files("[name=sites]", DATA / "sites-existants.xlsx")
    page.set_input_files("[name=register]", DATA / "registre-menages.xlsx")
    save(page)
    text = page.locator("main").inner_text()
    assert all(re.search(rf"\b{count}\b", text) for count in ("8", "117", "470"))
    submit(page, "/confirm/")
    page.wait_for_load_state()


def log_a_round(page) -> None:
    page.goto("/camps/")
    page.get_by_role("link", name="Chemin des Carrières").first.click()
    page.locator("a[href$='/start/']").first.click()
    save(page)
    rows = page.locator("[data-household]")
    rows.first.wait_for()
    assert rows.count() == 6
    for row in rows.all():
        row.locator("[data-field=outcome][value=seen]").click()
    rows.first.locator("[data-open]").click()
    rows.first.locator("textarea").first.fill(NOTE)
    page.locator("[data-finish]").click()
    page.wait_for_url("**/finished/")


def open_a_household(page) -> str:
    page.goto("/camps/")
    page.get_by_role("link", name="Chemin des Carrières").first.click()
    page.locator("a[href*='/on-camp/']").first.click()
    page.locator("main a[href*='/support/households/']").first.click()
    page.wait_for_url("**/support/households/**")
    return page.url


def make_a_plan(page, household: str) -> None:
    page.goto(household + "support/open/")
    save(page)
    page.goto(household + "plan/words/")
    page.fill("[name=words]", WORDS)
    page.fill("[name=words_french]", "Nous voulons une maison avec jardin")
    save(page)
    page.goto(household + "plan/goals/new/")
    page.select_option("[name=domain]", "housing") if page.locator("select[name=domain]").count() else page.locator(
        "[name=domain][value=housing]"
    ).check(force=True)
    page.fill("[name=statement]", "Visiter la résidence")
    save(page)
    page.locator("a[href$='/actions/new/']").first.click()
    page.fill("[name=statement]", "Prendre rendez-vous")
    save(page)
    submit(page, "/tick/")
    page.wait_for_load_state()
    assert "Prendre rendez-vous" in page.locator("main").inner_text()


def refer(page, household: str) -> None:
    page.goto("/partners/new/")
    page.fill("[name=name]", "Réseau de soins")
    page.select_option("[name=kind]", "health")
    save(page)
    page.goto(f"/partners/refer/{household.rstrip('/').split('/')[-1]}/")
    page.select_option("[name=partner]", index=1)
    page.select_option("[name=purpose]", "health")
    page.fill("[name=request]", "Un premier rendez-vous pour la mère")
    page.locator("[name=consent_form][value=oral]").check(force=True)
    page.locator("button[name=look]").click()
    page.locator("button[name=send]").click()
    page.wait_for_url("**/partners/referrals/**")
    page.locator("details:has(form[action$='/move/accept/']) summary").click()
    submit(page, "/move/accept/")
    page.wait_for_load_state()
    assert page.locator("form[action$='/move/schedule/']").count() == 1


def make_and_publish_the_report(page, installation) -> None:
    page.goto("/reports/")
    submit(page, "/order/")
    page.wait_for_url(re.compile(r"/reports/[0-9a-f-]{36}/"))
    address = page.url
    ready = page.locator("a[href$='/publish/']")

    def is_draft() -> bool:
        page.goto(address)
        return ready.count() > 0

    installation.wait(is_draft, "the worker made the report", seconds=90)
    ready.first.click()
    page.locator("main form[method=post] button.btn-primary").last.click()
    page.wait_for_url("**/library/**")


def text_of(name: str, content: bytes) -> str:
    """All the words of a published file."""
    if name.endswith(".pdf"):
        done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
        return done.stdout.decode()
    if name.endswith((".xlsx", ".ods")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(part).decode("utf-8", "ignore") for part in archive.namelist())
    return content.decode("utf-8-sig")


def read_as_the_state(page) -> dict[str, str]:
    """Every page a State reader can reach from the library, and the four files, as text."""
    read, to_see = {}, ["/reports/library/", "/me/", "/about/"]
    while to_see:
        path = to_see.pop()
        if path in read:
            continue
        if re.search(r"/(pdf|xlsx|ods|csv)/$", path):
            with page.expect_download() as started:
                page.evaluate("address => { location.href = address }", path)
            file = Path(started.value.path())
            read[path] = text_of(started.value.suggested_filename, file.read_bytes())
            continue
        answer = page.goto(path)
        assert answer.status == 200, path
        read[path] = page.content()
        links = page.eval_on_selector_all("a[href^='/']", "links => links.map(link => link.getAttribute('href').split('#')[0])")
        to_see += [link for link in links if link and not link.startswith(("/sign-in/", "/static/")) and link != "/"]
    return read


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) reads the PDF back.")
def test_from_an_old_register_to_a_report_in_the_prefectures_hands(installation, enter):
    coordinator = enter("coordinator@tilleuls")
    import_both_files(coordinator)
    worker = enter("worker@tilleuls", viewport=PHONE, has_touch=True)
    log_a_round(worker)
    household = open_a_household(worker)
    make_a_plan(worker, household)
    refer(worker, household)
    make_and_publish_the_report(coordinator, installation)
    read = read_as_the_state(enter("reader@prefecture"))
    assert {path.rstrip("/").rsplit("/", 1)[-1] for path in read} >= {"pdf", "xlsx", "ods", "csv"}
    secrets = json.loads(installation.shell(SECRETS))
    assert len(secrets) > 150 and NOTE in secrets and WORDS in secrets
    found = [
        (path, word) for path, text in read.items() for word in secrets if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    ]
    assert found == []
