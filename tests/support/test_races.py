"""Threads at once on one household: one period of support."""

from datetime import date

from accounts.models import AuditEntry
from support import services
from support.models import Enrolment
from tests.factories.accounts import UserFactory
from tests.factories.households import family
from tests.races import at_once

TODAY = date(2026, 3, 2)


def test_support_opened_by_several_threads_is_one_period(shared_database):
    worker = UserFactory()
    home = family(worker.organisation)
    answers = at_once(lambda: services.open_enrolment(household=home, opened_on=TODAY, by=worker, today=TODAY).pk, 6)
    assert set(answers) == {Enrolment.objects.get().pk}
    assert AuditEntry.objects.filter(act="enrolment.open").count() == 1
