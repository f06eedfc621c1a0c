"""Who may do what, everywhere: one row for every address of the project. `tests/test_access.py` walks it.

How to add a row (in your app's section, one line an address):

    Row("camps:detail", args="camp", get="ok ok 403 403", post="...")
        |               |            |
        |               |            what each role is answered, always in this order:
        |               |            social worker, coordinator, administrator, State reader
        |               the function of `tests/access_objects.py` that makes the object with
        |               factories and returns the address's arguments as a dict;
        |               leave it out when the address takes none
        the name of the address, with its namespace

    ok   200-399, or 422 (an empty form sent back with its errors)
    403  may not, with the reason        404  not theirs, or does not exist for them
    any other status is written as it is (a JSON door without its header: 400)

- A method without an entry must answer 405 to everyone signed in (views: `require_GET`, `require_http_methods`).
- `hidden="function"` also makes an object of ANOTHER organisation: there, "ok" becomes 404.
- `data="function"` gives the POST body (called with the world, returns a dict); without it the body is empty.
- Anonymous visitors are sent to the sign-in page everywhere, which is checked without being written.
  `public=True` is only for the names of `accounts.middleware.PUBLIC`.

Every object is made by a function `name(world) -> dict` in `tests/access_objects.py`. `world.operator`, `world.state`,
`world.elsewhere` are organisations; `world.worker`, `world.coordinator`, `world.administrator`, `world.state_reader` users.
"""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("worker", "coordinator", "administrator", "state_reader")


@dataclass(frozen=True)
class Row:
    name: str
    get: str = ""
    post: str = ""
    args: str = ""
    hidden: str = ""
    data: str = ""
    public: bool = False

    def answers(self, method: str) -> dict[str, str]:
        """What each role is answered to `method`, 405 where the table says nothing."""
        words = getattr(self, method).split() or ["405"] * len(ROLES)
        assert len(words) == len(ROLES), f"{self.name} {method}: four answers, in the order {ROLES}"
        return dict(zip(ROLES, words, strict=True))


COMMON: list[Row] = [
    Row("theme", post="ok ok ok ok", public=True),
    Row("about", get="ok ok ok ok", public=True),
]

ACCOUNTS: list[Row] = [
    Row("home", get="ok ok ok ok"),
    Row("accounts:me", get="ok ok ok ok", post="ok ok ok ok"),
    Row("accounts:change_language", post="ok ok ok ok", public=True),
    Row("accounts:sign_in_demo", args="demo_account", post="ok ok ok ok", public=True),
    Row("accounts:accept_invitation", args="invitation_link", get="ok ok ok ok", post="ok ok ok ok", public=True),
    Row("accounts:team", get="403 ok ok 403"),
    Row("accounts:invite", get="403 ok ok 403", post="403 ok ok 403"),
    Row("accounts:resend_invitation", args="invitation", post="403 ok ok 403"),
    Row("accounts:revoke_invitation", args="invitation", post="403 ok ok 403"),
    Row("accounts:person", args="colleague", get="403 ok ok 403"),
    Row("accounts:change_role", args="colleague", post="403 403 ok 403"),
    Row("accounts:set_access_until", args="colleague", post="403 ok ok 403"),
    Row("accounts:set_post", args="colleague", post="403 ok ok 403"),
    Row("accounts:deactivate", args="colleague", post="403 ok ok 403"),
    Row("accounts:reactivate", args="colleague", post="403 ok ok 403"),
    Row("accounts:reset_second_factor", args="colleague", post="403 ok ok 403"),
    Row("accounts:organisations", get="403 403 ok 403"),
    Row("accounts:organisation_add", get="403 403 ok 403", post="403 403 ok 403"),
    Row("accounts:organisation", args="organisation", get="403 403 ok 403", post="403 403 ok 403"),
    Row("accounts:audit", get="403 ok ok 403"),
]

