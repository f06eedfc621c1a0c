"""Imports in preview."""

from datetime import date

import factory

from exchange.models import ColumnMapping, ImportLine, ImportSheet, RegisterImport
from tests.factories.accounts import CoordinatorFactory, OrganisationFactory


class RegisterImportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RegisterImport

    operator = factory.SubFactory(OrganisationFactory)
    user = factory.SubFactory(CoordinatorFactory, organisation=factory.SelfAttribute("..operator"))
    as_of = date(2026, 11, 20)


class ImportSheetFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportSheet

    register_import = factory.SubFactory(RegisterImportFactory)
    kind = "register"
    file_name = "register.xlsx"


class ImportLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportLine

    sheet = factory.SubFactory(ImportSheetFactory)
    number = factory.Sequence(lambda n: n + 1)


class ColumnMappingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ColumnMapping

    operator = factory.SubFactory(OrganisationFactory)
    kind = "register"
