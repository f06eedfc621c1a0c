"""What a finding means, and what is done about it, in the coordinator's words. Codes are kept, words are made when shown."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

FIELD_WORDS: dict[str, str | Promise] = {
    "department": _("department"),
    "commune": _("commune"),
    "commune_code": _("INSEE code"),
    "address": _("address"),
    "name": _("name of the site"),
    "access": _("how to get in"),
    "latitude": _("latitude"),
    "longitude": _("longitude"),
    "kind": _("kind of site"),
    "settled": _("settled on"),
    "reported": _("reported on"),
    "resettlement": _("resettlement"),
    "resorption": _("aim of resorption"),
    "people": _("people"),
    "women": _("women and girls"),
    "households": _("households"),
    "minors": _("minors"),
    "minors_0_3": _("minors from 0 to 3"),
    "minors_3_6": _("minors from 3 to 6"),
    "minors_6_12": _("minors from 6 to 12"),
    "minors_12_16": _("minors from 12 to 16"),
    "minors_16_18": _("minors from 16 to 18"),
    "caravans": _("caravans"),
    "cabins": _("cabins"),
    "tents": _("tents"),
    "cars": _("cars slept in"),
    "mattresses": _("mattresses"),
    "updated": _("site updated on"),
    "site": _("site"),
    "family": _("family number"),
    "family_name": _("family name"),
    "first_name": _("first name"),
    "birth": _("birth or age"),
    "sex": _("sex"),
    "nationality": _("nationality"),
    "role": _("place in the household"),
    "phone": _("phone"),
    "school": _("school"),
    "cover": _("health cover"),
    "domiciliation": _("domiciliation until"),
    "first_contact": _("first contact"),
    "last_contact": _("last contact"),
    "accommodation": _("accommodation"),
    "observation": _("observation"),
}

# What is wrong, then what is done.
MESSAGES: dict[str, str | Promise] = {
    "impossible_date": _("« %(raw)s » is a date that does not exist."),
    "future_birth": _("« %(raw)s » is a birth in the future."),
    "too_old": _("« %(raw)s » would be more than 115 years old."),
    "not_a_birth": _("« %(raw)s » is not understood as a date, an age or a year."),
    "no_name": _("No family name and no first name."),
    "not_a_name": _("« %(raw)s » is not a name."),
    "too_long_name": _("This name is too long: 80 letters at most."),
    "formula": _("« %(raw)s » is a formula, not a name."),
    "formula_error": _("« %(raw)s » is an error of the spreadsheet. Left blank."),
    "too_long": _("This text is too long: its end is cut."),
    "no_site": _("No site."),
    "unknown_site": _("« %(raw)s » is neither in the sheet of sites nor among your camps."),
    "ambiguous_site": _("Several sites are called « %(raw)s »."),
    "closed_site": _("The site « %(raw)s » is closed."),
    "no_site_name": _("No name and no address for this site."),
    "no_commune": _("No commune."),
    "no_commune_code": _("The INSEE code of this commune is not known."),
    "not_a_commune_code": _("« %(raw)s » is not an INSEE code."),
    "site_twice": _("The site « %(raw)s » is written twice."),
    "no_count": _("No number of people: the site is added without a headcount."),
    "more_than_people": _("« %(raw)s » is more than all the people: this count is left out."),
    "bands_over_minors": _("The ages add up to %(raw)s, more than the minors: the ages are left out."),
    "settled_after_reported": _("Settled after it was reported: this date is left out."),
    "not_a_number": _("« %(raw)s » is not a count. Left unknown."),
    "not_a_place": _("« %(raw)s » is not a position in France. Left unknown."),
    "not_a_date": _("« %(raw)s » is not understood as a date. Left unknown."),
    "future_date": _("« %(raw)s » is a date in the future. Left unknown."),
    "unread": _("« %(raw)s » is not understood. Left unknown."),
    "not_a_phone": _("« %(raw)s » is not a phone number. Left blank."),
    "no_move_date": _("The day of the move is not known: the person is kept on the site."),
    "contacts_reversed": _("The last contact is before the first: they are swapped."),
    "born_after_contact": _("Born after the family's last contact: please check."),
    "same_line": _("Looks like line %(line)s. Nothing is merged: you decide."),
    "same_person": _("Looks like someone already followed. Nothing is merged: you decide."),
    "held_elsewhere": _("Waits for a decision in an earlier import."),
    "changed": _("Said « %(was)s » before, says « %(raw)s » now. Not changed: correct the file of the family if it is right."),
}
# A birth that is wrong stops the line; any other impossible date is only left unknown.
SOFT_MESSAGES: dict[str, str | Promise] = {
    "impossible_date": _("« %(raw)s » is a date that does not exist. Left unknown."),
}


def field_word(name: str) -> str:
    """The field in the user's words; "" for a finding about the whole line."""
    return str(FIELD_WORDS.get(name, ""))


def message_of(finding: dict[str, Any]) -> str:
    """The sentence of a finding, in the reader's language."""
    soft = SOFT_MESSAGES if finding.get("level") != "error" else {}
    phrase = soft.get(finding["code"]) or MESSAGES[finding["code"]]
    blank = gettext("nothing")
    shown = {"raw": finding.get("raw") or blank, "was": finding.get("was") or blank, "line": finding.get("line", "")}
    return str(phrase) % shown
