"""Shape and validation of what is typed about accounts; nothing is saved here."""

from __future__ import annotations

from typing import cast

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.audit import record_sign_in
from accounts.enums import AuditKind, OrganisationKind, Role
from accounts.models import Organisation, Post, User
from accounts.policies import ROLES_OF
from accounts.requests import client_address
from common.forms import DayInput, page_helper


class InviteForm(forms.Form):
    """Whom one invites, to which organisation, in which role: only what the inviter may choose."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"), empty_label=None)
    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].widget.attrs["autocomplete"] = "off"
        organisations = Organisation.objects.exclude(kind=OrganisationKind.PARTNER).order_by("name", "pk")
        organisation, role = (
            cast(forms.ModelChoiceField, self.fields["organisation"]),
            cast(forms.ChoiceField, self.fields["role"]),
        )
        organisation.queryset, organisation.initial = organisations.filter(pk=by.organisation_id), by.organisation_id
        role.choices = [(Role.SOCIAL_WORKER.value, Role.SOCIAL_WORKER.label)]
        if by.is_administrator:
            organisation.queryset, role.choices = organisations, Role.choices
            role.help_text = _("State readers belong to State services, the other roles to operators.")
        self.helper = page_helper(_("Invite"))


class AcceptForm(forms.Form):
    """What a newcomer says: their name, and a password typed twice."""

    full_name = forms.CharField(label=_("Your full name"), max_length=120)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence of a few words is easy to keep."),
    )
    password_again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"
        self.helper = page_helper(_("Open my account"))

    def clean(self) -> dict:
        found = super().clean() or {}
        if "password_again" in found and found.get("password") != found["password_again"]:
            self.add_error("password_again", _("The two passwords are not the same."))
        return found


class RoleForm(forms.Form):
    """Another role in the same organisation."""

    role = forms.ChoiceField(label=_("Role"))

    def __init__(self, *args, person: User, **kwargs) -> None:
        super().__init__(*args, **{"initial": {"role": person.role}, **kwargs})
        roles = ROLES_OF[OrganisationKind(person.organisation.kind)]
        cast(forms.ChoiceField, self.fields["role"]).choices = [choice for choice in Role.choices if choice[0] in roles]
        self.helper = page_helper(_("Change the role"))
        self.helper.form_action = reverse("accounts:change_role", args=[person.pk])


class AccessForm(forms.Form):
    """The last day of access, or none."""

    access_until = forms.DateField(
        label=_("Last day of access"),
        required=False,
        widget=DayInput(),
        help_text=_("For interns and volunteers. Leave it empty when there is no end."),
    )

    def __init__(self, *args, person: User, **kwargs) -> None:
        super().__init__(*args, **{"initial": {"access_until": person.access_until}, **kwargs})
        self.helper = page_helper(_("Keep this day"))
        self.helper.form_action = reverse("accounts:set_access_until", args=[person.pk])


class PostForm(forms.ModelForm):
    """A share of full time in a function."""

    class Meta:
        model = Post
        fields = ("function", "share", "since", "until")
        widgets = {"since": DayInput(), "until": DayInput()}
        help_texts = {"share": _("1 is full time, 0.5 half time.")}

    def __init__(self, *args, person: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["share"].widget.attrs.update(min="0.05", max="1", step="0.05")
        self.helper = page_helper(_("Keep this post"))
        self.helper.form_action = reverse("accounts:set_post", args=[person.pk])


class OrganisationForm(forms.ModelForm):
    """A body whose people sign in."""

    class Meta:
        model = Organisation
        fields = ("name", "kind", "territory")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()


class LanguageForm(forms.ModelForm):
    """One's own language."""

    class Meta:
        model = User
        fields = ("language",)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper(_("Change the language"))


class TrailForm(forms.Form):
    """What one looks for in the trail."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"), required=False, empty_label=_("Everyone"))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *AuditKind.choices])
    day = forms.DateField(label=_("Day"), required=False, widget=DayInput())

    def __init__(self, *args, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.filter(organisation_id=by.organisation_id)
        cast(forms.ModelChoiceField, self.fields["person"]).queryset = colleagues.order_by("full_name", "pk")


class SecondFactorForm(AuthenticateForm):
    """Allauth's own form; a wrong code is written in the trail."""

    def _emit_authentication_failed(self, authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        record_sign_in(act="second_factor_failed", user=self.user, address=client_address(context.request))
