"""Threads at once on one referral: written once, agreed once, sent once."""

from uuid_utils.compat import uuid7

from accounts.models import AuditEntry
from households.models import SharingConsent
from partners import services
from partners.models import Referral, ReferralEvent
from tests.races import at_once


def test_one_referral_sent_by_several_threads_leaves_once(shared_database, household, partner, worker, today):
    key = uuid7()
    told = {"household": household, "partner": partner, "purpose": "health", "request": "A first appointment."}
    send = {"referral_id": key, "by": worker, "today": today, "consent_form": "oral"}
    answers = at_once(lambda: services.draft_and_send(**told, **send).pk, 6)
    assert set(answers) == {Referral.objects.get().pk} == {key}
    assert (ReferralEvent.objects.count(), SharingConsent.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(act="referral.send").count() == 1
