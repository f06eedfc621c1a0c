"""A page that shows every part of the look, with addresses of its own; only for the tests of the look."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from common.forms import page_helper
from common.verdict import ALLOWED, Verdict
from common.views import about, keep_theme

GALLERY = """{% extends "base.html" %}{% load i18n look crispy_forms_tags %}
{% block title %}Gallery{% endblock %}
{% block content %}
{% include "components/back.html" with url="/" label="Sites" %}
<div class="page-head"><h1>Chemin des Carrières</h1>
  <div class="actions">{% include "components/action.html" with verdict=allowed url="#" label="Log a visit" sign="plus" %}
  {% include "components/action.html" with verdict=refused url="#" label="Close the site" kind="secondary" %}</div></div>
<p>{% for tone in tones %}{% include "components/status.html" with tone=tone word=tone %} {% endfor %}</p>
<p>{% for days in deadlines %}{% include "components/deadline.html" with days=days label="Evacuation" %} {% endfor %}</p>
{% include "components/definition_list.html" with facts=facts %}
<ul class="figures"><li class="figure-card"><strong>47</strong>households present</li>
<li class="figure-card"><strong>193</strong>persons</li><li class="figure-card"><strong>12</strong>not seen for 21 days</li></ul>
<h2>Visits</h2>
<table class="table table-stack"><caption>Last visits</caption>
<thead><tr><th scope="col">Household</th><th scope="col">Seen on</th><th scope="col" class="number">Persons</th></tr></thead>
<tbody>{% for row in rows %}<tr><th scope="row"><a href="#">{{ row.0 }}</a></th><td data-label="Seen on">{{ row.1 }}</td>
<td data-label="Persons" class="number">{{ row.2 }}</td></tr>{% endfor %}</tbody></table>
{% include "components/pager.html" with next_url="?after=3" %}
{% include "components/empty.html" with title="No referral yet" text="Send one from here." url="#" action="Refer" %}
<h2>Form</h2>{% crispy form %}{% endblock %}"""


class Visit(forms.Form):
    name = forms.CharField(label="Name", help_text="As the family says it.")
    day = forms.DateField(label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    outcome = forms.ChoiceField(
        label="Outcome", choices=[("s", "Seen"), ("a", "Absent"), ("r", "Refused"), ("l", "Left")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Topics", required=False, choices=[("h", "Health"), ("e", "School")], widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label="Language", choices=[("ro", "Romanian"), ("bg", "Bulgarian")])
    agreed = forms.BooleanField(label="The family agrees", required=False, help_text="Said aloud counts.")
    picture = forms.FileField(label="Picture", required=False)
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = page_helper("Save the visit")


def gallery(request):
    form = Visit(request.POST or None, initial={"outcome": "s", "topics": ["h"]})
    if "say" in request.GET:
        messages.success(request, "The visit is saved.")
        messages.error(request, "The mail was not sent.")
    context = {
        "form": form,
        "allowed": ALLOWED,
        "refused": Verdict("A site with a family on it stays open."),
        "tones": ["ok", "warning", "danger", "info", "waiting", "neutral"],
        "deadlines": [-3, 0, 5, 12, 45],
        "facts": [("Commune", "Sainte-Aulde-les-Prés"), ("Position", "Known"), ("Owner", "Railways")],
        "rows": [("Ștefănescu Ioana", "3 February", 6), ("Христова Мария", "27 January", 4)],
    }
    page = engines["django"].from_string(GALLERY).render(context, request)
    return HttpResponse(page, status=422 if form.is_bound else 200)


def forbidden(request):
    raise PermissionDenied("This site is closed.")


def broken(request):
    raise ZeroDivisionError


def room(app: str, *names: str):
    """Addresses that stand for another app's, so that the look is tested alone."""
    return path(f"{app}/", include(([path(f"{name}/", gallery, name=name) for name in names], app)))


urlpatterns = [
    path("gallery/", gallery, name="gallery"),
    path("forbidden/", forbidden, name="forbidden"),
    path("broken/", broken, name="broken"),
    path("theme/", keep_theme, name="theme"),
    path("about/", about, name="about"),
    path("", gallery, name="home"),
    path("sign-in/", include("allauth.urls")),
    room("support", "my_day"),
    room("camps", "list"),
    room("households", "list"),
    room("partners", "list"),
    room("reporting", "runs", "library"),
    room("exchange", "imports"),
    room("accounts", "team", "audit", "change_language", "me"),
]
