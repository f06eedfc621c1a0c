"""HTTP doors of accounts."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import policies, queries, services
from accounts.forms import (
    AcceptForm,
    AccessForm,
    InviteForm,
    LanguageForm,
    OrganisationForm,
    PostForm,
    RoleForm,
    TrailForm,
)
from accounts.mails import invitation_address
from accounts.models import AuditEntry, Invitation, Organisation, Post, User
from accounts.requests import SignedInRequest
from common.back import path_back
from common.forms import show_refusal
from common.keyset import slice_of
from common.verdict import Refused

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
INVALID = 422
ONE_YEAR = 365 * 24 * 3600
SHOWN_ONCE = "invitation_link_shown_once"


@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """Each role starts where its work is."""
    if request.user.supports_families:
        return redirect("support:my_day")
    return redirect("accounts:team" if request.user.is_administrator else "reporting:library")


@require_POST
def change_language(request: HttpRequest) -> HttpResponse:
    """Keep the language asked for, in a cookie and in one's account, and go back to the page one was on."""
    language = request.POST.get("language", "")
    response = redirect(path_back(request, request.POST.get("next", ""), reverse("home")))
    if language not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        services.change_language(by=request.user, language=language)
    secure, http_only = settings.SESSION_COOKIE_SECURE, settings.LANGUAGE_COOKIE_HTTPONLY
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=ONE_YEAR, samesite="Lax", httponly=http_only, secure=secure
    )
    return response


@get_or_post
def me(request: SignedInRequest) -> HttpResponse:
    """One's own account: who one is here, the language, the ways in."""
    form = LanguageForm(request.POST if request.method == "POST" else None, initial={"language": request.user.language})
    if form.is_bound and form.is_valid():
        services.change_language(by=request.user, language=form.cleaned_data["language"])
        messages.success(request, _("Your language is kept."))
        return redirect("accounts:me")
    return render(request, "accounts/me.html", {"form": form}, status=INVALID if form.is_bound else 200)


class SignIn(LoginView):
    """Allauth's sign-in, with the demo's accounts beside it in the demo."""

    def get_context_data(self, **kwargs) -> dict:
        accounts = User.objects.none()
        if settings.DEMO:
            accounts = User.objects.demo().working(timezone.localdate()).select_related("organisation").order_by("role", "pk")
        return super().get_context_data(**kwargs) | {"demo_accounts": accounts[:8]}


@require_POST
@never_cache
def sign_in_demo(request: HttpRequest, pk) -> HttpResponse:
    """Open a session for one of the demo's accounts. Outside the demo there is nothing here."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(User.objects.demo().working(timezone.localdate()), pk=pk)
    return perform_login(request, user)


@require_GET
def team(request: SignedInRequest) -> HttpResponse:
    """The accounts one looks after, and the invitations on their way."""
    policies.may_see_team(request.user).or_forbid()
    people = queries.accounts_seen_by(request.user)
    found = slice_of(people, keys=("full_name", "pk"), after=request.GET.get("after", ""), size=50)
    waiting = Invitation.objects.visible_to(request.user).waiting().select_related("organisation")
    context = {
        "people": found.rows,
        "next_url": f"?{urlencode({'after': found.after})}" if found.after else "",
        "invitations": waiting.order_by("-expires_at", "pk")[:100],
        "link": request.session.pop(SHOWN_ONCE, None),
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/team.html", context)


@get_or_post
def invite(request: SignedInRequest) -> HttpResponse:
    """Invite one person."""
    policies.may_see_team(request.user).or_forbid()
    form = InviteForm(request.POST if request.method == "POST" else None, by=request.user)
    if form.is_bound and form.is_valid():
        if not ratelimit.consume(request, action="invite", user=request.user):
            return ratelimit.respond_429(request)
        try:
            invitation, token = services.invite(by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return _show_link_once(request, invitation, token)
    return render(request, "accounts/invite.html", {"form": form}, status=INVALID if form.is_bound else 200)


@require_POST
def resend_invitation(request: SignedInRequest, pk) -> HttpResponse:
    """Send a new link; the former one stops working."""
    invitation = _invitation(request, pk)
    try:
        invitation, token = services.resend_invitation(by=request.user, invitation=invitation, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts:team")
    return _show_link_once(request, invitation, token)


@require_POST
def revoke_invitation(request: SignedInRequest, pk) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, pk)
    try:
        services.revoke_invitation(by=request.user, invitation=invitation, now=timezone.now())
        messages.success(request, _("The invitation is withdrawn: its link opens nothing any more."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:team")


def _invitation(request: SignedInRequest, pk) -> Invitation:
    policies.may_see_team(request.user).or_forbid()
    return get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)


def _show_link_once(request: SignedInRequest, invitation: Invitation, token: str) -> HttpResponse:
    request.session[SHOWN_ONCE] = {"email": invitation.email, "address": invitation_address(token)}
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("accounts:team")


@never_cache
@get_or_post
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open the account an invitation promised; a link that opens nothing says why."""
    if request.method == "POST" and not ratelimit.consume(request, action="accept_invitation"):
        return ratelimit.respond_429(request)
    try:
        invitation = services.find_invitation(token=token, now=timezone.now())
    except Refused as refusal:
        return render(request, "accounts/invitation_closed.html", {"reason": str(refusal)}, status=410)
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"full_name": invitation.full_name})
    if form.is_bound and form.is_valid() and _accepted(request, token, form):
        messages.success(request, _("Your account is open. Sign in with your e-mail address and your password."))
        return redirect("account_login")
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/accept_invitation.html", context, status=INVALID if form.is_bound else 200)


