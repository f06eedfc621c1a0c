"""Every model has a factory, and every factory makes a valid row."""

import importlib
import inspect

import factory
import pytest
from django.apps import apps

from tests import factories

APPS = ["accounts", "camps", "households", "partners", "support", "reporting", "field", "exchange"]


def factory_classes():
    for app in APPS:
        module = importlib.import_module(f"{factories.__name__}.{app}")
        for _, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, factory.django.DjangoModelFactory) and found.__module__ == module.__name__:
                yield found


@pytest.mark.django_db
@pytest.mark.parametrize("made_by", list(factory_classes()), ids=lambda f: f.__name__)
def test_a_factory_makes_a_row_its_model_accepts(made_by):
    row = made_by()
    # Empty is a fact for these: « not confirmed yet », « no figure yet ».
    may_be_empty = [f.name for f in row._meta.fields if f.null or f.blank or not f.editable or f.has_default()]
    row.full_clean(validate_unique=False, exclude=may_be_empty)


def test_every_model_has_a_factory():
    covered = {f._meta.model for f in factory_classes()}
    # The worker's heartbeat is one row written by one service.
    missing = {m for app in APPS for m in apps.get_app_config(app).get_models()} - covered
    assert {m.__name__ for m in missing} <= {"WorkerHeartbeat", "Encounter_met_persons", "Goal_referrals"}
