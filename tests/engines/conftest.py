"""A PostgreSQL server and a Spark session of the tests' own, and the same answers in each of them and in a file.

Where the server, Java or a driver is missing the tests are skipped, with the reason; with CI=true they fail.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from engines.answers_table import TABLE, table
from pyarrow import parquet


def lacking(reason: str) -> None:
    """Skips, or fails on the server."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def answers_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The answers as Parquet."""
    path = tmp_path_factory.mktemp("answers") / "answers.parquet"
    parquet.write_table(table(), path)
    return path


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL.

    Attributes:
        connect: as a source writes it.
        log: what the server was asked.
    """

    connect: str
    log: Path

    def asked(self) -> list[str]:
        """The statements so far."""
        return [line.partition("statement: ")[2] for line in self.log.read_text("utf-8").splitlines() if "statement: " in line]


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl; Debian keeps it off the PATH."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return Path(on_path).parent if on_path else found[-1].parent if found else None


def _other_user() -> str | None:
    """The server refuses to run as root."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """PostgreSQL on loopback, with the answers in it. No password for the user `reader`; `secretive` needs one."""
    programs = _programs()
    if programs is None:
        lacking("no PostgreSQL server: scripts/system-libraries.sh postgresql")
    if find_spec("psycopg") is None:
        lacking("psycopg missing: make test-engines")
    assert programs
    user = _other_user()
    folder = Path(tempfile.mkdtemp(prefix="cxgov-pg-"))
    if user:
        shutil.chown(folder, user)

    def run(*command: str | Path) -> None:
        done = subprocess.run([str(part) for part in command], user=user, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              check=False, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
        assert done.returncode == 0, done.stdout

    data, log = folder / "data", folder / "log"
    try:
        run(programs / "initdb", "-D", data, "-U", "owner", "--auth=trust", "--encoding=UTF8", "--no-sync")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        access = data / "pg_hba.conf"
        access.write_text(f"host all secretive 127.0.0.1/32 scram-sha-256\n{access.read_text('utf-8')}", "utf-8")
        options = (f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c log_statement=all "
                   "-c log_min_messages=warning -c timezone=America/New_York -c datestyle=German")
        # The output goes to a file: a pipe would stay open as long as the server runs.
        run(programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        try:
            _fill(port)
            yield Server(f"postgresql://127.0.0.1:{port}/postgres", log)
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


TYPES = {"string": "text", "timestamp[us, tz=UTC]": "timestamptz", "timestamp[us]": "timestamp", "date32[day]": "date", "int64": "bigint",
         "double": "double precision", "bool": "boolean", "decimal128(8, 2)": "numeric(8, 2)", "decimal128(12, 6)": "numeric"}


def _fill(port: int) -> None:
    import psycopg
    from psycopg import sql

    rows = table()
    with psycopg.connect(host="127.0.0.1", port=port, user="owner", dbname="postgres") as connection, connection.cursor() as cursor:
        cursor.execute('CREATE ROLE reader LOGIN; CREATE ROLE secretive LOGIN PASSWORD \'right\'; CREATE ROLE stranger LOGIN; CREATE SCHEMA "voc.2026"; '
                       'GRANT USAGE ON SCHEMA "voc.2026" TO reader, secretive, stranger; CREATE TABLE customers (n int)')
        name = sql.Identifier("voc.2026", TABLE)
        columns = sql.SQL(", ").join(sql.SQL("{} {}").format(sql.Identifier(field.name), sql.SQL(TYPES[str(field.type)])) for field in rows.schema)
        cursor.execute(sql.SQL("CREATE TABLE {} ({})").format(name, columns))
        cursor.execute(sql.SQL("GRANT SELECT ON {} TO reader, secretive").format(name))
        with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(name)) as copy:
            for row in rows.to_pylist():
                copy.write_row(list(row.values()))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of somebody who may read."""
    for name in ("PGPASSWORD", "PGSERVICE", "PGHOST", "PGPORT", "PGDATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PGUSER", "reader")


@pytest.fixture(scope="session")
def spark(answers_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Spark session of a calling program, with settings of its own, and the answers as a table of its catalogue."""
    if find_spec("pyspark") is None:
        lacking("pyspark missing: make test-engines")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        lacking("no Java: scripts/system-libraries.sh java")
    from pyspark.sql import SparkSession

    home = tmp_path_factory.mktemp("spark")
    session = (SparkSession.builder.master("local[2]").appName("tests").config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
               .config("spark.sql.warehouse.dir", str(home / "warehouse")).config("spark.sql.shuffle.partitions", "2")
               .config("spark.driver.extraJavaOptions", f"-Dderby.system.home={home}").config("spark.sql.session.timeZone", "America/New_York")
               .getOrCreate())
    try:
        session.read.parquet(str(answers_file)).write.saveAsTable("answers")
        yield session
    finally:
        session.stop()
