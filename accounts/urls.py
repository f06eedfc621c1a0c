"""Addresses of accounts."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("language/", views.change_language, name="change_language"),
    path("team/", views.team, name="team"),
    path("team/invite/", views.invite, name="invite"),
    path("team/invitations/<uuid:pk>/resend/", views.resend_invitation, name="resend_invitation"),
    path("team/invitations/<uuid:pk>/revoke/", views.revoke_invitation, name="revoke_invitation"),
    path("team/people/<uuid:pk>/", views.person, name="person"),
    path("team/people/<uuid:pk>/role/", views.change_role, name="change_role"),
    path("team/people/<uuid:pk>/access/", views.set_access_until, name="set_access_until"),
    path("team/people/<uuid:pk>/post/", views.set_post, name="set_post"),
    path("team/people/<uuid:pk>/close/", views.deactivate, name="deactivate"),
    path("team/people/<uuid:pk>/reopen/", views.reactivate, name="reactivate"),
    path("team/people/<uuid:pk>/second-factor/", views.reset_second_factor, name="reset_second_factor"),
    path("team/organisations/", views.organisations, name="organisations"),
    path("team/organisations/add/", views.organisation, name="organisation_add"),
    path("team/organisations/<uuid:pk>/", views.organisation, name="organisation"),
    path("audit/", views.audit, name="audit"),
    path("invitation/<str:token>/", views.accept_invitation, name="accept_invitation"),
    path("demo/<uuid:pk>/", views.sign_in_demo, name="sign_in_demo"),
]
