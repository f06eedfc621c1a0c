"""How secret each field is, in one place: a test fails on a field that is not classed here.

public: may be shown outside once aggregated or as a fact about sites; personal: about one person or one
family, for the team alone; sensitive: could harm if read by an authority, the assigned team alone.
Sources: privacy.md 3.2 and 3.3 of the specification.
"""

from __future__ import annotations

from django.db import models

# Keys, instants of writing and links between rows say nothing by themselves.
TECHNICAL = {"id", "created_at", "updated_at", "password", "last_login"}

PUBLIC: dict[str, str] = {
    "accounts.Organisation": "name kind territory",
    "accounts.Post": "organisation function share since until",
    "camps.Sector": "name department",
    "camps.Commune": "code name department sector valid_until",
    "camps.Camp": "operator name commune kind owner_kind settled_on settled_precision reported_on reported_by"
    " is_resettlement aims_at_resorption status closed_on closure_kind closure_basis",
    "camps.Headcount": "camp counted_on source people_low people_best people_high households women minors minor_bands"
    " dwellings nothing_changed",
    "camps.SiteSurvey": "camp surveyed_on water toilets waste electricity fire_safety vermin danger",
    "camps.LegalStep": "camp kind happened_on source certainty",
    "camps.EvacuationDate": "camp planned_on told_on source certainty",
    "camps.SiteVisit": "camp visited_on with_interpreter validated_at",
    "camps.CampEvent": "camp move from_status to_status happened_on closure_kind closure_basis",
    "partners.Partner": "operator name kind services territory languages is_active",
    "reporting.ReportRun": "operator kind territory period_start period_end version status progress step attempts claim"
    " heartbeat_at finished_at error requested_by validated_by validated_at erratum_reason",
    "reporting.RunEvent": "run what detail actor",
    "reporting.PublishedReport": "operator run kind territory period_start period_end version bundle fingerprint"
    " erratum_reason published_at published_by",
    "reporting.PublishedFile": "published format name content size sha256",
    "reporting.WorkerHeartbeat": "name beat_at",
    "exchange.ColumnMapping": "operator kind headings",
    "exchange.RegisterImport": "operator user status as_of confirmed_at counts",
    "exchange.ImportSheet": "register_import kind file_name heading_line headings mapping",
}
PERSONAL: dict[str, str] = {
    "accounts.User": "email full_name organisation role is_active access_until language",
    "accounts.Post": "user",
    "accounts.Invitation": "email full_name organisation role token_hash invited_by expires_at accepted_at revoked_at",
    "accounts.AuditEntry": "kind act actor organisation thing_kind thing_id household_id detail address",
    # The exact spot is for the team: outside, the commune is enough.
    "camps.Camp": "address access latitude longitude",
    "camps.Headcount": "counted_by",
    "camps.SiteSurvey": "surveyed_by",
    "camps.LegalStep": "note recorded_by",
    "camps.EvacuationDate": "recorded_by",
    "camps.SiteVisit": "worker",
    "camps.CampEvent": "actor",
    "households.Household": "operator code name name_fold name_sound spot language needs_interpreter referent"
    " first_contact_on last_contact_on",
    "households.Person": "operator family_name first_name name_sound sex born_on born_precision nationality phone died_on",
    "households.Membership": "household person role since until",
    "households.Stay": "person kind camp since since_precision until",
    "households.Encounter": "household visit happened_on occurred_at channel place_kind outcome met_persons topics next_step"
    " next_on next_label next_done_on worker replaces",
    "households.Assessment": "household started_on validated_on with_interpreter adults_present place_kind worker",
    "households.InformationNotice": "household given_on language form given_by",
    "households.SharingConsent": "household purpose shared_with form given_on withdrawn_on recorded_by",
    "partners.Partner": "contact_name email phone",
    "partners.Referral": "household person partner purpose snapshot consent status sent_on answered_on appointment_on result"
    " previous worker",
    "partners.ReferralEvent": "referral move from_status to_status happened_on actor",
    "support.Enrolment": "household opened_on paused_on closed_on exit_reason exit_destination opened_by",
    "support.SupportPlan": "household words_language agreement agreed_on started_on review_on closed_on worker",
    "support.PlanReview": "plan reviewed_on worker",
    "support.Goal": "plan person domain statement status blocked_by target_on closed_on rank referrals",
    "support.PlanAction": "goal statement owner partner due_on done_on done_by dropped_on",
    "support.Schooling": "person level status requested_on since until recorded_by",
    "reporting.Download": "published format user",
    "field.InboundItem": "user kind schema occurred_at content_hash received_at status clock_suspect errors",
    "field.RoundDraft": "visit household encounter_id sequence",
    "exchange.ImportLine": "sheet number family decision outcome findings record_kind record_id content_key",
}
SENSITIVE: dict[str, str] = {
    # Free text may hold anything; a hotel's name leads to the door; a wish or a right feeds decisions against people.
    "households.Household": "note",
    "households.Stay": "place",
    "households.Encounter": "note",
    "households.Assessment": "summary",
    "households.SupportWish": "household value stated_on words ask_again_on recorded_by",
    "partners.Referral": "request",
    "partners.ReferralEvent": "note",
    "support.SupportPlan": "words words_french",
    "support.PlanReview": "family_comment state",
    "support.Right": "person kind status detail requested_on decided_on valid_from valid_until recorded_by",
    "support.Schooling": "school",
    # Exact figures of small groups.
    "reporting.ReportRun": "figures",
    "field.InboundItem": "body",
    "field.RoundDraft": "state",
    "exchange.ImportLine": "cells corrections values",
}


def classes_of(model: type[models.Model]) -> dict[str, str]:
    """Field name to its class, for one model."""
    label = model._meta.label
    tables = {"public": PUBLIC, "personal": PERSONAL, "sensitive": SENSITIVE}
    return {name: level for level, table in tables.items() for name in table.get(label, "").split()}


def unclassed(model: type[models.Model]) -> set[str]:
    """Fields of a model that nobody has classed."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {field.name for field in fields} - set(classes_of(model)) - TECHNICAL
