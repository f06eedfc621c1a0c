"""Addresses of partners and referrals."""

from django.urls import path

from partners.views import directory, refer, referrals

app_name = "partners"
urlpatterns = [
    path("", directory.partner_list, name="list"),
    path("new/", directory.partner_new, name="new"),
    path("<uuid:pk>/", directory.partner_detail, name="detail"),
    path("<uuid:pk>/edit/", directory.partner_edit, name="edit"),
    path("referrals/", referrals.referral_list, name="referrals"),
    path("referrals/<uuid:pk>/", referrals.referral_detail, name="referral"),
    path("referrals/<uuid:pk>/move/<str:move>/", referrals.referral_move, name="move"),
    path("referrals/<uuid:pk>/elsewhere/", referrals.referral_elsewhere, name="elsewhere"),
    path("refer/<uuid:household_id>/", refer.refer, name="refer"),
    path("consents/<uuid:pk>/withdraw/", referrals.consent_withdraw, name="consent_withdraw"),
]