CAMPS: list[Row] = [
    Row("camps:list", get="ok ok 403 403"),
    Row("camps:new", get="ok ok 403 403", post="ok ok 403 403"),
    Row("camps:detail", args="camp", hidden="hidden_camp", get="ok ok 404 404"),
    Row("camps:edit", args="camp", hidden="hidden_camp", get="ok ok 404 404", post="ok ok 404 404"),
    Row("camps:move", args="camp_to_close", hidden="hidden_camp_to_close", get="ok ok 404 404", post="ok ok 404 404"),
    Row("camps:headcount_new", args="camp", hidden="hidden_camp", get="ok ok 404 404", post="ok ok 404 404"),
    Row("camps:headcount_same", args="camp", hidden="hidden_camp", post="ok ok 404 404"),
    Row("camps:survey_new", args="camp", hidden="hidden_camp", get="ok ok 404 404", post="ok ok 404 404"),
    Row("camps:legal_step_new", args="camp", hidden="hidden_camp", get="ok ok 404 404", post="ok ok 404 404"),
    Row("camps:evacuation_date_new", args="camp", hidden="hidden_camp", get="ok ok 404 404", post="ok ok 404 404"),
]

HOUSEHOLDS: list[Row] = [
    Row("households:list", get="ok ok 403 403"),
    Row("households:new", get="ok ok 403 403", post="ok ok 403 403"),
    Row("households:on_camp", args="lived_on_camp", hidden="hidden_lived_on_camp", get="ok ok 404 404"),
    Row("households:edit", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("households:person_new", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("households:join", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("households:move", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("households:leave", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("households:notice_new", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("households:consent_new", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("households:person_edit", args="member", hidden="hidden_member", get="ok ok 404 404", post="ok ok 404 404"),
]

PARTNERS: list[Row] = [
    Row("partners:list", get="ok ok 403 403"),
    Row("partners:new", get="ok ok 403 403", post="ok ok 403 403"),
    Row("partners:detail", args="partner", hidden="hidden_partner", get="ok ok 404 404"),
    Row("partners:edit", args="partner", hidden="hidden_partner", get="ok ok 404 404", post="ok ok 404 404"),
    Row("partners:referrals", get="ok ok 403 403"),
    Row("partners:referral", args="referral", hidden="hidden_referral", get="ok ok 404 404"),
    Row("partners:move", args="referral_to_accept", hidden="hidden_referral_to_accept", post="ok ok 404 404"),
    Row("partners:elsewhere", args="referral_refused", hidden="hidden_refused", get="ok ok 404 404", post="ok ok 404 404"),
    Row("partners:refer", args="household_to_refer", hidden="hidden_to_refer", get="ok ok 404 404", post="ok ok 404 404"),
    Row("partners:consent_withdraw", args="consent_given", hidden="hidden_consent_given", post="ok ok 404 404"),
]

SUPPORT: list[Row] = [
    Row("support:my_day", get="ok ok 403 403"),
    Row("support:household", args="home", hidden="hidden_home", get="ok ok 404 404"),
    Row("support:household_openings", args="home", hidden="hidden_home", get="ok ok 404 404"),
    Row("support:plan", args="home", hidden="hidden_home", get="ok ok 404 404"),
    Row("support:contact_new", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:assessment", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:wish_new", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:plan_words", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:goal_new", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:enrolment_open", args="home", hidden="hidden_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row(
        "support:enrolment_pause",
        args="enrolled_home",
        hidden="hidden_enrolled_home",
        get="ok ok 404 404",
        post="ok ok 404 404",
    ),
    Row(
        "support:enrolment_close",
        args="enrolled_home",
        hidden="hidden_enrolled_home",
        get="ok ok 404 404",
        post="ok ok 404 404",
    ),
    Row("support:enrolment_reopen", args="paused_home", hidden="hidden_paused_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:plan_agreement", args="planned_home", hidden="hidden_planned_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:plan_review", args="planned_home", hidden="hidden_planned_home", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:rights", args="member", hidden="hidden_member", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:schooling", args="member", hidden="hidden_member", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:goal_status", args="goal", hidden="hidden_goal", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:action_new", args="goal", hidden="hidden_goal", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:action_tick", args="action", hidden="hidden_action", post="ok ok 404 404"),
    Row("support:action_drop", args="action", hidden="hidden_action", post="ok ok 404 404"),
    Row("support:contact_correct", args="next_step", hidden="hidden_next_step", get="ok ok 404 404", post="ok ok 404 404"),
    Row("support:step_tick", args="next_step", hidden="hidden_next_step", post="ok ok 404 404"),
]

REPORTING: list[Row] = [
    Row("healthz", args="living_worker", get="ok ok ok ok", public=True),
    Row("reporting:runs", get="ok ok 403 403"),
    Row("reporting:order", post="403 ok 403 403"),
    Row("reporting:run", args="draft_report", hidden="hidden_draft_report", get="ok ok 404 404"),
    Row("reporting:run_progress", args="draft_report", hidden="hidden_draft_report", get="ok ok 404 404"),
    Row("reporting:figure", args="drafted_figure", hidden="hidden_drafted_figure", get="ok ok 404 404"),
    Row("reporting:cancel", args="draft_report", hidden="hidden_draft_report", post="403 ok 403 403"),
    Row("reporting:redo", args="draft_report", hidden="hidden_draft_report", post="403 ok 403 403"),
    Row("reporting:correct", args="run_to_correct", hidden="hidden_run_to_correct", post="403 ok 403 403"),
    Row("reporting:library", get="ok ok 403 ok"),
    Row("reporting:method", get="ok ok 403 ok"),
    Row("reporting:downloads", get="403 ok 403 403"),
    Row("reporting:library_report", args="published_report", hidden="hidden_published_report", get="ok ok 403 ok"),
    Row("reporting:download", args="published_file", hidden="hidden_published_file", get="ok ok 403 ok"),
    Row("reporting:publish", args="draft_report", hidden="hidden_draft_report", get="403 ok 403 403", post="403 ok 403 403"),
]

FIELD: list[Row] = [
    Row("field:rounds", get="ok ok 403 403"),
    Row("field:start", args="camp_to_visit", hidden="hidden_camp_to_visit", get="ok ok 403 403", post="ok ok 403 403"),
    # A round is its worker's own; another operator's is 404 (tests/field/test_pages.py).
    Row("field:round", args="round_of_worker", get="ok 403 403 403"),
    # Sent without a household, it finds none.
    Row("field:found", args="round_of_worker", get="ok 403 403 403", post="404 403 403 403"),
    Row("field:finished", args="round_of_worker", get="ok 403 403 403"),
    # JSON doors: without our header they answer 400 to everyone; roles are in tests/field/test_doors.py.
    Row("field:api_session", get="400 400 400 400", public=True),
    Row("field:api_drafts", post="400 400 400 400", public=True),
    Row("field:api_sync", post="400 400 400 400", public=True),
]

EXCHANGE: list[Row] = [
    Row("exchange:imports", get="403 ok 403 403", post="403 ok 403 403"),
    Row("exchange:preview", args="register_import", hidden="hidden_import", get="403 ok 403 403"),
    Row("exchange:columns", args="import_sheet", hidden="hidden_sheet", post="403 ok 403 403"),
    Row("exchange:line", args="import_line", hidden="hidden_line", get="403 ok 403 403", post="403 ok 403 403"),
    Row("exchange:decide", args="import_line", hidden="hidden_line", post="403 ok 403 403"),
    Row("exchange:confirm", args="register_import", hidden="hidden_import", post="403 ok 403 403"),
    Row("exchange:cancel", args="register_import", hidden="hidden_import", post="403 ok 403 403"),
]

TABLE = [*COMMON, *ACCOUNTS, *CAMPS, *HOUSEHOLDS, *PARTNERS, *SUPPORT, *REPORTING, *FIELD, *EXCHANGE]
