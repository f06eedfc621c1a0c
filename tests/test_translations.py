"""The French catalogue: whole, compiled, and with the same blanks to fill as the English."""

import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import polib
import pytest

from tests.architecture import ROOT


def script(name):
    """A command of bin/ as a module: it has no .py ending."""
    loader = SourceFileLoader(name, str(ROOT / "bin" / name))
    module = module_from_spec(spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


translations = script("translations")
BLANKS = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>")


@pytest.fixture(scope="module")
def catalogue():
    return polib.pofile(str(translations.PO))


def test_every_sentence_has_its_french_and_none_is_a_guess(catalogue):
    assert translations.faults(catalogue) == []


def test_the_compiled_catalogue_is_the_one_of_the_sources(catalogue):
    compiled = polib.mofile(str(translations.PO.with_suffix(".mo")))
    expected = {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in catalogue}
    assert {(e.msgctxt, e.msgid): (e.msgstr, e.msgstr_plural) for e in compiled} == expected


def test_french_fills_the_same_blanks_as_english(catalogue):
    def blanks(text):
        return sorted(set(BLANKS.findall(text)))

    odd = [e.msgid for e in catalogue if not e.msgid_plural and blanks(e.msgid) != blanks(e.msgstr)]
    # A singular may say « one » in words; the plural never loses its number.
    odd += [e.msgid for e in catalogue if e.msgid_plural and blanks(e.msgid_plural) != blanks(e.msgstr_plural[1])]
    assert odd == []


def test_a_missing_and_a_guessed_sentence_are_found():
    planted = polib.POFile()
    planted += [polib.POEntry(msgid="Camp"), polib.POEntry(msgid="Visit", msgstr="Visite", flags=["fuzzy"])]
    assert translations.faults(planted) == ["not translated: 'Camp'", "fuzzy: 'Visit'"]


def test_french_uses_its_own_apostrophe(catalogue):
    texts = [text for e in catalogue for text in (e.msgstr, *e.msgstr_plural.values())]
    assert [text for text in texts if re.search(r"\w'\w", text)] == []
