"""Addresses of camps."""

from django.urls import path

from camps import views

app_name = "camps"
urlpatterns = [
    path("", views.camp_list, name="list"),
    path("new/", views.camp_new, name="new"),
    path("<uuid:pk>/", views.camp_detail, name="detail"),
    path("<uuid:pk>/edit/", views.camp_edit, name="edit"),
    path("<uuid:pk>/move/<str:move>/", views.camp_move, name="move"),
    path("<uuid:pk>/headcounts/new/", views.headcount_new, name="headcount_new"),
    path("<uuid:pk>/headcounts/same/", views.headcount_same, name="headcount_same"),
    path("<uuid:pk>/surveys/new/", views.survey_new, name="survey_new"),
    path("<uuid:pk>/legal-steps/new/", views.legal_step_new, name="legal_step_new"),
    path("<uuid:pk>/evacuation-dates/new/", views.evacuation_date_new, name="evacuation_date_new"),
]
