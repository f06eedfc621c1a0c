"""The two shared files and small ones made on the spot."""

from datetime import date
from pathlib import Path

from exchange.services import GivenFile, start_import
from tests.factories.accounts import CoordinatorFactory

DATA = Path(__file__).resolve().parent.parent / "data"
TODAY = date(2026, 11, 23)
AS_OF = date(2026, 11, 20)
HEADINGS = "Site;N° fam.;Nom;Prénom;Né(e) le / âge;Sexe;Lien"


def shared_files() -> list[GivenFile]:
    names = {"sites": "sites-existants.xlsx", "register": "registre-menages.xlsx"}
    return [GivenFile(kind, name, (DATA / name).read_bytes()) for kind, name in names.items()]


def swapped(kind: str) -> list[GivenFile]:
    """One shared file given in the field of the other."""
    return [GivenFile(kind, given.name, given.content) for given in shared_files() if given.kind != kind]


def shared_import(by=None):
    """The two shared files, in preview."""
    by = by or CoordinatorFactory()
    return start_import(files=shared_files(), operator=by.organisation, by=by, today=TODAY)


def register_csv(*lines: str, headings: str = HEADINGS) -> GivenFile:
    """A register of a few lines, as a CSV file."""
    return GivenFile("register", "register.csv", "\n".join([headings, *lines]).encode())


def small_import(*lines: str, by, headings: str = HEADINGS, as_of=AS_OF):
    """A register of a few lines, in preview."""
    return start_import(
        files=[register_csv(*lines, headings=headings)], operator=by.organisation, by=by, today=TODAY, as_of=as_of
    )
