"""The database refuses to change the audit trail."""

from django.db import migrations

from accounts import audit_triggers


def install(apps, schema_editor):
    audit_triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    audit_triggers.lift(schema_editor.connection, audit_triggers.EVENTS)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_invitations_once")]
    operations = [migrations.RunPython(install, remove)]
