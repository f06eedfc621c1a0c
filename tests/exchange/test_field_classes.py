"""Every field of every model is classed, once, and nothing that is gone stays in the list."""

import pytest
from django.apps import apps

from exchange import field_classes
from tests.architecture import APPS

MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classed(model):
    assert field_classes.unclassed(model) == set()


@pytest.mark.parametrize("table", [field_classes.PUBLIC, field_classes.PERSONAL, field_classes.SENSITIVE])
def test_the_list_names_only_fields_that_exist(table):
    known = {model._meta.label: {f.name for f in model._meta.get_fields()} for model in MODELS}
    assert [f"{label}.{name}" for label, names in table.items() for name in names.split() if name not in known[label]] == []


def test_no_field_is_classed_twice():
    tables = [field_classes.PUBLIC, field_classes.PERSONAL, field_classes.SENSITIVE]
    every = [f"{label}.{name}" for table in tables for label, names in table.items() for name in names.split()]
    assert len(every) == len(set(every))


def test_a_field_nobody_classed_is_found(monkeypatch):
    monkeypatch.delitem(field_classes.SENSITIVE, "households.SupportWish")
    wish = next(model for model in MODELS if model.__name__ == "SupportWish")
    assert "words" in field_classes.unclassed(wish)
