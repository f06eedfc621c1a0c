"""Addresses of families."""

from django.urls import path

from households import views

app_name = "households"
urlpatterns = [
    path("", views.household_list, name="list"),
    path("on-camp/<uuid:camp_id>/", views.on_camp, name="on_camp"),
    path("new/", views.new, name="new"),
    path("<uuid:household_id>/edit/", views.edit, name="edit"),
    path("<uuid:household_id>/people/new/", views.person_new, name="person_new"),
    path("<uuid:household_id>/people/<uuid:person_id>/", views.person_edit, name="person_edit"),
    path("<uuid:household_id>/join/", views.join, name="join"),
    path("<uuid:household_id>/move/", views.move, name="move"),
    path("<uuid:household_id>/leave/", views.leave, name="leave"),
    path("<uuid:household_id>/notices/new/", views.notice_new, name="notice_new"),
    path("<uuid:household_id>/consents/new/", views.consent_new, name="consent_new"),
]
