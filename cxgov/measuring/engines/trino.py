"""Trino: tables of its catalogues are counted by the cluster. UNTESTED: written from the documentation of Trino and its driver.

``connect: trino://host:443/catalog`` and ``table: catalog.schema.name`` (the catalogue may stand in one of the two). User and
password come from TRINO_USER and TRINO_PASSWORD; the connection is encrypted unless there is no password and the port is
8080. In this room: connection, columns, dialect. Not here: the steps of a question (`remote`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from cxgov.language import N_, message
from cxgov.measuring.engines import Counted, driver, remote
from cxgov.measuring.engines.layouts import layout_of
from cxgov.measuring.engines.remote import Column
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.query import Query
from cxgov.measuring.sql import Kind
from cxgov.model import Source

CREDENTIALS = "TRINO_USER, TRINO_PASSWORD"
OPEN_PORT = 8080
_KINDS: dict[str, Kind] = {
    "varchar": "text", "char": "text", "boolean": "truth", "date": "day", "tinyint": "number", "smallint": "number", "integer": "number",
    "bigint": "number", "real": "number", "double": "number", "decimal": "number"}


class TrinoDialect:
    """Trino's SQL; the session's clock is set to UTC."""

    text_type = "VARCHAR"

    def quote(self, name: str) -> str:
        """Quotes an identifier."""
        return '"' + name.replace('"', '""') + '"'

    def moment(self, text: str, layout: str | None) -> str:
        """Reads a text as a wall-clock time."""
        return f"TRY_CAST({self._iso(text, layout, utc=False)} AS TIMESTAMP(6))"

    def moment_utc(self, text: str, layout: str | None) -> str:
        """Reads a text with an offset as a moment."""
        return f"TRY_CAST({self._iso(text, layout, utc=True)} AS TIMESTAMP(6) WITH TIME ZONE)"

    def _iso(self, text: str, layout: str | None, *, utc: bool) -> str:
        found = layout_of(layout)
        return found.iso(lambda group: f"REGEXP_EXTRACT({text}, '{found.pattern}', {group})", utc=utc)

    def literal(self, moment: datetime, *, utc: bool) -> str:
        """A wall-clock time, or a moment in UTC."""
        return f"TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S}{' UTC' if utc else ''}'"

    def edge(self, moment: datetime, column: Column, *, utc: bool) -> str:
        """A literal of the type a column is stored in."""
        return f"DATE '{moment:%Y-%m-%d}'" if column.kind == "day" else self.literal(moment, utc=utc)

    def seconds(self, start: str, end: str) -> str:
        """Whole seconds between two times."""
        return f"CAST(FLOOR(DATE_DIFF('millisecond', {start}, {end}) / 1000e0) AS BIGINT)"

    def decimal(self, text: str, mark: str) -> str:
        """Reads a text as a number with nine decimal places."""
        written = f"REPLACE({text}, ',', '.')" if mark == "," else text
        return f"TRY_CAST(TRIM({written}) AS DECIMAL(18, 9))"

    def exact(self, number: str) -> str:
        """A number with nine decimal places."""
        return f"TRY_CAST({number} AS DECIMAL(18, 9))"


def count(source: Source, query: Query) -> Counted:
    """Counts a table with one aggregating statement.

    Raises:
        UnreadableFile: if it cannot be reached or used as it is; never with the driver's own words.
    """
    trino = driver("trino", "trino")
    dialect = TrinoDialect()
    table = ".".join(map(dialect.quote, remote.table_parts(source)))
    connection = _connect(trino, source)
    try:
        cursor = connection.cursor()
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        cursor.fetchall()
        columns = [_column(item.name, item.type_code, dialect) for item in cursor.description]

        def send(sql: str) -> Iterable[Sequence[Any]]:
            cursor.execute(sql)
            found: list[Sequence[Any]] = cursor.fetchall()
            return found

        return remote.ask(source, query, columns, table, dialect, send)
    except UnreadableFile:
        raise
    except Exception as error:  # noqa: BLE001 - the driver lets through whatever its HTTP library raises
        raise _explained(error, source) from None
    finally:
        connection.close()


def _connect(trino: Any, source: Source) -> Any:
    auth = driver("trino.auth", "trino")
    where = urlsplit(source.connect or "")
    try:
        host, port = where.hostname, where.port
    except ValueError:
        host, port = None, None
    if not host:
        raise UnreadableFile(message(N_("'connect' cannot be read")), message(N_("write trino://host:443/catalog")))
    user, password = os.environ.get("TRINO_USER"), os.environ.get("TRINO_PASSWORD")
    if not user:
        raise remote.no_access(source, CREDENTIALS)
    catalog, _, schema = where.path.strip("/").partition("/")
    return trino.dbapi.connect(
        host=host, port=port or 443, user=user, catalog=catalog or None, schema=schema or None, source="cxgov", timezone="UTC",
        http_scheme="http" if port == OPEN_PORT and not password else "https", auth=auth.BasicAuthentication(user, password) if password else None,
        session_properties={"query_max_run_time": f"{remote.SECONDS}s"})


def _column(name: str, written: str, dialect: TrinoDialect) -> Column:
    stored = dialect.quote(name)
    base = written.partition("(")[0].strip()
    if base.startswith("timestamp"):
        return Column(name=name, kind="moment_utc" if "with time zone" in written else "moment", sql=stored, stored=stored)
    kind = _KINDS.get(base)
    if kind is None:
        return Column(name=name, kind="text", sql=f"TRY_CAST({stored} AS VARCHAR)", stored=stored)
    sql = f"CAST({stored} AS VARCHAR)" if base == "char" else stored
    return Column(name=name, kind=kind, sql=sql, stored=stored)


def _explained(error: Any, source: Source) -> UnreadableFile:
    """What a failure means for the user, by Trino's own name of it."""
    name = str(getattr(error, "error_name", None) or "")
    if name.endswith("_NOT_FOUND"):
        return remote.no_table(source)
    if name == "PERMISSION_DENIED":
        return remote.no_right(source)
    if name in ("EXCEEDED_TIME_LIMIT", "USER_CANCELED", "ADMINISTRATIVELY_KILLED"):
        return remote.too_slow()
    kind = type(error).__name__
    if kind == "TrinoAuthError" or (kind == "HttpError" and ("401" in str(error) or "403" in str(error))):
        return remote.no_access(source, CREDENTIALS)
    if not name and "Connection" in kind:
        return remote.no_connection(source)
    return remote.refused(source, name or kind)
