"""
The database's own refusal to change the audit trail, whatever code runs.

Laid by a migration, and again after every ``migrate``: a trigger that somebody
dropped comes back. Whoever owns the database can still lift it, which is why the
chain of digests stands behind it.
"""

from django.db import connections

TABLE = "home_auditentry"
REFUSAL = "The audit trail is append-only."

SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS audit_keeps_{act.lower()}
        BEFORE {act} ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for act in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION audit_refuses() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END
        $$ LANGUAGE plpgsql""",
    f"""CREATE OR REPLACE TRIGGER audit_keeps_rows
        BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION audit_refuses()""",
    f"""CREATE OR REPLACE TRIGGER audit_keeps_all
        BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()""",
]
LIFT = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS audit_keeps_update",
        "DROP TRIGGER IF EXISTS audit_keeps_delete",
    ],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS audit_keeps_rows ON {TABLE}",
        f"DROP TRIGGER IF EXISTS audit_keeps_all ON {TABLE}",
    ],
}


def lay(connection) -> None:
    """Let the database refuse every change to the audit trail."""
    run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def lift(connection) -> None:
    """Take the refusal away: for a migration backwards, and between tests."""
    run(connection, LIFT[connection.vendor])


def run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def lay_again(using: str, **kwargs) -> None:
    """Answer ``post_migrate`` once the table is there."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        lay(connection)
