"""Enrolments, plans, rights, schooling."""

from datetime import date

import factory

from support.enums import GoalDomain, RightKind, RightStatus, SchoolLevel, SchoolStatus
from support.models import Enrolment, Goal, PlanAction, PlanReview, Right, Schooling, SupportPlan
from tests.factories.accounts import UserFactory
from tests.factories.households import HouseholdFactory, PersonFactory


class EnrolmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enrolment

    household = factory.SubFactory(HouseholdFactory)
    opened_on = date(2025, 4, 1)
    opened_by = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..household.operator"))


class SupportPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupportPlan

    household = factory.SubFactory(HouseholdFactory)
    words = "Vrem ca Ana să meargă la școală."
    words_language = "ro"
    words_french = "Nous voulons qu’Ana aille à l’école."
    started_on = date(2026, 1, 12)
    review_on = date(2026, 2, 12)
    worker = factory.SubFactory(UserFactory, organisation=factory.SelfAttribute("..household.operator"))


class PlanReviewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanReview

    plan = factory.SubFactory(SupportPlanFactory)
    reviewed_on = date(2026, 2, 12)
    worker = factory.SelfAttribute("plan.worker")


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    plan = factory.SubFactory(SupportPlanFactory)
    domain = GoalDomain.SCHOOL
    statement = "Ana goes to school"


class PlanActionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanAction

    goal = factory.SubFactory(GoalFactory)
    statement = "File the request at the town hall"


class RightFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Right

    person = factory.SubFactory(PersonFactory)
    kind = RightKind.DOMICILIATION
    status = RightStatus.OPEN


class SchoolingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Schooling

    person = factory.SubFactory(PersonFactory)
    level = SchoolLevel.PRIMARY
    status = SchoolStatus.ENROLLED
    since = date(2025, 9, 1)
