"""PostgreSQL: tables are counted where they lie, in a transaction that can only read.

``connect: postgresql://host:5432/database`` and ``table: schema.name``. User and password come from where libpq looks for
them: PGUSER, PGPASSWORD, PGSERVICE, ~/.pgpass. In this room: connection, columns, dialect, and what a refusal means. Not
here: the steps of a question (`remote`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from cxgov.language import N_, message
from cxgov.measuring.engines import Counted, driver, remote
from cxgov.measuring.engines.layouts import layout_of
from cxgov.measuring.engines.remote import Column
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.query import Query
from cxgov.model import Source

ALLOWED = frozenset({"host", "port", "dbname", "sslmode", "sslrootcert", "channel_binding", "target_session_attrs"})
"""What `connect` may say; anything else is for the environment of the user."""
CREDENTIALS = "PGUSER, PGPASSWORD, PGSERVICE, ~/.pgpass"
SECONDS_TO_CONNECT = 15
# Hash tables for all combinations at once need more than the default; the planner would sort the table once for each.
SETTINGS = (f"SET LOCAL statement_timeout = '{remote.SECONDS}s'; SET LOCAL lock_timeout = '60s'; SET LOCAL TimeZone = 'UTC'; "
            "SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL standard_conforming_strings = on; SET LOCAL work_mem = '256MB'; SET LOCAL enable_sort = off; "
            "SET LOCAL jit = off")

_TRUTH, _DAY, _MOMENT, _MOMENT_UTC, _MONEY = 16, 1082, 1114, 1184, 790
_NUMBERS = frozenset({20, 21, 23, 26, 700, 701, 1700})
_TEXT = frozenset({25, 1043})


class PostgresDialect:
    """PostgreSQL's SQL, from version 12 on; it has no casts that may fail, so texts are matched before they are read."""

    text_type = "TEXT"

    def quote(self, name: str) -> str:
        """Quotes an identifier."""
        return '"' + name.replace('"', '""') + '"'

    def moment(self, text: str, layout: str | None) -> str:
        """Reads a text as a wall-clock time."""
        found = layout_of(layout)

        def piece(name: str, otherwise: str) -> str:
            return f"COALESCE(m[{found.groups[name]}], '{otherwise}')" if name in found.groups else f"'{otherwise}'"

        # The day is added to the first of the month, which cannot fail, and must not lead into the next one.
        first = (f"make_timestamp(NULLIF(CAST(m[{found.groups['year']}] AS INT), 0), CAST({piece('month', '1')} AS INT), 1, CAST({piece('hour', '0')} AS INT), "
                 f"CAST({piece('minute', '0')} AS INT), CAST({piece('second', '0')} || '.' || {piece('fraction', '0')} AS DOUBLE PRECISION))")
        time = f"{first} + (CAST({piece('day', '1')} AS INT) - 1) * INTERVAL '1 day'"
        return (f"(SELECT CASE WHEN EXTRACT(MONTH FROM x) = CAST({piece('month', '1')} AS INT) THEN x END "
                f"FROM (SELECT m, {time} AS x FROM (SELECT regexp_match({text}, '{found.pattern}') AS m OFFSET 0) matched OFFSET 0) made)")

    def moment_utc(self, text: str, layout: str | None) -> str:
        """Reads a text with an offset as a moment."""
        found = layout_of(layout)
        if "sign" not in found.groups:
            return f"{self.moment(text, layout)} AT TIME ZONE 'UTC'"
        sign, hours, minutes = (f"(regexp_match({text}, '{found.pattern}'))[{found.groups[name]}]" for name in ("sign", "zone_hours", "zone_minutes"))
        offset = (f"make_interval(hours => CAST(COALESCE({sign} || {hours}, '0') AS INT), "
                  f"mins => CAST(COALESCE({sign} || {minutes}, '0') AS INT))")
        return f"(({self.moment(text, layout)} - {offset}) AT TIME ZONE 'UTC')"

    def literal(self, moment: datetime, *, utc: bool) -> str:
        """A wall-clock time, or a moment in UTC."""
        return f"TIMESTAMPTZ '{moment:%Y-%m-%d %H:%M:%S}+00'" if utc else f"TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S}'"

    def edge(self, moment: datetime, column: Column, *, utc: bool) -> str:
        """A literal of the type a column is stored in."""
        return f"DATE '{moment:%Y-%m-%d}'" if column.kind == "day" else self.literal(moment, utc=utc)

    def seconds(self, start: str, end: str) -> str:
        """Whole seconds between two times."""
        return f"CAST(FLOOR(EXTRACT(EPOCH FROM ({end} - {start}))) AS BIGINT)"

    def decimal(self, text: str, mark: str) -> str:
        """Reads a text as a number with nine decimal places."""
        written = f"TRIM(REPLACE({text}, ',', '.'))" if mark == "," else f"TRIM({text})"
        return f"CASE WHEN {written} ~ '^[+-]?([0-9]{{1,9}}([.][0-9]*)?|[.][0-9]+)$' THEN CAST({written} AS NUMERIC(18, 9)) END"

    def exact(self, number: str) -> str:
        """A number with nine decimal places; NULL for NaN and what is too large."""
        return f"CASE WHEN ABS({number}) < 999999999 THEN CAST({number} AS NUMERIC(18, 9)) END"


