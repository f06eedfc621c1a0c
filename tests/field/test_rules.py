"""Who may log a round, and what is shown of what was sent."""

from django.core.exceptions import ValidationError

from field import policies
from field.models import InboundItem, RoundDraft
from field.services import inbound
from tests.factories.accounts import StateReaderFactory
from tests.factories.camps import SiteVisitFactory
from tests.factories.field import InboundItemFactory, RoundDraftFactory


def test_a_round_is_its_workers_own(world):
    theirs = SiteVisitFactory(camp=world.camp)
    assert policies.may_log_round(world.worker, world.visit)
    assert "colleague" in str(policies.may_log_round(world.worker, theirs).reason)
    assert "support families" in str(policies.may_log_round(StateReaderFactory(), world.visit).reason)


def test_one_sees_what_one_sent_and_nothing_else(world):
    mine = InboundItemFactory(user=world.worker)
    reader = InboundItemFactory(user=StateReaderFactory()).user
    assert list(InboundItem.objects.visible_to(world.worker)) == [mine]
    assert not InboundItem.objects.visible_to(reader).exists()


def test_drafts_follow_their_household(world):
    mine, _ = RoundDraftFactory(visit=world.visit, household=world.home), RoundDraftFactory()
    assert list(RoundDraft.objects.visible_to(world.worker)) == [mine]


def test_records_say_what_they_are(world):
    draft = RoundDraftFactory(visit=world.visit, household=world.home)
    assert str(InboundItemFactory(user=world.worker)) == "visit received"
    assert str(draft) == f"{world.visit.pk} {world.home.pk}"


def test_a_record_the_model_refuses_is_rejected_with_its_sentence(world, phone, visit_item, monkeypatch):
    def refuse(**_):
        raise ValidationError("Two dates do not agree.")

    monkeypatch.setattr(inbound, "log_household", refuse)
    result = phone.sync(visit_item(world)).json()["results"][0]
    assert (result["status"], result["errors"][0]["message"]) == ("rejected", "Two dates do not agree.")
