"""Addresses of support."""

from django.urls import path

from support import views

app_name = "support"
urlpatterns = [
    path("day/", views.my_day, name="my_day"),
    path("households/<uuid:household_id>/", views.household, name="household"),
    path("households/<uuid:household_id>/openings/", views.household_openings, name="household_openings"),
    path("households/<uuid:household_id>/contacts/new/", views.contact_new, name="contact_new"),
    path("contacts/<uuid:encounter_id>/correct/", views.contact_correct, name="contact_correct"),
    path("households/<uuid:household_id>/evaluation/", views.assessment, name="assessment"),
    path("households/<uuid:household_id>/wishes/new/", views.wish_new, name="wish_new"),
    path("households/<uuid:household_id>/support/open/", views.enrolment_open, name="enrolment_open"),
    path("households/<uuid:household_id>/support/pause/", views.enrolment_pause, name="enrolment_pause"),
    path("households/<uuid:household_id>/support/close/", views.enrolment_close, name="enrolment_close"),
    path("households/<uuid:household_id>/support/reopen/", views.enrolment_reopen, name="enrolment_reopen"),
    path("households/<uuid:household_id>/plan/", views.plan, name="plan"),
    path("households/<uuid:household_id>/plan/words/", views.plan_words, name="plan_words"),
    path("households/<uuid:household_id>/plan/agreement/", views.plan_agreement, name="plan_agreement"),
    path("households/<uuid:household_id>/plan/review/", views.plan_review, name="plan_review"),
    path("households/<uuid:household_id>/plan/goals/new/", views.goal_new, name="goal_new"),
    path("households/<uuid:household_id>/people/<uuid:person_id>/rights/", views.rights, name="rights"),
    path("households/<uuid:household_id>/people/<uuid:person_id>/schooling/", views.schooling, name="schooling"),
    path("goals/<uuid:goal_id>/status/", views.goal_status, name="goal_status"),
    path("goals/<uuid:goal_id>/actions/new/", views.action_new, name="action_new"),
    path("actions/<uuid:action_id>/tick/", views.action_tick, name="action_tick"),
    path("actions/<uuid:action_id>/drop/", views.action_drop, name="action_drop"),
    path("steps/<uuid:encounter_id>/tick/", views.step_tick, name="step_tick"),
]
