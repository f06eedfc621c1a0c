"""The coordinator's pages of an import."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from exchange import services
from exchange.models import ImportLine, RegisterImport
from households.models import Person
from tests.exchange.given import DATA, TODAY, register_csv, small_import
from tests.factories.accounts import CoordinatorFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.exchange import RegisterImportFactory
from tests.factories.households import family

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ANA = "Le Clos;1;Marin;Ana;12/03/2019;F;enfant"
TWICE = "Le Clos;1;MARIN;ANA;12/03/2019;F;enfant"
FAULTY = "Le Clos;2;Marin;Zoé;31/02/2019;F;enfant"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def by():
    user = CoordinatorFactory()
    CampFactory(operator=user.organisation, name="Le Clos")
    return user


def line_of(begun, number):
    return ImportLine.objects.get(sheet__register_import=begun, number=number)


def address(name, begun, **args):
    return reverse(f"exchange:{name}", args=[begun.pk, *args.values()])


def read(client, begun) -> str:
    return client.get(begun.get_absolute_url()).content.decode()


def confirm(begun, by):
    return services.confirm_import(register_import=begun, by=by, today=TODAY, now=NOW)


def test_both_shared_files_are_uploaded_and_their_preview_says_what_will_be_added(sign_in):
    client = sign_in(CoordinatorFactory())
    names = {"sites": "sites-existants.xlsx", "register": "registre-menages.xlsx"}
    files = {kind: SimpleUploadedFile(name, (DATA / name).read_bytes()) for kind, name in names.items()}
    page = client.post(reverse("exchange:imports"), files, follow=True).content.decode()
    assert "8 sites, 117 families, 470 people; 3 lines look like someone already there; 3 lines need correcting." in page
    assert "Import 8 sites, 117 families, 470 people" in page
    assert Person.objects.count() == 0


def test_a_file_that_is_no_spreadsheet_is_refused_beside_its_field(sign_in, by):
    sent = {"register": SimpleUploadedFile("register.xlsx", b"%PDF-1.7")}
    response = sign_in(by).post(reverse("exchange:imports"), sent)
    assert (response.status_code, RegisterImport.objects.count()) == (422, 0)
    assert "register.xlsx: This is not a spreadsheet." in response.context["form"].errors["register"][0]


def test_no_file_at_all_is_said(sign_in, by):
    response = sign_in(by).post(reverse("exchange:imports"))
    assert response.status_code == 422
    assert "Choose at least one file." in response.content.decode()


def test_a_file_too_big_is_refused(sign_in, by, monkeypatch):
    monkeypatch.setattr("exchange.forms.MAX_FILE_BYTES", 10)
    response = sign_in(by).post(reverse("exchange:imports"), {"sites": SimpleUploadedFile("s.csv", b"x" * 11)})
    assert "This file is too big" in response.context["form"].errors["sites"][0]


def test_earlier_imports_are_listed_with_their_state(sign_in, by):
    confirm(small_import(ANA, by=by), by)
    page = sign_in(by).get(reverse("exchange:imports")).content.decode()
    assert "Imported" in page and by.full_name in page


def test_the_first_time_the_list_says_what_to_do(sign_in, by):
    assert "No import yet" in sign_in(by).get(reverse("exchange:imports")).content.decode()


@pytest.mark.parametrize("name", ["imports", "preview"])
def test_a_worker_is_told_why_not(sign_in, by, name):
    begun = small_import(ANA, by=by)
    args = [begun.pk] if name == "preview" else []
    response = sign_in(UserFactory(organisation=by.organisation)).get(reverse(f"exchange:{name}", args=args))
    assert response.status_code == 403
    assert "Only coordinators import registers." in response.content.decode()


def test_another_association_sees_nothing(sign_in, by):
    begun = small_import(ANA, by=by)
    assert sign_in(CoordinatorFactory()).get(begun.get_absolute_url()).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client, by):
    assert client.get(reverse("exchange:imports")).status_code == 302


def test_problems_come_first_with_the_form_of_the_faulty_field_only(sign_in, by):
    begun = small_import(ANA, FAULTY, by=by)
    client = sign_in(by)
    shown = client.get(begun.get_absolute_url()).context["problems"]
    assert [(one.line.number, list(one.form.fields)) for one in shown] == [(3, ["birth"])]
    page = read(client, begun)
    assert page.index('id="problems"') < page.index('id="columns"') < page.index('id="lines"')
    assert "« 31/02/2019 » is a date that does not exist." in page


def test_a_household_left_out_of_an_import_is_added_by_hand(sign_in, by):
    begun = small_import(ANA, FAULTY, by=by)
    client = sign_in(by)
    client.post(address("confirm", begun), {"expected": client.get(begun.get_absolute_url()).context["summary"].fingerprint})
    name = line_of(begun, 3).values["family_name"]
    link = f"{reverse('households:new')}?name={quote(name)}&amp;back={quote(begun.get_absolute_url(), safe='')}"
    assert link in read(client, begun)
    assert f'value="{name}"' in client.get(link.replace("&amp;", "&")).content.decode()


def test_a_faulty_cell_is_corrected_from_the_page(sign_in, by):
    begun = small_import(FAULTY, by=by)
    client = sign_in(by)
    url = address("line", begun, line=line_of(begun, 2).pk)
    page = client.post(url, {"birth": "30/02/2019"}, follow=True).content.decode()
    assert "Line 2 still needs correcting." in page
    assert "Line 2 is corrected." in client.post(url, {"birth": "28/02/2019"}, follow=True).content.decode()
    assert line_of(begun, 2).corrections == {"birth": "28/02/2019"}


def test_only_the_cells_sent_are_corrected(sign_in, by):
    begun = small_import(FAULTY, by=by)
    sign_in(by).post(address("line", begun, line=line_of(begun, 2).pk), {"birth": "?", "first_name": "Zoé"})
    assert line_of(begun, 2).corrections == {"birth": "?"}


def test_a_cell_too_long_is_shown_again(sign_in, by):
    begun = small_import(FAULTY, by=by)
    response = sign_in(by).post(address("line", begun, line=line_of(begun, 2).pk), {"birth": "x" * 501})
    assert response.status_code == 422


def test_a_line_has_its_page_with_every_cell(sign_in, by):
    begun = small_import(ANA, by=by)
    page = sign_in(by).get(address("line", begun, line=line_of(begun, 2).pk)).content.decode()
    assert "Line 2: Ana Marin" in page
    assert 'name="phone"' not in page and 'name="birth"' in page


def test_the_page_of_a_line_of_a_finished_import_says_why_it_no_longer_changes(sign_in, by):
    begun = confirm(small_import(ANA, by=by), by)
    client = sign_in(by)
    url = address("line", begun, line=line_of(begun, 2).pk)
    assert "This import is already done." in client.get(url).content.decode()
    assert client.post(url, {"birth": "1999"}).status_code == 403


def test_a_correction_refused_meanwhile_is_said(sign_in, by, monkeypatch):
    from common.verdict import Refused

    begun = small_import(FAULTY, by=by)
    monkeypatch.setattr(services, "correct_line", lambda **_all: (_ for _ in ()).throw(Refused("Too late.")))
    page = sign_in(by).post(address("line", begun, line=line_of(begun, 2).pk), {"birth": "?"}, follow=True)
    assert "Too late." in page.content.decode()


def test_a_doubt_shows_both_sides_and_its_three_answers(sign_in, by):
    begun = small_import(ANA, TWICE, by=by)
    client = sign_in(by)
    page = read(client, begun)
    assert "Line 2: Ana Marin" in page
    assert all(f'value="{answer}"' in page for answer in ("same", "different", "wait"))
    told = client.post(address("decide", begun, line=line_of(begun, 3).pk), {"decision": "different"}, follow=True)
    assert "Two different people" in told.content.decode()
    assert line_of(begun, 3).outcome == "new"


def test_a_doubt_about_someone_followed_shows_that_person_and_journals_the_reading(sign_in, by):
    confirm(small_import(ANA.replace("12/03/2019", "2019"), by=by), by)
    begun = small_import(ANA, by=by)
    page = read(sign_in(by), begun)
    household = Person.objects.get().memberships.get().household_id
    assert "Open the family" in page and str(household) in page
    assert AuditEntry.objects.filter(kind="read", act="import.read", household_id=household).count() == 1
    assert AuditEntry.objects.filter(kind="read", act="import.read", household_id=None).count() == 1


def test_an_answer_nobody_offers_is_said(sign_in, by):
    begun = small_import(ANA, by=by)
    page = sign_in(by).post(address("decide", begun, line=line_of(begun, 2).pk), {"decision": "merge"}, follow=True)
    assert "Choose one of the answers." in page.content.decode()


def test_a_line_left_out_can_be_taken_again(sign_in, by):
    begun = small_import(FAULTY, by=by)
    client = sign_in(by)
    url = address("decide", begun, line=line_of(begun, 2).pk)
    assert "Take it again" in client.post(url, {"decision": "refuse"}, follow=True).content.decode()
    client.post(url, {"decision": "take"})
    assert line_of(begun, 2).outcome == "faulty"


def test_columns_are_changed_from_the_page(sign_in, by):
    begun = small_import(ANA, by=by)
    sheet = begun.sheets.get()
    sent = {f"column_{column}": name for column, name in sheet.mapping.items()} | {"column_5": ""}
    page = sign_in(by).post(address("columns", begun, sheet=sheet.pk), sent, follow=True).content.decode()
    sheet.refresh_from_db()
    assert "Columns saved" in page and "sex" not in sheet.mapping.values()


@pytest.mark.parametrize(("sent", "phrase"), [({"column_0": "site"}, "No column gives"), ({"column_0": "x"}, "does not exist")])
def test_columns_that_make_no_sense_are_said(sign_in, by, sent, phrase):
    begun = small_import(ANA, by=by)
    page = sign_in(by).post(address("columns", begun, sheet=begun.sheets.get().pk), sent, follow=True)
    assert phrase in page.content.decode()


def test_a_double_click_on_confirm_imports_once(sign_in, by):
    begun = small_import(ANA, TWICE, by=by)
    client = sign_in(by)
    sent = {"expected": client.get(begun.get_absolute_url()).context["summary"].fingerprint}
    pages = [client.post(address("confirm", begun), sent, follow=True) for _click in range(2)]
    assert ["Imported: 0 sites, 1 family, 1 person." in page.content.decode() for page in pages] == [True, True]
    assert Person.objects.count() == 1


def test_the_doubts_held_back_stay_on_the_page_and_are_decided_there(sign_in, by):
    begun = confirm(small_import(ANA, TWICE, by=by), by)
    client = sign_in(by)
    assert 'value="different"' in read(client, begun)
    client.post(address("decide", begun, line=line_of(begun, 3).pk), {"decision": "different"})
    assert Person.objects.count() == 2
    assert 'value="different"' not in read(client, begun)


def test_what_changed_meanwhile_is_shown_before_anything_is_written(sign_in, by):
    begun = small_import(ANA, by=by)
    page = sign_in(by).post(address("confirm", begun), {"expected": "1-1-1-1-1"}, follow=True).content.decode()
    assert "Nothing was imported. Something changed since this page was opened." in page
    assert Person.objects.count() == 0


def test_an_import_is_given_up_from_its_page(sign_in, by):
    begun = small_import(ANA, by=by)
    client = sign_in(by)
    assert "Import given up." in client.post(address("cancel", begun), follow=True).content.decode()
    assert "its lines are erased" in read(client, begun)
    assert client.post(address("confirm", begun)).status_code == 403


def test_nothing_to_add_is_said_instead_of_a_button(sign_in, by):
    confirm(small_import(ANA, by=by), by)
    assert "nothing to add" in read(sign_in(by), small_import(ANA, by=by))


def test_lines_are_paged_by_key(sign_in, by):
    begun = small_import(*[f"Le Clos;{n};Marin;Ana;{1950 + n % 60};F;" for n in range(60)], by=by)
    client = sign_in(by)
    first = client.get(begun.get_absolute_url())
    second = client.get(begun.get_absolute_url() + first.context["next_url"].partition("#")[0])
    assert [len(page.context["lines"]) for page in (first, second)] == [50, 10]
    assert second.context["next_url"] == ""


def pages_of(by, count):
    camp = by.organisation.camps.get()
    known = [family(by.organisation, camp, size=1) for _rank in range(count)]
    people = [household.memberships.get().person for household in known]
    lines = [f"Le Clos;{n};{one.family_name};{one.first_name};?;{one.sex};" for n, one in enumerate(people)]
    faulty = [f"Le Clos;9{n};Zed;Ana;31/02/2019;F;" for n in range(count)]
    return small_import(*lines, *faulty, *(f"Le Clos;8{n};Marin;Ion{n};1980;M;" for n in range(count)), by=by)


def test_the_preview_takes_as_many_statements_for_1_and_30_lines_of_each_kind(sign_in, by, queries):
    few, many = pages_of(by, 1), pages_of(by, 30)
    client = sign_in(by)
    counts = []
    for begun in (few, many):
        with queries() as seen:
            assert client.get(begun.get_absolute_url()).status_code == 200
        counts.append(len([query for query in seen if not query["sql"].startswith(("INSERT", "SAVEPOINT", "RELEASE"))]))
    assert counts[0] == counts[1] <= 10


def test_the_list_takes_as_many_statements_for_1_and_30_imports(sign_in, by, queries):
    client = sign_in(by)
    for more in (1, 29):
        RegisterImportFactory.create_batch(more, operator=by.organisation, user=by)
        with queries() as seen:
            client.get(reverse("exchange:imports"))
        assert len(seen) <= 4


def test_a_register_alone_is_enough(sign_in, by):
    sent = {"register": SimpleUploadedFile("register.csv", register_csv(ANA).content), "as_of": "2026-11-20"}
    response = sign_in(by).post(reverse("exchange:imports"), sent)
    assert response.url == RegisterImport.objects.get().get_absolute_url()
