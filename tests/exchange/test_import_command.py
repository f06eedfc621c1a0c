"""`manage.py import_register`: the same report and the same services, in a terminal."""

from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from exchange.models import ImportLine, RegisterImport
from households.models import Person
from tests.exchange.given import DATA, register_csv
from tests.factories.accounts import CoordinatorFactory, OrganisationFactory
from tests.factories.camps import CampFactory

pytestmark = pytest.mark.django_db
LINES = ("Le Clos;1;Marin;Ana;12/03/2019;F;enfant", "Le Clos;1;MARIN;ANA;12/03/2019;F;", "Le Clos;1;Marin;Zoé;31/02/2019;F;")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-23T10:00:00Z", tick=False):
        yield


@pytest.fixture
def by():
    user = CoordinatorFactory()
    CampFactory(operator=user.organisation, name="Le Clos")
    return user


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "register.csv"
    path.write_bytes(register_csv(*LINES).content)
    return str(path)


def run(*args, **options) -> str:
    out = StringIO()
    call_command("import_register", *args, stdout=out, **options)
    return out.getvalue()


def test_each_doubt_and_error_is_printed_by_line_with_what_is_done(by, register):
    told = run("-", register)
    assert "register.csv, line 3, Ana Marin: Looks like line 2. Nothing is merged: you decide. -> Same person?" in told
    assert "register.csv, line 4, Zoé Marin, birth or age: « 31/02/2019 » is a date that does not exist. -> To correct" in told
    assert "Imported: 0 sites, 1 family, 1 person." in told
    assert f"1 doubts wait for a decision: {RegisterImport.objects.get().get_absolute_url()}" in told


def test_a_dry_run_of_the_shared_files_writes_nothing_and_keeps_no_line(by):
    told = run(str(DATA / "sites-existants.xlsx"), str(DATA / "registre-menages.xlsx"), dry_run=True)
    assert "8 sites, 117 families, 470 people; 3 lines look like someone already there; 3 lines need correcting." in told
    assert "Nothing was imported: dry run." in told
    assert (Person.objects.count(), ImportLine.objects.count()) == (0, 0)


def test_a_clean_file_has_no_doubt_to_decide(by, tmp_path):
    (tmp_path / "one.csv").write_bytes(register_csv(LINES[0]).content)
    assert "wait for a decision" not in run("-", str(tmp_path / "one.csv"), "--as-of=2026-11-20")


@pytest.mark.parametrize(
    ("content", "phrase"),
    [(b"%PDF", "This is not a spreadsheet"), (b"a;b\n1;2\n", "no line of headings"), (b"", "This file is empty")],
)
def test_a_file_that_cannot_be_read_ends_with_a_sentence(by, tmp_path, content, phrase):
    (tmp_path / "bad.xlsx").write_bytes(content)
    with pytest.raises(CommandError, match=phrase):
        run("-", str(tmp_path / "bad.xlsx"))


def test_a_missing_file_ends_with_a_sentence(by):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run("-", "nowhere.xlsx")


def test_no_file_at_all_is_refused(by):
    with pytest.raises(CommandError, match="at least one file"):
        run("-", "-")


def test_the_association_is_named_when_there_are_several(by, register):
    CoordinatorFactory()
    with pytest.raises(CommandError, match="--operator"):
        run("-", register)
    assert "Imported" in run("-", register, operator=by.organisation.name)


def test_an_association_without_coordinator_imports_nothing(register):
    OrganisationFactory()
    with pytest.raises(CommandError, match="no coordinator"):
        run("-", register)


def test_an_import_that_fails_on_the_way_keeps_nothing(by, register, monkeypatch):
    from common.verdict import Refused

    def fail(**_all):
        raise Refused("no luck")

    monkeypatch.setattr("exchange.services.confirming.open_household", fail)
    with pytest.raises(CommandError, match="Line 2: no luck"):
        run("-", register)
    assert (ImportLine.objects.count(), RegisterImport.objects.get().status) == (0, "cancelled")
