"""BigQuery: tables are counted where they lie. UNTESTED: written from the documentation of BigQuery and its driver.

``connect: bigquery://project`` (the project that pays) and ``table: dataset.name`` or ``project.dataset.name``. Credentials
are Google's application default credentials: ``gcloud auth application-default login`` or GOOGLE_APPLICATION_CREDENTIALS.
A table partitioned by its date column is read only in the partitions of the wanted periods. In this room: client, columns,
dialect. Not here: the steps of a question (`remote`).
"""

from __future__ import annotations

import re
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

CREDENTIALS = "gcloud auth application-default login, GOOGLE_APPLICATION_CREDENTIALS"
_KINDS: dict[str, Kind] = {
    "STRING": "text", "BOOLEAN": "truth", "BOOL": "truth", "INTEGER": "number", "INT64": "number", "FLOAT": "number", "FLOAT64": "number",
    "NUMERIC": "number", "BIGNUMERIC": "number", "TIMESTAMP": "moment_utc", "DATETIME": "moment", "DATE": "day"}
_GROUP = re.compile(r"\((?!\?)")


class BigQueryDialect:
    """BigQuery's SQL. Every time is a TIMESTAMP; a wall clock is taken as UTC, on both sides of a comparison."""

    text_type = "STRING"

    def quote(self, name: str) -> str:
        """Quotes an identifier."""
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"

    def moment(self, text: str, layout: str | None) -> str:
        """Reads a text as a wall-clock time."""
        return self._read(text, layout, utc=False)

    def moment_utc(self, text: str, layout: str | None) -> str:
        """Reads a text with an offset as a moment."""
        return self._read(text, layout, utc=True)

    def _read(self, text: str, layout: str | None, *, utc: bool) -> str:
        found = layout_of(layout)

        def piece(group: int) -> str:
            """A group; the function wants exactly one in its pattern."""
            numbers = iter(range(1, len(found.groups) + 1))
            pattern = _GROUP.sub(lambda _: "(" if next(numbers) == group else "(?:", found.pattern)
            return f"NULLIF(REGEXP_EXTRACT({text}, '{pattern}'), '')"

        return f"SAFE_CAST({found.iso(piece, utc=utc)} AS TIMESTAMP)"

    def literal(self, moment: datetime, *, utc: bool) -> str:
        """A moment; a wall clock stands for the same in UTC."""
        del utc
        return f"TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S}+00'"

    def edge(self, moment: datetime, column: Column, *, utc: bool) -> str:
        """A literal of the type a column is stored in."""
        if column.kind == "moment":
            return f"DATETIME '{moment:%Y-%m-%d %H:%M:%S}'"
        return f"DATE '{moment:%Y-%m-%d}'" if column.kind == "day" else self.literal(moment, utc=utc)

    def seconds(self, start: str, end: str) -> str:
        """Whole seconds between two times."""
        return f"CAST(FLOOR(TIMESTAMP_DIFF({end}, {start}, MICROSECOND) / 1000000) AS INT64)"

    def decimal(self, text: str, mark: str) -> str:
        """Reads a text as a number with nine decimal places."""
        written = f"REPLACE({text}, ',', '.')" if mark == "," else text
        return f"ROUND(SAFE_CAST(TRIM({written}) AS BIGNUMERIC), 9)"

    def exact(self, number: str) -> str:
        """A number with nine decimal places; BIGNUMERIC, whose squares keep theirs."""
        return f"ROUND(SAFE_CAST({number} AS BIGNUMERIC), 9)"


def count(source: Source, query: Query) -> Counted:
    """Counts a table with one aggregating statement.

    Raises:
        UnreadableFile: if it cannot be reached or used as it is; never with the driver's own words.
    """
    bigquery = driver("google.cloud.bigquery", "bigquery")
    dialect = BigQueryDialect()
    parts = remote.table_parts(source)
    project = urlsplit(source.connect or "").hostname
    if not project or len(parts) not in (2, 3):
        raise UnreadableFile(message(N_("'connect' and 'table' do not name a table of BigQuery")), message(
            N_("write connect: bigquery://project and table: dataset.name")))
    full = parts if len(parts) == 3 else [project, *parts]
    try:
        client = bigquery.Client(project=project)
        schema = client.get_table(".".join(full)).schema
        columns = [_column(field, dialect) for field in schema]
        settings = bigquery.QueryJobConfig(labels={"application": "cxgov"}, job_timeout_ms=remote.SECONDS * 1000, use_legacy_sql=False)

        def send(sql: str) -> Iterable[Sequence[Any]]:
            rows = client.query(sql, job_config=settings).result()
            return (row.values() for row in rows)

        return remote.ask(source, query, columns, ".".join(map(dialect.quote, full)), dialect, send)
    except UnreadableFile:
        raise
    except Exception as error:  # noqa: BLE001 - three families of errors: of the service, of the credentials, of the network
        raise _explained(error, source) from None


def _column(field: Any, dialect: BigQueryDialect) -> Column:
    stored = dialect.quote(field.name)
    kind = _KINDS.get(field.field_type) if field.mode != "REPEATED" else None
    if kind is None:
        return Column(name=field.name, kind="text", sql=f"TO_JSON_STRING({stored})", stored=stored)
    sql = f"TIMESTAMP({stored}, 'UTC')" if field.field_type == "DATETIME" else stored
    return Column(name=field.name, kind=kind, sql=sql, stored=stored)


def _explained(error: Any, source: Source) -> UnreadableFile:
    """What a failure means for the user, by its class."""
    names = {of.__name__ for of in type(error).__mro__}
    if ("GoogleAuthError" in names and "TransportError" not in names) or names & {"Unauthorized", "Unauthenticated"}:
        return remote.no_access(source, CREDENTIALS)
    if "NotFound" in names:
        return remote.no_table(source)
    if "Forbidden" in names:
        return remote.no_right(source)
    if names & {"DeadlineExceeded", "Cancelled", "RetryError", "GatewayTimeout"}:
        return remote.too_slow()
    if names & {"TransportError", "ConnectionError", "ServiceUnavailable"}:
        return remote.no_connection(source)
    return remote.refused(source, type(error).__name__)
