"""Imports: the files as they came, each line with its doubts, and what was done with it."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from common.models import Record
from exchange.enums import Decision, ImportStatus, LineOutcome, SheetKind
from exchange.querysets import ImportLineQuerySet, ImportPartQuerySet, ImportQuerySet


class ColumnMapping(Record):
    """Which heading means which field, saved for the next file of the same shape."""

    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    kind = models.CharField(_("sheet"), max_length=10, choices=SheetKind)
    # {"né e le age": "birth"}: folded heading to field.
    headings = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["operator", "kind"], name="mapping_one_a_kind")]

    def __str__(self) -> str:
        return self.get_kind_display()


class RegisterImport(Record):
    """One import: nothing is written to camps and families before it is confirmed."""

    operator = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=10, choices=ImportStatus, default=ImportStatus.PREVIEW)
    # The day ages are counted from.
    as_of = models.DateField(_("date of the files"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    # What the confirmation wrote: {"camps": 8, "households": 117, "people": 470, …}.
    counts = models.JSONField(default=dict)

    objects = ImportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.as_of} {self.get_status_display()}"

    def get_absolute_url(self) -> str:
        return reverse("exchange:preview", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == ImportStatus.PREVIEW

    @property
    def is_confirmed(self) -> bool:
        return self.status == ImportStatus.CONFIRMED


class ImportSheet(Record):
    """One sheet of an import: its file, its headings and how they are understood."""

    register_import = models.ForeignKey(RegisterImport, on_delete=models.CASCADE, related_name="sheets")
    kind = models.CharField(_("sheet"), max_length=10, choices=SheetKind)
    file_name = models.CharField(_("file"), max_length=200)
    headings = models.JSONField(default=list)
    heading_line = models.PositiveIntegerField(default=1)
    # {"3": "first_name"}: column number to field.
    mapping = models.JSONField(default=dict)

    objects = ImportPartQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file_name


class ImportLine(Record):
    """A line of a sheet as it came, what was corrected, what is doubted, and its outcome."""

    sheet = models.ForeignKey(ImportSheet, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(_("line"))
    cells = models.JSONField(default=list)
    # What is understood of the cells, corrections included: exactly what a confirmation writes.
    values = models.JSONField(default=dict)
    # Lines of one family share it: the site and the family number.
    family = models.CharField(max_length=160, blank=True)
    # {"birth": "12/03/2019"}: what a person typed instead of the cell.
    corrections = models.JSONField(default=dict)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, default=Decision.TAKE)
    outcome = models.CharField(_("outcome"), max_length=10, choices=LineOutcome, default=LineOutcome.NEW)
    # [{"field": "birth", "code": "impossible_date", "level": "error", "raw": "31/02/2019"}]; words: exchange/wording.py.
    findings = models.JSONField(default=list)
    # What was made of it, or what it was recognised as.
    record_kind = models.CharField(max_length=40, blank=True)
    record_id = models.UUIDField(null=True)
    # Same content, same key: the second import of a file adds nothing.
    content_key = models.CharField(max_length=64, blank=True, db_index=True)

    objects = ImportLineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="line_once_a_sheet")]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def is_undecided(self) -> bool:
        """Shown as perhaps the same person, and nobody said yes or no."""
        return self.outcome == LineOutcome.DOUBT
