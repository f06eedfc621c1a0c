"""Organisations and their people."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from accounts.enums import OrganisationKind, Role, StaffFunction
from accounts.models import AuditEntry, Invitation, Organisation, Post, User


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Association {n}")
    kind = OrganisationKind.OPERATOR
    territory = "77"


class StateFactory(OrganisationFactory):
    name = factory.Sequence(lambda n: f"Prefecture {n}")
    kind = OrganisationKind.STATE


class UserFactory(factory.django.DjangoModelFactory):
    """A social worker who reads English; the password is `correct horse battery`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"worker{n}@operator.example")
    full_name = factory.Sequence(lambda n: f"Worker {n}")
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.SOCIAL_WORKER
    language = "en"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        user = model_class(**kwargs)
        user.set_password("correct horse battery")
        user.save()
        return user


class CoordinatorFactory(UserFactory):
    email = factory.Sequence(lambda n: f"coordinator{n}@operator.example")
    role = Role.COORDINATOR


class AdministratorFactory(UserFactory):
    email = factory.Sequence(lambda n: f"administrator{n}@operator.example")
    role = Role.ADMINISTRATOR


class StateReaderFactory(UserFactory):
    email = factory.Sequence(lambda n: f"reader{n}@prefecture.example")
    role = Role.STATE_READER
    organisation = factory.SubFactory(StateFactory)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"guest{n}@operator.example")
    full_name = "Guest"
    organisation = factory.SubFactory(OrganisationFactory)
    role = Role.SOCIAL_WORKER
    token_hash = factory.Sequence(lambda n: f"{n:064d}")
    invited_by = factory.SubFactory(CoordinatorFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Post

    organisation = factory.SubFactory(OrganisationFactory)
    function = StaffFunction.SOCIAL_WORKER
    share = 1
    since = date(2024, 1, 1)


class AuditEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AuditEntry

    kind = "write"
    act = "test"
    actor = factory.SubFactory(UserFactory)
    organisation = factory.SelfAttribute("actor.organisation")
