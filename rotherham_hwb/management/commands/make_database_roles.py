"""`manage.py make_database_roles`: who owns the tables, and who works in them.

The owner makes and changes tables (`migrate`). The portal reads and writes rows and owns nothing,
so that no hole in it can empty a table, switch a trigger off or play a replica (docs/adr/0022).
"""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

OWNER, PORTAL = "portal_owner", "portal"
LOGIN_CREATED_MEANWHILE = ("42710", "23505")  # duplicate_object, unique_violation
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
"""What migrations need and the owner, who may not create in the database, cannot add."""
ROWS = "SELECT, INSERT, UPDATE, DELETE"
NOT_OURS = "NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = thing.oid AND deptype = 'e')"
"""SQL: the thing does not belong to an extension."""


class Command(BaseCommand):
    help = (
        "Make the two roles of the database, once, as one who may: a superuser, or who may create "
        "roles. Then run migrate as the owner, and the portal as the portal."
    )
    requires_system_checks = ()  # it comes before the tables

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--owner", default=OWNER, help=f"Default: {OWNER}.")
        parser.add_argument("--portal", default=PORTAL, help=f"Default: {PORTAL}.")

    def handle(self, *args: object, **options: str) -> None:
        owner, portal = options["owner"], options["portal"]
        if owner == portal:
            raise CommandError("Give the owner and the portal two names: the portal owns nothing.")
        with connection.cursor() as cursor:
            for role in (owner, portal):
                _make(cursor, role)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                _hand_over(cursor, _quoted(owner))
                _let_in(cursor, _quoted(owner), _quoted(portal))
        except DatabaseError as error:
            raise CommandError(
                "Run this as a superuser of PostgreSQL, or as one who may create roles and owns "
                f"the database: {str(error).splitlines()[0]}"
            ) from error
        if int(options["verbosity"]):
            self.stdout.write(
                f"{owner} owns the tables: run migrate as {owner}. {portal} works in them: give "
                f"the portal a DATABASE_URL of {portal}. A password, where they need one, is set "
                "with \\password in psql."
            )


def _make(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    if cursor.fetchone():
        return
    try:
        with transaction.atomic():
            cursor.execute(f"CREATE ROLE {_quoted(role)} LOGIN NOINHERIT")
    except DatabaseError as error:
        if getattr(error.__cause__, "pgcode", "") not in LOGIN_CREATED_MEANWHILE:
            raise CommandError(
                f"The role {role} is not there, and you may not create it: run this as a superuser "
                "of PostgreSQL."
            ) from error


def _hand_over(cursor: CursorWrapper, owner: str) -> None:
    """Give the owner the schema with all tables, sequences and functions that are there."""
    cursor.execute("SELECT rolsuper, quote_ident(current_user) FROM pg_roles "
                   "WHERE rolname = current_user")  # fmt: skip
    is_super, us = cursor.fetchone()
    if not is_super and us != owner:
        cursor.execute(f"GRANT {owner} TO {us}")
    for extension in EXTENSIONS:
        cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    cursor.execute(f"GRANT USAGE, CREATE ON SCHEMA public TO {owner}")
    cursor.execute(
        f"""
        SELECT format('ALTER TABLE %I OWNER TO {owner}', thing.relname)
        FROM pg_class thing WHERE thing.relnamespace = 'public'::regnamespace
        AND thing.relkind IN ('r', 'p', 'v') AND {NOT_OURS}
        UNION ALL
        SELECT format('ALTER FUNCTION %s OWNER TO {owner}', thing.oid::regprocedure)
        FROM pg_proc thing WHERE thing.pronamespace = 'public'::regnamespace AND {NOT_OURS}
        """  # noqa: S608 - names from the catalogue, quoted
    )
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)


def _let_in(cursor: CursorWrapper, owner: str, portal: str) -> None:
    """Let the portal work in the rows of the tables that are there and of those to come."""
    for statement in (
        f"GRANT USAGE ON SCHEMA public TO {portal}",
        f"GRANT {ROWS} ON ALL TABLES IN SCHEMA public TO {portal}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {portal}",
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        f"GRANT {ROWS} ON TABLES TO {portal}",
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
        f"GRANT USAGE, SELECT ON SEQUENCES TO {portal}",
    ):
        cursor.execute(statement)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name.replace('"', ""))
