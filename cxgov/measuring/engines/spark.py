"""Spark: catalogue tables and Parquet folders are counted by the cluster.

``connect: spark://host:7077`` (or ``spark:local[2]``, ``spark:yarn``) and ``table: database.name``. A table may also be a
folder of Parquet files, ``table: parquet:/lake/answers`` or ``parquet:s3a://bucket/answers``; the path is taken as it
stands, without ``*`` and the like. A session that the calling program has already is used, with its credentials; otherwise
one is started. Needs Java. In this room: session, columns, dialect. Not here: the steps of a question (`remote`).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from cxgov.language import N_, message
from cxgov.measuring.engines import Counted, driver, remote
from cxgov.measuring.engines.layouts import layout_of
from cxgov.measuring.engines.remote import Column
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.query import Query
from cxgov.measuring.sql import Kind
from cxgov.model import Source
from cxgov.writing import nowhere

FOLDER = "parquet:"
SETTINGS = {"spark.sql.session.timeZone": "UTC", "spark.sql.caseSensitive": "true"}
_KINDS: dict[str, Kind] = {
    "string": "text", "varchar": "text", "char": "text", "boolean": "truth", "date": "day", "timestamp": "moment_utc", "timestamp_ntz": "moment",
    "byte": "number", "short": "number", "integer": "number", "long": "number", "float": "number", "double": "number", "decimal": "number"}
_PATTERN_SIGNS = frozenset("*?[]{}\\")


class SparkDialect:
    """Spark's SQL, from version 3.5 on, in ANSI mode and without."""

    text_type = "STRING"

    def quote(self, name: str) -> str:
        """Quotes an identifier."""
        return "`" + name.replace("`", "``") + "`"

    def moment(self, text: str, layout: str | None) -> str:
        """Reads a text as a wall-clock time."""
        return self._read(text, layout, utc=False)

    def moment_utc(self, text: str, layout: str | None) -> str:
        """Reads a text with an offset as a moment."""
        return self._read(text, layout, utc=True)

    def _read(self, text: str, layout: str | None, *, utc: bool) -> str:
        found = layout_of(layout)
        written = found.iso(lambda group: f"NULLIF(REGEXP_EXTRACT({text}, '{found.pattern}', {group}), '')", utc=utc and "sign" in found.groups)
        return f"TRY_CAST({written} AS TIMESTAMP)"

    def literal(self, moment: datetime, *, utc: bool) -> str:
        """A time; the session's clock is set to UTC."""
        del utc
        return f"TIMESTAMP '{moment:%Y-%m-%d %H:%M:%S}'"

    def edge(self, moment: datetime, column: Column, *, utc: bool) -> str:
        """A literal of the type a column is stored in."""
        if column.kind == "moment":
            return f"TIMESTAMP_NTZ '{moment:%Y-%m-%d %H:%M:%S}'"
        return f"DATE '{moment:%Y-%m-%d}'" if column.kind == "day" else self.literal(moment, utc=utc)

    def seconds(self, start: str, end: str) -> str:
        """Whole seconds between two times."""
        length = f"(UNIX_MICROS(CAST({end} AS TIMESTAMP)) - UNIX_MICROS(CAST({start} AS TIMESTAMP)))"
        return f"(({length} - PMOD({length}, 1000000)) DIV 1000000)"

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
    driver("pyspark.sql", "spark")
    dialect = SparkDialect()
    table = _table(source, dialect)
    session = _session(source)
    with _settings(session):
        try:
            schema = session.sql(f"SELECT * FROM {table} LIMIT 0").schema
            columns = [_column(field.name, field.dataType, dialect) for field in schema.fields]

            def send(sql: str) -> Iterable[Sequence[Any]]:
                found: list[Sequence[Any]] = session.sql(sql).collect()
                return found

            return remote.ask(source, query, columns, table, dialect, send)
        except UnreadableFile:
            raise
        except Exception as error:  # noqa: BLE001 - errors of the cluster come in a dozen classes that differ between versions
            raise _explained(error, source) from None


def _table(source: Source, dialect: SparkDialect) -> str:
    written = (source.table or "").strip()
    if not written.startswith(FOLDER):
        return ".".join(map(dialect.quote, remote.table_parts(source)))
    path = written.removeprefix(FOLDER)
    if not path or _PATTERN_SIGNS & set(path):
        raise UnreadableFile(message(N_("'{table}' is not one folder"), table=written), message(
            N_("write parquet: and the folder's path, without * ? [ ] and braces")))
    return f"parquet.{dialect.quote(path)}"


def _session(source: Source) -> Any:
    """The session of the calling program, or one of our own that says nothing.

    Raises:
        UnreadableFile: if there is no Java or no cluster.
    """
    sql = driver("pyspark.sql", "spark")
    session = sql.SparkSession.getActiveSession()
    if session is not None:
        return session
    rest = (source.connect or "").partition(":")[2]
    master = f"spark:{rest}" if rest.startswith("//") else rest
    try:
        with _quiet():
            session = (sql.SparkSession.builder.master(master).appName("cxgov").config("spark.ui.enabled", "false")
                       .config("spark.ui.showConsoleProgress", "false").config("spark.log.level", "ERROR").getOrCreate())
    except Exception as error:  # noqa: BLE001 - a missing Java, a wrong address and an old Java all differ by version
        if "JAVA" in str(error).upper():
            raise UnreadableFile(message(N_("Spark cannot start: there is no Java that it knows")), message(
                N_("install Java 17 or newer, or set JAVA_HOME"))) from None
        raise remote.no_connection(source) from None
    return session


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Sends what the starting Java machine prints to nowhere: stderr is for people, and it prints pages."""
    kept, dark = os.dup(2), nowhere()
    try:
        os.dup2(dark, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(dark)


@contextlib.contextmanager
def _settings(session: Any) -> Iterator[None]:
    """Our settings for one question; the session may belong to somebody else, so they are put back."""
    before = {name: session.conf.get(name, None) for name in SETTINGS}
    try:
        for name, value in SETTINGS.items():
            session.conf.set(name, value)
        yield
    finally:
        for name, value in before.items():
            if value is None:
                session.conf.unset(name)
            else:
                session.conf.set(name, value)


def _column(name: str, data_type: Any, dialect: SparkDialect) -> Column:
    stored = dialect.quote(name)
    kind = _KINDS.get(data_type.typeName())
    if kind is None:
        return Column(name=name, kind="text", sql=f"CAST({stored} AS STRING)", stored=stored)
    return Column(name=name, kind=kind, sql=stored, stored=stored)


def _explained(error: Any, source: Source) -> UnreadableFile:
    """What a failure means for the user, by Spark's own class of it."""
    of = getattr(error, "getCondition", None) or getattr(error, "getErrorClass", None)
    condition = str((of() if of else None) or "")
    if any(word in condition for word in ("NOT_FOUND", "PATH_DOES_NOT_EXIST", "PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA")):
        return remote.no_table(source)
    if "PERMISSION" in condition or "ACCESS" in condition:
        return remote.no_right(source)
    return remote.refused(source, condition or type(error).__name__)
