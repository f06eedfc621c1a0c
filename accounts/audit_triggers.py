"""The audit trail is append-only in the database itself: its triggers refuse UPDATE, DELETE and TRUNCATE.

A migration that rebuilds the table on SQLite loses them: call `install` at its end. Tests that flush call `lift`,
and so will the retention job, inside its transaction, followed by `install`.
"""

from __future__ import annotations

TABLE = "accounts_auditentry"
SENTENCE = "The audit trail is append-only."
EVENTS = ("update", "delete")


def install(connection) -> None:
    """Put the triggers in place, whether some are there or not."""
    lift(connection, EVENTS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
            cursor.execute(f"CREATE TRIGGER {_name('truncate')} BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION {TABLE}_refuse()")
        for event in EVENTS:
            cursor.execute(_TRIGGER[connection.vendor].format(name=_name(event), event=event.upper(), table=TABLE))


def lift(connection, events: tuple[str, ...] = ("delete",)) -> None:
    """Take the named triggers away (DELETE, and TRUNCATE with it); UPDATE stays refused unless named."""
    with connection.cursor() as cursor:
        for event in (*events, *(("truncate",) if connection.vendor == "postgresql" else ())):
            where = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(event)}{where}")


def _name(event: str) -> str:
    return f"{TABLE}_no_{event}"


_POSTGRESQL_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_TRIGGER = {
    "postgresql": f"CREATE TRIGGER {{name}} BEFORE {{event}} ON {{table}} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
    "sqlite": f"CREATE TRIGGER {{name}} BEFORE {{event}} ON {{table}} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
}