def count(source: Source, query: Query) -> Counted:
    """Counts a table with one aggregating statement.

    Raises:
        UnreadableFile: if it cannot be reached or used as it is; never with the driver's own words.
    """
    psycopg = driver("psycopg", "postgresql")
    dialect = PostgresDialect()
    table = ".".join(map(dialect.quote, remote.table_parts(source)))
    try:
        with _connect(psycopg, source) as connection, connection.cursor() as cursor:
            cursor.execute(SETTINGS)
            cursor.execute(f"SELECT * FROM {table} LIMIT 0")
            columns = [_column(item.name, item.type_code, dialect, ordered=query.keep is not None) for item in cursor.description or ()]

            def send(sql: str) -> Iterable[Sequence[Any]]:
                cursor.execute(sql)
                found: list[Sequence[Any]] = cursor.fetchall()
                return found

            # Else the planner copies the reading of a time into every comparison, and takes the many times for as many groups.
            return remote.ask(source, query, columns, table, dialect, send, fence=" OFFSET 0")
    except psycopg.Error as error:
        raise _explained(psycopg, error, source) from None


def _connect(psycopg: Any, source: Source) -> Any:
    """Opens a connection; whatever `connect` says of a user or a password is left out."""
    try:
        said = psycopg.conninfo.conninfo_to_dict(source.connect)
    except psycopg.ProgrammingError:
        raise UnreadableFile(message(N_("'connect' cannot be read")), message(N_("write postgresql://host:5432/database"))) from None
    said = {name: value for name, value in said.items() if name not in ("user", "password")}
    unknown = sorted(set(said) - ALLOWED)
    if unknown:
        raise UnreadableFile(message(N_("'connect' may not say '{name}'"), name=unknown[0]), message(
            N_("allowed: {names}; the rest comes from the environment: {variables}"), names=", ".join(sorted(ALLOWED)), variables=CREDENTIALS))
    connection = psycopg.connect(**said, application_name="cxgov", connect_timeout=SECONDS_TO_CONNECT, autocommit=False)
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    return connection


def _column(name: str, oid: int, dialect: PostgresDialect, *, ordered: bool) -> Column:
    """How a column of a type is selected.

    Args:
        name: its name.
        oid: number of its type.
        dialect: quotes names.
        ordered: texts must stand in the order of their bytes, whatever the database's language.
    """
    stored = dialect.quote(name)
    if oid in (_DAY, _MOMENT, _MOMENT_UTC):
        # Infinity stands for "never": no time.
        sql = f"CASE WHEN isfinite({stored}) THEN {stored} END"
        return Column(name=name, kind={_DAY: "day", _MOMENT: "moment"}.get(oid, "moment_utc"), sql=sql, stored=stored)  # type: ignore[arg-type]  # the words are kinds
    if oid == _TRUTH:
        return Column(name=name, kind="truth", sql=stored, stored=stored)
    if oid == _MONEY:
        return Column(name=name, kind="number", sql=f"CAST({stored} AS NUMERIC)", stored=stored)
    if oid in _NUMBERS:
        return Column(name=name, kind="number", sql=stored, stored=stored)
    text = stored if oid in _TEXT else f"CAST({stored} AS TEXT)"
    return Column(name=name, kind="text", sql=f'{text} COLLATE "C"' if ordered else text, stored=stored)


def _explained(psycopg: Any, error: Any, source: Source) -> UnreadableFile:
    """What the server's code means for the user."""
    code = error.sqlstate or ""
    if not code and isinstance(error, psycopg.OperationalError):
        return _not_connected(error, source)
    by_code: dict[str, Callable[[], UnreadableFile]] = {
        "28": lambda: remote.no_access(source, CREDENTIALS), "08": lambda: remote.no_connection(source), "3F": lambda: remote.no_table(source),
        "3D": lambda: _no_database(source), "42P01": lambda: remote.no_table(source), "42501": lambda: remote.no_right(source),
        "57014": remote.too_slow, "55P03": remote.too_slow, "57P": lambda: remote.no_connection(source)}
    for begin, found in by_code.items():
        if code.startswith(begin):
            return found()
    return remote.refused(source, f"SQLSTATE {code}" if code else type(error).__name__)


def _not_connected(error: Any, source: Source) -> UnreadableFile:
    """A connection that was never made has no code; its words are looked at and not shown."""
    words = str(error)
    if "does not exist" in words and "database" in words:
        return _no_database(source)
    attempt = error.pgconn
    if (attempt is not None and (attempt.needs_password or attempt.used_password)) or any(word in words for word in ("pg_hba", "role ", "password")):
        return remote.no_access(source, CREDENTIALS)
    return remote.no_connection(source)


def _no_database(source: Source) -> UnreadableFile:
    return UnreadableFile(message(N_("there is no database {where}"), where=remote.shown(source.connect)), message(N_("check the last part of 'connect'")))
