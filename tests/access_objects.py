"""The objects `tests/access_table.py` needs: functions `name(world) -> dict` of an address's arguments.

Make them with factories, for `world.operator` (or `world.elsewhere` when the row's `hidden` names the function).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from accounts.models import Organisation, User
from accounts.services import hash_of
from reporting.services import beat
from tests.factories.accounts import InvitationFactory, UserFactory
from tests.factories.camps import CampFactory, SiteVisitFactory
from tests.factories.exchange import ImportLineFactory, ImportSheetFactory, RegisterImportFactory
from tests.factories.households import EncounterFactory, SharingConsentFactory, family
from tests.factories.partners import PartnerFactory, SentReferralFactory
from tests.factories.reporting import PublishedFileFactory, PublishedReportFactory, ReportRunFactory
from tests.factories.support import EnrolmentFactory, GoalFactory, PlanActionFactory, SupportPlanFactory
from tests.reporting.samples import exact


@dataclass(frozen=True)
class World:
    """Three organisations and one user of each role."""

    operator: Organisation
    state: Organisation
    elsewhere: Organisation
    worker: User
    coordinator: User
    administrator: User
    state_reader: User


def demo_account(world) -> dict:
    return {"pk": UserFactory(email="someone@demo.ancrage.example").pk}


def invitation_link(world) -> dict:
    InvitationFactory(organisation=world.operator, token_hash=hash_of("token"))
    return {"token": "token"}


def invitation(world) -> dict:
    return {"pk": InvitationFactory(organisation=world.operator).pk}


def colleague(world) -> dict:
    return {"pk": UserFactory(organisation=world.operator).pk}


def organisation(world) -> dict:
    return {"pk": world.elsewhere.pk}


def register_import(world, operator=None) -> dict:
    return {"pk": RegisterImportFactory(operator=operator or world.operator).pk}


def hidden_import(world) -> dict:
    return register_import(world, world.elsewhere)


def import_sheet(world, operator=None) -> dict:
    sheet = ImportSheetFactory(
        register_import__operator=operator or world.operator, headings=["Nom"], mapping={"0": "family_name"}
    )
    return {"pk": sheet.register_import_id, "sheet": sheet.pk}


def hidden_sheet(world) -> dict:
    return import_sheet(world, world.elsewhere)


def import_line(world, operator=None) -> dict:
    line = ImportLineFactory(sheet__register_import__operator=operator or world.operator)
    return {"pk": line.sheet.register_import_id, "line": line.pk}


def hidden_line(world) -> dict:
    return import_line(world, world.elsewhere)


def published_report(world, operator=None, territory="77") -> dict:
    run = ReportRunFactory(operator=operator or world.operator, territory=territory)
    return {"pk": PublishedReportFactory(run=run).pk}


def hidden_published_report(world) -> dict:
    return published_report(world, world.elsewhere, "93")


def published_file(world, operator=None, territory="77") -> dict:
    run = ReportRunFactory(operator=operator or world.operator, territory=territory)
    return {"pk": PublishedFileFactory(published__run=run).published_id, "file_format": "csv"}


def hidden_published_file(world) -> dict:
    return published_file(world, world.elsewhere, "93")


def draft_report(world, operator=None) -> dict:
    figures = exact().to_json()
    return {"pk": ReportRunFactory(operator=operator or world.operator, status="draft", figures=figures).pk}


def hidden_draft_report(world) -> dict:
    return draft_report(world, world.elsewhere)


def living_worker(world) -> dict:
    beat(now=timezone.now())
    return {}


def run_to_correct(world, operator=None) -> dict:
    return {"pk": ReportRunFactory(operator=operator or world.operator, status="published").pk}


def hidden_run_to_correct(world) -> dict:
    return run_to_correct(world, world.elsewhere)


def drafted_figure(world, operator=None) -> dict:
    return {**draft_report(world, operator), "code": "A1"}


def hidden_drafted_figure(world) -> dict:
    return drafted_figure(world, world.elsewhere)


def camp(world, operator=None) -> dict:
    return {"pk": CampFactory(operator=operator or world.operator).pk}


def hidden_camp(world) -> dict:
    return camp(world, world.elsewhere)


def camp_to_close(world) -> dict:
    return camp(world) | {"move": "close"}


def hidden_camp_to_close(world) -> dict:
    return hidden_camp(world) | {"move": "close"}


def partner(world, operator=None) -> dict:
    return {"pk": PartnerFactory(operator=operator or world.operator).pk}


def hidden_partner(world) -> dict:
    return partner(world, world.elsewhere)


def referral(world, operator=None, **facts) -> dict:
    return {"pk": SentReferralFactory(household__operator=operator or world.operator, **facts).pk}


def hidden_referral(world) -> dict:
    return referral(world, world.elsewhere)


def referral_to_accept(world) -> dict:
    return referral(world) | {"move": "accept"}


def hidden_referral_to_accept(world) -> dict:
    return hidden_referral(world) | {"move": "accept"}


def referral_refused(world) -> dict:
    return referral(world, status="refused")


def hidden_refused(world) -> dict:
    return referral(world, world.elsewhere, status="refused")


def household_to_refer(world, operator=None) -> dict:
    return {"household_id": family(operator or world.operator).pk}


def hidden_to_refer(world) -> dict:
    return household_to_refer(world, world.elsewhere)


def consent_given(world, operator=None) -> dict:
    return {"pk": SharingConsentFactory(household__operator=operator or world.operator).pk}


def hidden_consent_given(world) -> dict:
    return consent_given(world, world.elsewhere)


def camp_to_visit(world, operator=None) -> dict:
    return {"camp_id": CampFactory(operator=operator or world.operator).pk}


def hidden_camp_to_visit(world) -> dict:
    return camp_to_visit(world, world.elsewhere)


def round_of_worker(world) -> dict:
    return {"visit_id": SiteVisitFactory(camp__operator=world.operator, worker=world.worker).pk}


def home(world, operator=None) -> dict:
    return {"household_id": family(operator or world.operator).pk}


def hidden_home(world) -> dict:
    return home(world, world.elsewhere)


def member(world, operator=None) -> dict:
    household = family(operator or world.operator)
    return {"household_id": household.pk, "person_id": household.memberships.first().person_id}


def hidden_member(world) -> dict:
    return member(world, world.elsewhere)


def lived_on_camp(world, operator=None) -> dict:
    return {"camp_id": CampFactory(operator=operator or world.operator).pk}


def hidden_lived_on_camp(world) -> dict:
    return lived_on_camp(world, world.elsewhere)


def enrolled_home(world, operator=None, **fields) -> dict:
    household = family(operator or world.operator)
    EnrolmentFactory(household=household, **fields)
    return {"household_id": household.pk}


def hidden_enrolled_home(world) -> dict:
    return enrolled_home(world, world.elsewhere)


def paused_home(world, operator=None) -> dict:
    return enrolled_home(world, operator, paused_on=date(2026, 1, 5))


def hidden_paused_home(world) -> dict:
    return paused_home(world, world.elsewhere)


def goal(world, operator=None) -> dict:
    return {"goal_id": GoalFactory(plan__household__operator=operator or world.operator).pk}


def hidden_goal(world) -> dict:
    return goal(world, world.elsewhere)


def planned_home(world, operator=None) -> dict:
    return {"household_id": SupportPlanFactory(household__operator=operator or world.operator).household_id}


def hidden_planned_home(world) -> dict:
    return planned_home(world, world.elsewhere)


def action(world, operator=None) -> dict:
    return {"action_id": PlanActionFactory(goal__plan__household__operator=operator or world.operator).pk}


def hidden_action(world) -> dict:
    return action(world, world.elsewhere)


def next_step(world, operator=None) -> dict:
    step = EncounterFactory(household__operator=operator or world.operator, next_step="task", next_on=date(2026, 1, 20))
    return {"encounter_id": step.pk}


def hidden_next_step(world) -> dict:
    return next_step(world, world.elsewhere)
