"""Evaluations, wishes, information and agreements."""

from datetime import date

import pytest

from accounts.models import AuditEntry
from common.verdict import Refused
from households import policies, services
from households.models import Assessment, InformationNotice, SharingConsent, SupportWish
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.camps import CampFactory
from tests.factories.households import AssessmentFactory, EncounterFactory, HouseholdFactory, SharingConsentFactory, family

pytestmark = pytest.mark.django_db
TODAY, BEFORE, TOMORROW = date(2026, 3, 2), date(2026, 2, 20), date(2026, 3, 3)


@pytest.fixture
def worker():
    return UserFactory()


@pytest.fixture
def home(worker):
    return family(worker.organisation, CampFactory(operator=worker.organisation))


def assess(home, worker, **fields):
    return services.record_assessment(**({"household": home, "started_on": BEFORE, "by": worker, "today": TODAY} | fields))


def validate(assessment, worker, day=TODAY):
    return services.validate_assessment(assessment=assessment, validated_on=day, by=worker, today=TODAY)


def test_evaluation_goes_on_until_it_is_validated(home, worker):
    draft = assess(home, worker, summary="One")
    assert assess(home, worker, summary="Two", adults_present=2) == draft
    done = validate(draft, worker)
    assert (done.place_kind, done.validated_on) == ("camp", TODAY)
    assert assess(home, worker, summary="Three", started_on=TODAY) != draft


def test_evaluation_sent_twice_is_one(home, worker):
    draft = assess(home, worker, summary="One")
    for _ in range(2):
        validate(draft, worker)
    assert assess(home, worker, summary="One") == draft
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize(("day", "sentence"), [(TOMORROW, "future"), (date(2026, 2, 1), "after it starts")])
def test_evaluation_is_validated_between_its_start_and_today(home, worker, day, sentence):
    with pytest.raises(Refused, match=sentence):
        validate(assess(home, worker), worker, day)


def test_validated_evaluation_stays(home, worker):
    done = validate(assess(home, worker), worker)
    with pytest.raises(Refused, match="already validated"):
        validate(done, worker, BEFORE)


def test_faults_of_an_evaluation_are_refused(home, worker):
    with pytest.raises(Refused, match="future"):
        assess(home, worker, started_on=TOMORROW)
    with pytest.raises(TypeError):
        assess(home, worker, validated_on=TODAY)


def wish(home, worker, **fields):
    return services.record_wish(
        **({"household": home, "value": "later", "stated_on": TODAY, "by": worker, "today": TODAY} | fields)
    )


def test_wish_said_twice_is_one(home, worker):
    assert wish(home, worker, words=" Not now ") == wish(home, worker, words="Not now")
    assert SupportWish.objects.get().words == "Not now"
    assert AuditEntry.objects.get().detail == {}


def test_wish_is_asked_again_later_and_known(home, worker):
    with pytest.raises(Refused, match="later day"):
        wish(home, worker, ask_again_on=TODAY)
    with pytest.raises(Refused, match="not a valid choice"):
        wish(home, worker, value="maybe")


def test_information_given_twice_that_day_is_one(home, worker):
    for _ in range(2):
        services.give_notice(household=home, given_on=TODAY, language="ro", form="oral", by=worker, today=TODAY)
    assert InformationNotice.objects.count() == 1


def consent(home, worker, **fields):
    fields = {"purpose": "health", "shared_with": "City clinic ", "form": "oral", "given_on": BEFORE} | fields
    return services.give_consent(household=home, by=worker, today=TODAY, **fields)


def test_agreement_in_force_is_kept(home, worker):
    assert consent(home, worker) == consent(home, worker, given_on=TODAY)
    assert SharingConsent.objects.get().shared_with == "City clinic"


def test_agreement_taken_back_may_be_given_again(home, worker):
    first = consent(home, worker)
    for _ in range(2):
        services.withdraw_consent(consent=first, withdrawn_on=TODAY, by=worker, today=TODAY)
    assert consent(home, worker) != first
    with pytest.raises(Refused, match="already withdrawn"):
        services.withdraw_consent(consent=first, withdrawn_on=BEFORE, by=worker, today=TODAY)


@pytest.mark.parametrize(("day", "sentence"), [(TOMORROW, "future"), (date(2026, 2, 1), "after it is given")])
def test_agreement_is_taken_back_between_its_day_and_today(home, worker, day, sentence):
    with pytest.raises(Refused, match=sentence):
        services.withdraw_consent(consent=consent(home, worker), withdrawn_on=day, by=worker, today=TODAY)


def test_nothing_is_written_for_another_association(worker):
    theirs = HouseholdFactory()
    acts = [
        lambda: assess(theirs, worker),
        lambda: wish(theirs, worker),
        lambda: consent(theirs, worker),
        lambda: services.give_notice(household=theirs, given_on=TODAY, language="ro", form="oral", by=worker, today=TODAY),
    ]
    for act in acts:
        with pytest.raises(Refused, match="another association"):
            act()


def test_policies_answer_with_the_reason(worker):
    administrator = AdministratorFactory()
    assert "support families" in str(policies.may_read_households(administrator).reason) or not policies.may_read_households(
        administrator
    )
    assert policies.may_read_households(worker)
    assert not policies.may_correct_encounter(worker, EncounterFactory())
    assert not policies.may_validate_assessment(worker, AssessmentFactory())
    assert not policies.may_withdraw_consent(worker, SharingConsentFactory())
