"""Two clicks at the same instant, on the database that lets them race."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone, translation

from accounts import services
from accounts.enums import Role
from accounts.models import Invitation, User
from common.verdict import Refused
from tests.factories.accounts import CoordinatorFactory, InvitationFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time.")


def together(act, times: int = 4) -> list[str]:
    """Run `act` in threads that start at once; what each one met: "done" or the refusal."""
    gate, met = Barrier(times), []

    def run():
        # A thread does not inherit the language of the test.
        translation.activate("en")
        gate.wait()
        try:
            act()
            met.append("done")
        except Refused as refusal:
            met.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(met)


def test_one_link_opens_one_account():
    now = timezone.now()
    InvitationFactory(token_hash=services.hash_of("token"), expires_at=now + timedelta(days=1))
    said = {"token": "token", "full_name": "Ana Pop", "password": "three calm herons at dawn", "language": "fr"}
    met = together(lambda: services.accept_invitation(**said, now=now))
    assert met.count("done") == 1 and User.objects.filter(full_name="Ana Pop").count() == 1
    assert all("already used" in sentence for sentence in met if sentence != "done")


def test_one_address_waits_for_one_invitation():
    coordinator, now = CoordinatorFactory(), timezone.now()
    whom = {"organisation": coordinator.organisation, "email": "ana@x.example", "full_name": "Ana", "role": Role.SOCIAL_WORKER}
    met = together(lambda: services.invite(by=coordinator, now=now, **whom))
    assert met.count("done") == 1 and Invitation.objects.count() == 1
