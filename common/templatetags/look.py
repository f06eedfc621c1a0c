"""What templates need to look the same everywhere: icons, navigation, deadlines, the error sign of a title."""

from __future__ import annotations

from django import template
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

# Drawn by us on a grid of 24, in strokes; a sign never stands without its word.
ICONS = {
    "anchor": "M12 8v13M8 11h8M4 14a8 7.5 0 0 0 16 0M2.5 15.5 4 13l2.5 1.5M21.5 15.5 20 13l-2.5 1.5M12 8a2.6 2.6 0 1 0 0-5.2 "
    "2.6 2.6 0 0 0 0 5.2",
    "ok": "M4 12.5 9.5 18 20 6.5",
    "warning": "M12 3 2 20.5h20L12 3M12 9.5v5M12 17.4v.2",
    "danger": "M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8L8 2.5M8.5 8.5l7 7M15.5 8.5l-7 7",
    "info": "M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19M12 11v6M12 7.2v.2",
    "waiting": "M12 21.5a9.5 9.5 0 1 0 0-19 9.5 9.5 0 0 0 0 19M12 7v5.5l3.5 2",
    "neutral": "M5 12h14",
    "today": "M4 5.5h16V21H4V5.5M4 10h16M8.5 3v4M15.5 3v4M8 15l3 2.6 5-4.6",
    "camp": "M2.5 20.5 12 4l9.5 16.5H2.5M12 4l1.5-2M12 4l-1.5-2M9 20.5l3-6 3 6",
    "household": "M8.5 11a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M2.5 20c0-3.8 2.4-6 6-6s6 2.2 6 6M17 12.5a2.4 2.4 0 1 0 0-4.8"
    "M17.5 15c2.5.3 4 2.1 4 5",
    "partner": "M9 15l6-6M10.5 6.5l2-2a4.2 4.2 0 0 1 6 6l-2 2M13.5 17.5l-2 2a4.2 4.2 0 0 1-6-6l2-2",
    "report": "M5.5 2.5h9l4 4v15h-13v-19M14.5 2.5v4h4M9 17v-3M12 17v-6M15 17v-4.5",
    "import": "M12 3v11M7.5 10 12 14.5 16.5 10M3.5 16v5h17v-5",
    "team": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4.4 3-7 8-7s8 2.6 8 7",
    "audit": "M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12M12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6",
    "more": "M4 6.5h16M4 12h16M4 17.5h16",
    "back": "M15 4.5 7.5 12l7.5 7.5",
    "next": "M9 4.5l7.5 7.5L9 19.5",
    "plus": "M12 4v16M4 12h16",
    "search": "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14M15.5 15.5l6 6",
    "download": "M12 3v12M7 10.5 12 15.5 17 10.5M4 20.5h16",
    "print": "M7 8V3h10v5M7 17H3.5V8h17v9H17M7 14h10v7H7v-7",
    "key": "M8 15.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9M12.5 11H22M18 11v4M21.5 11v2.5",
    "shield": "M12 2.5 4 5.5v6c0 5 3.4 8.4 8 10 4.6-1.6 8-5 8-10v-6l-8-3M8.5 12l2.5 2.5L15.5 9.5",
    "device": "M3 4.5h18v12H3v-12M8.5 20.5h7M12 16.5v4",
    "out": "M10 3.5H4v17h6M15.5 7.5 20 12l-4.5 4.5M20 12H9",
    "calendar": "M4 5.5h16V21H4V5.5M4 10h16M8.5 3v4M15.5 3v4",
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing of that name, hidden from screen readers; an unknown name is an error."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        mark_safe(ICONS[name]),  # noqa: S308  our own constant
    )


@register.simple_tag
def nav_url(name: str) -> str:
    """The address of that URL name, or nothing where the room is not open in this installation."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("components/nav_item.html", takes_context=True)
def nav_item(context: Context, name: str, label: str, sign: str = "") -> dict:
    """One line of the navigation; the page one is on, or inside of, is marked."""
    url, path = nav_url(name), context["request"].path
    current = "page" if path == url else "true" if url not in ("", "/") and path.startswith(url) else ""
    return {"url": url, "label": label, "sign": sign, "current": current}


@register.simple_tag(takes_context=True)
def error_prefix(context: Context) -> str:
    """`Error: ` at the head of the title when a form of the page was refused, so that it is heard first."""
    for value in context.flatten().values():
        if isinstance(value, BaseForm | BaseFormSet) and value.is_bound and not value.is_valid():
            return _("Error: ")
    return ""


@register.filter
def deadline_code(days: int) -> str:
    """`D-12`, `D-day`, `D+3`: the days that remain, in two or three signs."""
    if days == 0:
        return _("D-day")
    return _("D-%(days)d") % {"days": days} if days > 0 else _("D+%(days)d") % {"days": -days}


@register.filter
def deadline_words(days: int) -> str:
    """The same in words, for those who listen: `in 12 days`, `today`, `3 days ago`."""
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


@register.filter
def deadline_tone(days: int) -> str:
    """How much a date presses: danger within a week or past, warning within a month, otherwise info."""
    if days <= 7:
        return "danger"
    return "warning" if days <= 30 else "info"


@register.filter
def status_sign(tone: str) -> str:
    """The drawing that goes with a tone; Bootstrap's words are understood too."""
    return {"success": "ok", "error": "danger", "secondary": "neutral", "debug": "info"}.get(tone, tone)
