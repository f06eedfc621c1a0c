"""What every record has in common. No concrete model lives here."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


class Record(models.Model):
    """A row with a key in order of time (UUIDv7) and the instant it was written."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(_("recorded at"), auto_now_add=True, editable=False)

    objects: models.Manager

    class Meta:
        abstract = True


class AppendOnly(Record):
    """A row that is written once: no update, no delete."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError(f"{type(self).__name__} is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(f"{type(self).__name__} is append-only.")
