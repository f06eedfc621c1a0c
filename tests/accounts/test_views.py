"""The pages of accounts: who gets them, what they show, what they do."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.enums import Role
from accounts.models import Invitation, Organisation, Post, User
from tests.factories.accounts import (
    AdministratorFactory,
    CoordinatorFactory,
    InvitationFactory,
    OrganisationFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
PASSWORD = "three calm herons at dawn"


@pytest.fixture
def coordinator():
    return CoordinatorFactory()


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def as_administrator(client):
    client.force_login(AdministratorFactory())
    return client


@pytest.fixture
def visitor(client):
    client.cookies["django_language"] = "en"
    return client


def invitation_of(coordinator, email="ana@operator.example"):
    return services.invite(
        by=coordinator,
        organisation=coordinator.organisation,
        email=email,
        full_name="Ana Pop",
        role=Role.SOCIAL_WORKER,
        now=timezone.now(),
    )


def text(response) -> str:
    return response.content.decode()


def test_the_administrator_starts_with_the_team(as_administrator):
    assert as_administrator.get("/").url == reverse("accounts:team")


def test_a_coordinator_sees_the_accounts_of_the_organisation_only(signed_in, coordinator):
    UserFactory(full_name="Colleague", organisation=coordinator.organisation)
    UserFactory(full_name="Stranger")
    page = text(signed_in.get(reverse("accounts:team")))
    assert "Colleague" in page and "Stranger" not in page


def test_an_administrator_sees_every_account(as_administrator):
    UserFactory(full_name="Stranger")
    assert "Stranger" in text(as_administrator.get(reverse("accounts:team")))


def test_a_worker_is_told_why_the_team_page_is_not_theirs(client):
    client.force_login(UserFactory())
    response = client.get(reverse("accounts:team"))
    assert response.status_code == 403 and "Only coordinators and administrators" in text(response)


@pytest.mark.parametrize("how_many", [1, 30])
def test_the_team_costs_four_statements_whatever_its_size(signed_in, coordinator, queries, how_many):
    UserFactory.create_batch(how_many, organisation=coordinator.organisation)
    InvitationFactory.create_batch(how_many, organisation=coordinator.organisation)
    with queries() as seen:
        signed_in.get(reverse("accounts:team"))
    assert len(seen) == 4


def test_a_long_team_goes_on_the_next_page(signed_in, coordinator):
    UserFactory.create_batch(60, organisation=coordinator.organisation)
    response = signed_in.get(reverse("accounts:team"))
    following = signed_in.get(reverse("accounts:team") + response.context["next_url"])
    shown = {person.pk for person in [*response.context["people"], *following.context["people"]]}
    assert len(shown) == 61 and following.context["next_url"] == ""


def test_ones_own_account_costs_three_statements(signed_in, queries):
    with queries() as seen:
        signed_in.get(reverse("accounts:me"))
    assert len(seen) == 3


def test_an_invitation_shows_its_link_once(signed_in, coordinator):
    typed = {"full_name": "Ana", "email": "ana@x.example", "organisation": coordinator.organisation_id, "role": "social_worker"}
    response = signed_in.post(reverse("accounts:invite"), typed, follow=True)
    assert "/invitation/" in text(response) and "ana@x.example" in text(response)
    assert "/invitation/" not in text(signed_in.get(reverse("accounts:team")))


def test_a_coordinator_cannot_slip_another_organisation_or_role_into_the_form(signed_in, coordinator):
    typed = {"full_name": "Ana", "email": "a@x.example", "organisation": OrganisationFactory().pk, "role": "administrator"}
    response = signed_in.post(reverse("accounts:invite"), typed)
    assert response.status_code == 422 and set(response.context["form"].errors) == {"organisation", "role"}


def test_a_refused_invitation_keeps_what_was_typed(signed_in, coordinator):
    typed = {"full_name": "Ana", "email": coordinator.email, "organisation": coordinator.organisation_id, "role": "social_worker"}
    response = signed_in.post(reverse("accounts:invite"), typed)
    assert response.status_code == 422
    assert "already has an account" in text(response) and 'value="Ana"' in text(response)


def test_inviting_is_rate_limited(signed_in, settings):
    settings.ACCOUNT_RATE_LIMITS = {"invite": "1/h/user"}
    typed = {
        "full_name": "A",
        "email": "a@x.example",
        "organisation": User.objects.get().organisation_id,
        "role": "social_worker",
    }
    signed_in.post(reverse("accounts:invite"), typed)
    assert signed_in.post(reverse("accounts:invite"), typed | {"email": "b@x.example"}).status_code == 429


def test_an_invitation_is_sent_again_and_withdrawn(signed_in, coordinator):
    invitation, _ = invitation_of(coordinator)
    page = signed_in.post(reverse("accounts:resend_invitation", args=[invitation.pk]), follow=True)
    assert "/invitation/" in text(page)
    page = signed_in.post(reverse("accounts:revoke_invitation", args=[invitation.pk]), follow=True)
    assert "opens nothing any more" in text(page)
    for name in ("resend_invitation", "revoke_invitation"):
        page = signed_in.post(reverse(f"accounts:{name}", args=[invitation.pk]), follow=True)
        assert "This invitation was withdrawn" in text(page)


def test_the_invitations_of_another_organisation_are_not_found(signed_in):
    invitation = InvitationFactory()
    assert signed_in.post(reverse("accounts:revoke_invitation", args=[invitation.pk])).status_code == 404


def test_a_newcomer_opens_the_account_and_signs_in(visitor, coordinator):
    _, token = invitation_of(coordinator)
    address = reverse("accounts:accept_invitation", args=[token])
    assert 'value="Ana Pop"' in text(visitor.get(address))
    response = visitor.post(address, {"full_name": "Ana Pop", "password": PASSWORD, "password_again": PASSWORD}, follow=True)
    assert "Your account is open" in text(response)
    visitor.post(reverse("account_login"), {"login": "ana@operator.example", "password": PASSWORD})
    assert visitor.get(reverse("accounts:me")).status_code == 200
    assert User.objects.get(email="ana@operator.example").language == "en"


def test_a_second_submission_of_an_acceptance_says_the_account_is_open(visitor, coordinator):
    _, token = invitation_of(coordinator)
    address = reverse("accounts:accept_invitation", args=[token])
    typed = {"full_name": "Ana Pop", "password": PASSWORD, "password_again": PASSWORD}
    visitor.post(address, typed)
    response = visitor.post(address, typed)
    assert response.status_code == 410 and "already used" in text(response)


def test_two_different_passwords_are_not_taken(visitor, coordinator):
    _, token = invitation_of(coordinator)
    typed = {"full_name": "Ana Pop", "password": PASSWORD, "password_again": "another"}
    response = visitor.post(reverse("accounts:accept_invitation", args=[token]), typed)
    assert response.status_code == 422 and "not the same" in text(response)


def test_a_weak_password_is_told_beside_its_field(visitor, coordinator):
    _, token = invitation_of(coordinator)
    typed = {"full_name": "Ana Pop", "password": "password", "password_again": "password"}
    response = visitor.post(reverse("accounts:accept_invitation", args=[token]), typed)
    assert response.status_code == 422 and "password" in response.context["form"].errors


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"accepted_at": timezone.now()}, "already used"),
        ({"revoked_at": timezone.now()}, "was withdrawn"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "has expired"),
        ({"token_hash": "0"}, "opens nothing"),
    ],
)
def test_a_closed_link_says_why(visitor, facts, sentence):
    InvitationFactory(**({"token_hash": services.hash_of("token")} | facts))
    response = visitor.get(reverse("accounts:accept_invitation", args=["token"]))
    assert response.status_code == 410 and sentence in text(response)


def test_guessing_links_is_rate_limited(visitor, settings):
    settings.ACCOUNT_RATE_LIMITS = {"accept_invitation": "1/m/ip"}
    address = reverse("accounts:accept_invitation", args=["guess"])
    assert [visitor.post(address).status_code for _ in range(2)] == [410, 429]


def test_a_person_of_another_organisation_is_not_found(signed_in):
    assert signed_in.get(reverse("accounts:person", args=[UserFactory().pk])).status_code == 404


def test_a_persons_page_shows_the_posts_and_the_state_of_the_account(signed_in, coordinator):
    person = UserFactory(organisation=coordinator.organisation, access_until=date(2020, 1, 1))
    PostFactory(user=person, organisation=coordinator.organisation)
    page = text(signed_in.get(reverse("accounts:person", args=[person.pk])))
    assert "Posts held" in page and "ended" in page and "Close the account" in page


def test_a_persons_page_says_why_one_does_not_look_after_the_account(signed_in, coordinator):
    page = text(signed_in.get(reverse("accounts:person", args=[coordinator.pk])))
    assert "You cannot do this to your own account." in page and "Close the account" not in page


def test_an_account_is_closed_opened_again_and_its_second_factor_reset(signed_in, coordinator):
    person = UserFactory(organisation=coordinator.organisation)
    for name, sentence in [("deactivate", "is closed"), ("reactivate", "open again"), ("reset_second_factor", "is reset")]:
        page = signed_in.post(reverse(f"accounts:{name}", args=[person.pk]), follow=True)
        assert sentence in text(page)


def test_a_closed_account_loses_its_open_session(client, coordinator):
    person = UserFactory(organisation=coordinator.organisation)
    client.force_login(person)
    services.deactivate_user(by=coordinator, person=person)
    assert client.get(reverse("accounts:me")).status_code == 302


def test_a_role_a_day_and_a_post_are_kept(as_administrator):
    person = UserFactory()
    as_administrator.post(reverse("accounts:change_role", args=[person.pk]), {"role": "coordinator"})
    as_administrator.post(reverse("accounts:set_access_until", args=[person.pk]), {"access_until": "2030-01-31"})
    typed = {"function": "coordinator", "share": "0.5", "since": "2026-01-01"}
    as_administrator.post(reverse("accounts:set_post", args=[person.pk]), typed)
    person.refresh_from_db()
    assert person.is_coordinator and person.access_until == date(2030, 1, 31) and Post.objects.count() == 1


def test_a_post_that_passes_full_time_comes_back_with_its_reason(signed_in, coordinator):
    person = UserFactory(organisation=coordinator.organisation)
    PostFactory(user=person, function="upkeep", share="0.9")
    typed = {"function": "coordinator", "share": "0.5", "since": "2026-01-01"}
    response = signed_in.post(reverse("accounts:set_post", args=[person.pk]), typed)
    assert response.status_code == 422 and "passes full time" in text(response)


def test_an_administrator_adds_and_changes_an_organisation(as_administrator):
    typed = {"name": "DDETS 77", "kind": "state", "territory": "77"}
    page = as_administrator.post(reverse("accounts:organisation_add"), typed, follow=True)
    assert "DDETS 77" in text(page)
    kept = Organisation.objects.get(name="DDETS 77")
    as_administrator.post(reverse("accounts:organisation", args=[kept.pk]), typed | {"name": "DDETS de Seine-et-Marne"})
    kept.refresh_from_db()
    assert kept.name == "DDETS de Seine-et-Marne"


def test_two_organisations_have_two_names(as_administrator):
    OrganisationFactory(name="DDETS 77")
    response = as_administrator.post(
        reverse("accounts:organisation_add"), {"name": "DDETS 77", "kind": "state", "territory": "77"}
    )
    assert response.status_code == 422


def test_the_language_of_a_person_follows_them(signed_in, coordinator):
    response = signed_in.post(reverse("accounts:change_language"), {"language": "fr", "next": "/me/"})
    assert response.url == "/me/" and response.cookies["django_language"].value == "fr"
    assert 'lang="fr"' in text(signed_in.get("/me/"))


@pytest.mark.parametrize(("language", "back"), [("xx", "/me/"), ("en", "https://elsewhere.example/")])
def test_an_unknown_language_or_address_is_not_followed(visitor, language, back):
    response = visitor.post(reverse("accounts:change_language"), {"language": language, "next": back})
    assert response.url == ("/me/" if back == "/me/" else "/")
    assert ("django_language" in response.cookies) == (language == "en")


def test_ones_account_page_changes_the_language_too(signed_in, coordinator):
    assert signed_in.post(reverse("accounts:me"), {"language": "fr"}).status_code == 302
    assert signed_in.post(reverse("accounts:me"), {"language": "xx"}).status_code == 422
    coordinator.refresh_from_db()
    assert coordinator.language == "fr"


def test_the_sign_in_page_offers_the_demo_accounts_in_the_demo_only(visitor, settings):
    UserFactory(full_name="Lina Demo", email="lina@demo.ancrage.example")
    assert "Lina Demo" in text(visitor.get(reverse("account_login")))
    settings.DEMO = False
    assert "Lina Demo" not in text(visitor.get(reverse("account_login")))


def test_one_click_opens_a_demo_account_and_no_other(client):
    other, lina = UserFactory(), UserFactory(email="lina@demo.ancrage.example")
    assert client.post(reverse("accounts:sign_in_demo", args=[other.pk])).status_code == 404
    assert client.post(reverse("accounts:sign_in_demo", args=[lina.pk])).url == reverse("home")
    assert client.get(reverse("accounts:me")).context["user"] == lina


def test_outside_the_demo_no_click_opens_anything(client, settings):
    settings.DEMO = False
    lina = UserFactory(email="lina@demo.ancrage.example")
    assert client.post(reverse("accounts:sign_in_demo", args=[lina.pk])).status_code == 404
    assert Invitation.objects.count() == 0


def test_an_administrator_invites_a_state_reader(as_administrator):
    state = OrganisationFactory(kind="state")
    typed = {"full_name": "Paul", "email": "paul@prefecture.example", "organisation": state.pk, "role": "state_reader"}
    assert as_administrator.post(reverse("accounts:invite"), typed).url == reverse("accounts:team")
    assert Invitation.objects.get().organisation == state


def test_a_worker_sees_no_invitation():
    InvitationFactory()
    assert not Invitation.objects.visible_to(UserFactory()).exists()