def _accepted(request: HttpRequest, token: str, form: AcceptForm) -> bool:
    name, password = form.cleaned_data["full_name"], form.cleaned_data["password"]
    language = get_language() or settings.LANGUAGE_CODE
    try:
        services.accept_invitation(token=token, full_name=name, password=password, language=language, now=timezone.now())
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _person(request: SignedInRequest, pk) -> User:
    policies.may_see_team(request.user).or_forbid()
    return get_object_or_404(queries.accounts_seen_by(request.user), pk=pk)


def _show_person(request: SignedInRequest, someone: User, *, status: int = 200, **bound) -> HttpResponse:
    may_manage = policies.may_manage_account(request.user, someone)
    context = {
        "person": someone,
        "posts": Post.objects.filter(user=someone).order_by("-since", "pk"),
        "may_manage": may_manage,
        "may_change_role": policies.may_change_role(request.user, someone),
        "role_form": RoleForm(person=someone),
        "access_form": AccessForm(person=someone),
        "post_form": PostForm(person=someone, initial={"since": timezone.localdate()}),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/person.html", context | bound, status=status)


@require_GET
def person(request: SignedInRequest, pk) -> HttpResponse:
    """One account: its role, its end, its working time, its way in."""
    return _show_person(request, _person(request, pk))


@require_POST
def change_role(request: SignedInRequest, pk) -> HttpResponse:
    """Give another role."""
    someone = _person(request, pk)
    policies.may_change_role(request.user, someone).or_forbid()
    form = RoleForm(request.POST, person=someone)
    return _act_on(request, someone, form, "role_form", services.change_role, _("The role is changed."))


@require_POST
def set_access_until(request: SignedInRequest, pk) -> HttpResponse:
    """Set or lift the last day of access."""
    someone = _person(request, pk)
    policies.may_manage_account(request.user, someone).or_forbid()
    form = AccessForm(request.POST, person=someone)
    return _act_on(request, someone, form, "access_form", services.set_access_until, _("The day is kept."))


@require_POST
def set_post(request: SignedInRequest, pk) -> HttpResponse:
    """Say what share of full time the person holds, and since when."""
    someone = _person(request, pk)
    policies.may_set_post(request.user, someone).or_forbid()
    form = PostForm(request.POST, person=someone)
    return _act_on(request, someone, form, "post_form", services.set_post, _("The post is kept."))


def _act_on(request: SignedInRequest, someone: User, form, name: str, service, done: str) -> HttpResponse:
    if form.is_valid():
        try:
            service(by=request.user, person=someone, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect("accounts:person", pk=someone.pk)
    return _show_person(request, someone, status=INVALID, **{name: form})


@require_POST
def deactivate(request: SignedInRequest, pk) -> HttpResponse:
    """Close an account."""
    return _switch(request, pk, services.deactivate_user, _("The account is closed. Open sessions end at once."))


@require_POST
def reactivate(request: SignedInRequest, pk) -> HttpResponse:
    """Open an account again."""
    return _switch(request, pk, services.reactivate_user, _("The account is open again."))


@require_POST
def reset_second_factor(request: SignedInRequest, pk) -> HttpResponse:
    """Forget a lost telephone or key."""
    done = _("The second factor is reset. The person sets up a new one at the next sign-in.")
    return _switch(request, pk, services.reset_second_factor, done)


def _switch(request: SignedInRequest, pk, service, done: str) -> HttpResponse:
    someone = _person(request, pk)
    policies.may_manage_account(request.user, someone).or_forbid()
    service(by=request.user, person=someone)
    messages.success(request, done)
    return redirect("accounts:person", pk=someone.pk)


@require_GET
def organisations(request: SignedInRequest) -> HttpResponse:
    """The bodies whose people sign in."""
    policies.may_keep_organisations(request.user).or_forbid()
    found = slice_of(Organisation.objects.all(), keys=("name", "pk"), after=request.GET.get("after", ""), size=50)
    next_url = f"?{urlencode({'after': found.after})}" if found.after else ""
    return render(request, "accounts/organisations.html", {"organisations": found.rows, "next_url": next_url})


@get_or_post
def organisation(request: SignedInRequest, pk=None) -> HttpResponse:
    """Add an organisation, or change one."""
    policies.may_keep_organisations(request.user).or_forbid()
    thing = get_object_or_404(Organisation, pk=pk) if pk else None
    form = OrganisationForm(request.POST if request.method == "POST" else None, instance=thing)
    if form.is_bound and form.is_valid():
        try:
            services.keep_organisation(by=request.user, organisation=form.instance)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The organisation is kept."))
            return redirect("accounts:organisations")
    context = {"form": form, "organisation": thing}
    return render(request, "accounts/organisation.html", context, status=INVALID if form.is_bound else 200)


@require_GET
def audit(request: SignedInRequest) -> HttpResponse:
    """The trail of one's organisation: who did, read, printed or took away what."""
    policies.may_read_trail(request.user).or_forbid()
    form = TrailForm(request.GET, by=request.user)
    asked = form.cleaned_data if form.is_valid() else {}
    entries = AuditEntry.objects.visible_to(request.user).select_related("actor")
    if asked.get("person"):
        entries = entries.filter(actor=asked["person"])
    if asked.get("kind"):
        entries = entries.filter(kind=asked["kind"])
    if asked.get("day"):
        entries = entries.on_day(asked["day"])
    found = slice_of(entries, keys=("-pk",), after=request.GET.get("after", ""), size=50)
    following = {name: request.GET[name] for name in form.fields if request.GET.get(name)} | {"after": found.after}
    next_url = f"?{urlencode(following)}" if found.after else ""
    lines = [queries.line_of(entry) for entry in found.rows]
    return render(request, "accounts/audit.html", {"form": form, "lines": lines, "next_url": next_url})
