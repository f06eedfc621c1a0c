"""The house keeps its shape: walked on the tree, and each walker proven on a planted offence."""

from pathlib import Path

import pytest

from tests import architecture

FLOORS = (
    ("common",),
    ("accounts",),
    ("camps",),
    ("households",),
    ("partners",),
    ("support",),
    ("reporting", "field", "exchange"),
)


def planted(root: Path, name: str, code: str) -> Path:
    """A tree of empty apps with one file in it."""
    for app in architecture.APPS:
        (root / app).mkdir()
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(code)
    return root


def test_no_floor_imports_one_above_it():
    assert architecture.upward_imports(architecture.ROOT, FLOORS) == []


@pytest.mark.parametrize("code", ["from support.models import Goal", "import reporting.tasks", "from households import models"])
def test_an_import_from_above_is_found(tmp_path, code):
    root = planted(tmp_path, "camps/views.py", code)
    assert len(architecture.upward_imports(root, FLOORS)) == 1


def test_the_three_top_rooms_do_not_know_each_other(tmp_path):
    root = planted(tmp_path, "field/views.py", "from reporting.models import ReportRun")
    assert len(architecture.upward_imports(root, FLOORS)) == 1


def test_only_services_write():
    assert architecture.writes_outside_services(architecture.ROOT) == []


@pytest.mark.parametrize(
    "code",
    [
        "def page(request):\n    camp.save()",
        "def page(request):\n    Camp.objects.create(name='x')",
        "def page(request):\n    Camp.objects.visible_to(u).update(name='x')",
        "def page(request):\n    form.save()",
    ],
)
def test_a_write_in_a_view_is_found(tmp_path, code):
    root = planted(tmp_path, "camps/views.py", code)
    assert len(architecture.writes_outside_services(root)) == 1


def test_a_write_in_a_service_is_at_home(tmp_path):
    root = planted(tmp_path, "camps/services/visits.py", "def start_visit():\n    visit.save()")
    assert architecture.writes_outside_services(root) == []


def test_no_import_hides_inside_a_function():
    assert architecture.local_imports(architecture.ROOT) == []


def test_no_relation_is_named_by_a_string():
    assert architecture.string_relations(architecture.ROOT) == []


def test_no_signal_and_no_loft():
    assert architecture.signals(architecture.ROOT) + architecture.forbidden_files(architecture.ROOT) == []


def test_rooms_stay_small():
    assert architecture.oversized(architecture.ROOT) == []


def test_public_functions_say_what_they_are_for():
    assert architecture.undocumented(architecture.ROOT) == []


def test_services_are_told_the_day():
    assert architecture.clocks_in_services(architecture.ROOT) == []


@pytest.mark.parametrize(
    ("walker", "name", "code"),
    [
        (architecture.local_imports, "camps/views.py", "def page():\n    import os"),
        (architecture.string_relations, "camps/models.py", "camp = models.ForeignKey('support.Goal', on_delete=1)"),
        (architecture.signals, "camps/apps.py", "from django.db.models.signals import post_save"),
        (architecture.forbidden_files, "camps/utils.py", ""),
        (architecture.oversized, "camps/views.py", "def page():\n" + "    x = 1\n" * 41),
        (architecture.undocumented, "camps/services.py", "def close_camp():\n    return 1"),
        (architecture.clocks_in_services, "camps/services.py", "def f():\n    return timezone.now()"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_each_walker_finds_what_is_planted(tmp_path, walker, name, code):
    assert len(walker(planted(tmp_path, name, code))) == 1
