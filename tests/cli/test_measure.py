"""``cxgov measure`` as a user meets it: what it prints, what it writes, what it never touches, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from measuring.organisations import NPS, here, kpi, survey, workspace_of

from cxgov.cli import run
from cxgov.measuring import measure
from cxgov.model import parse_period

DATA = "when,seg,score,ease\n" + "".join(
    f"2026-0{month}-1{day},{'AB'[day % 2]},{score},{1 + score % 7}\n" * 6
    for month, scores in ((5, (9, 9, 3, 7)), (8, (9, 9, 9, 9, 8))) for day in range(10) for score in [scores[day % len(scores)]])
EASE = kpi("ease", kind="ces", variant="ces2_agree7_mean", measure="column: ease")
DATED = "date: {column: when}\nsegments: [seg]"
KEYS = ["kpi", "period", "segment", "touchpoint", "value", "n", "n_effective", "interval", "no_answer", "not_applicable", "out_of_range", "out_of_scope", "rejected", "status",
        "difference", "p", "p_adjusted", "verdict", "fingerprint", "extra"]


@pytest.fixture
def cxgov(capfd, monkeypatch):
    """Runs a command in this process, files read in it too; returns exit code, stdout and stderr."""
    monkeypatch.setenv("CXGOV_LANG", "en")
    monkeypatch.setattr(sys.modules["cxgov.measuring.asking"], "run", here)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def acme(tmp_path) -> Path:
    return survey(tmp_path, DATA, NPS, EASE, source=DATED, dated=True)


def file_of(root: Path, period: str = "2026-Q3") -> Path:
    return root / period / "measurements.yaml"


class TestPrinted:
    def test_values_on_stdout_and_words_for_people_on_stderr(self, cxgov, acme):
        code, out, err = cxgov("measure", acme, "--period", "2026-Q3")
        assert code == 0
        assert out.splitlines()[0] == "Acme · Q3\u00a02026"
        assert [line.split("  ")[0] for line in out.splitlines()[2:5]] == ["Indicator", "NPS", "ease"]
        assert "Values of segments and touchpoints: 4" in out
        assert "survey: 120 rows = 60 used in Q3\u00a02026 + 60 of other periods + 0 rejected" in err
        assert f"written: {file_of(acme).as_posix()}" in err

    def test_json_has_exactly_these_keys(self, cxgov, acme):
        code, out, _ = cxgov("measure", acme, "--period", "2026-Q3", "--format", "json")
        rows = json.loads(out)
        assert code == 0
        assert [list(row) for row in rows] == [KEYS] * 6
        assert [(row["kpi"], row["segment"]) for row in rows] == [
            (name, segment) for name in ("nps", "ease") for segment in (None, {"column": "seg", "value": "A"}, {"column": "seg", "value": "B"})]
        assert {row["period"] for row in rows} == {"2026-Q3"}
        assert {row["verdict"] for row in rows if row["segment"] is None} == {"first"}
        assert all(len(row["fingerprint"]) == 16 for row in rows)

    def test_json_of_several_periods_compares_each_with_the_one_before(self, cxgov, acme):
        rows = json.loads(cxgov("measure", acme, "--period", "2026-Q2", "--period", "2026-Q3", "--format", "json")[1])
        whole = [row for row in rows if row["kpi"] == "nps" and row["segment"] is None]
        assert [row["verdict"] for row in whole] == ["first", "improved"]
        assert whole[1]["difference"] == pytest.approx(whole[1]["value"] - whole[0]["value"])

    def test_quiet_says_nothing_but_the_result(self, cxgov, acme):
        assert cxgov("measure", acme, "--period", "2026-Q3", "--quiet")[2] == ""

    def test_polish(self, cxgov, acme):
        code, out, _ = cxgov("measure", acme, "--period", "2026-Q3", "--lang", "pl")
        assert code == 0
        assert "III" in out.splitlines()[0] or "2026" in out.splitlines()[0]

    def test_a_withheld_group_shows_nothing_in_json(self, cxgov, tmp_path):
        root = survey(tmp_path, "seg,score\n" + "A,10\n" * 20 + "B,0\n" * 3 + "C,0\n" * 3, source="segments: [seg]")
        rows = json.loads(cxgov("measure", root, "--format", "json")[1])
        hidden = [row for row in rows if row["segment"] and row["segment"]["value"] in "BC"]
        assert [(row["value"], row["n"], row["interval"], row["extra"]) for row in hidden] == [(None, None, None, {})] * 2


class TestExitCodes:
    def test_warnings_do_not_fail(self, cxgov, tmp_path):
        root = survey(tmp_path, "score\n11\n" + "9\n" * 100)
        code, _, err = cxgov("measure", root)
        assert code == 0
        assert "info[CX073]" in err

    def test_an_indicator_that_cannot_be_measured_fails_and_the_others_are_written(self, cxgov, tmp_path):
        root = survey(tmp_path, "score\n9\n", NPS, kpi("ease", measure="column: gone"))
        code, out, err = cxgov("measure", root, "--quiet")
        assert code == 1
        assert "error[CX071]" in err
        assert "NPS" in out
        assert "kpi: nps" in file_of(root).read_text()

    @pytest.mark.parametrize("data", [None, "", b"\x00\x01", "who;score\n1;2\n", "<html>"])
    def test_a_source_that_cannot_be_read_fails_and_nothing_is_written(self, cxgov, tmp_path, data):
        root = survey(tmp_path, data)
        code, out, err = cxgov("measure", root)
        assert code == 1
        assert out.strip() == ""
        assert "error[CX07" in err
        assert "Traceback" not in err
        assert not file_of(root).parent.exists()

    @pytest.mark.parametrize(("arguments", "says"), [
        (("--since", "2026-Q1"), "--since needs --period"), (("--period", "2026-Q3", "--period", "2026-07"), "one length"), (("--kpi", "gone"), "no indicator 'gone'"),
        (("--period", "Q3"), "Q3"), (("--format", "xml"), "xml"), (("--since", "2026-01", "--period", "2026-Q3"), "one length")])  # fmt: skip
    def test_wrong_use(self, cxgov, acme, arguments, says):
        code, _, err = cxgov("measure", acme, *arguments)
        assert code == 2
        assert says in err

    def test_nothing_to_measure(self, cxgov, tmp_path):
        root = survey(tmp_path, "score\n9\n", "{id: nps, name: NPS, type: nps, variant: nps_0_10, family: perception, owner: anna-nowak, target: none}")
        code, _, err = cxgov("measure", root)
        assert code == 1
        assert "No indicator says how it is measured" in err

    def test_definitions_with_errors_come_first(self, cxgov, tmp_path):
        root = survey(tmp_path, "score\n9\n", source="skip: many")
        code, out, err = cxgov("measure", root)
        assert (code, out) == (1, "")
        assert "CX035" in err

    def test_a_folder_that_is_none(self, cxgov, tmp_path):
        assert cxgov("measure", tmp_path / "gone")[0] in (1, 2)


class TestWritten:
    def test_the_file_reads_back_as_what_was_measured(self, cxgov, acme):
        cxgov("measure", acme, "--period", "2026-Q3")
        found = measure(workspace_of(acme), acme, [parse_period("2026-Q3")]).measurements[parse_period("2026-Q3")]
        (file,) = workspace_of(acme).measurements
        assert list(map(asdict, file.measurements)) == list(map(asdict, found))
        assert str(file.period) == "2026-Q3"

    def test_again_gives_the_same_bytes(self, cxgov, acme):
        assert cxgov("measure", acme, "--period", "2026-Q2", "--period", "2026-Q3")[0] == 0
        first = [file_of(acme, period).read_bytes() for period in ("2026-Q2", "2026-Q3")]
        assert cxgov("measure", acme, "--period", "2026-Q2", "--period", "2026-Q3")[0] == 0
        assert [file_of(acme, period).read_bytes() for period in ("2026-Q2", "2026-Q3")] == first

    def test_check_finds_nothing_that_was_not_there_before(self, cxgov, acme):
        before = json.loads(cxgov("check", acme, "--format", "json")[1])
        cxgov("measure", acme, "--period", "2026-Q3")
        _, out, _ = cxgov("check", acme, "--format", "json")
        assert [row for row in json.loads(out) if row["code"].startswith("CX0")] == [row for row in before if row["code"].startswith("CX0")] == []

    def test_a_dry_run_writes_nothing(self, cxgov, acme):
        code, out, err = cxgov("measure", acme, "--period", "2026-Q3", "--dry-run")
        assert code == 0
        assert "NPS" in out
        assert "written" not in err
        assert not file_of(acme).parent.exists()

    def test_old_entries_of_ours_are_replaced(self, cxgov, acme):
        cxgov("measure", acme, "--period", "2026-Q3")
        (acme / "survey.csv").write_text(DATA.replace(",9,", ",0,"))
        cxgov("measure", acme, "--period", "2026-Q3")
        (file,) = workspace_of(acme).measurements
        assert len(file.measurements) == 6
        assert file.measurements[0].value == -80

    def test_a_segment_that_is_gone_leaves_no_entry(self, cxgov, acme):
        cxgov("measure", acme, "--period", "2026-Q3")
        (acme / "sources.yaml").write_text((acme / "sources.yaml").read_text().replace("    segments: [seg]\n", ""))
        cxgov("measure", acme, "--period", "2026-Q3")
        (file,) = workspace_of(acme).measurements
        assert [m.kpi for m in file.measurements] == ["nps", "ease"]

    def test_one_indicator_alone_leaves_the_entries_of_the_others(self, cxgov, acme):
        cxgov("measure", acme, "--period", "2026-Q3")
        before = set(file_of(acme).read_text().splitlines())
        cxgov("measure", acme, "--period", "2026-Q3", "--kpi", "ease")
        assert set(file_of(acme).read_text().splitlines()) == before

    def test_an_indicator_that_fails_keeps_its_old_entry(self, cxgov, acme):
        cxgov("measure", acme, "--period", "2026-Q3")
        (acme / "kpis.yaml").write_text((acme / "kpis.yaml").read_text().replace("column: ease", "column: gone"))
        assert cxgov("measure", acme, "--period", "2026-Q3")[0] == 1
        assert file_of(acme).read_text().count("kpi: ease") == 3

    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_what_was_typed_by_hand_stays_with_its_comments_and_line_ends(self, cxgov, acme, newline, mark):
        text = mark + newline.join([
            "# the ledger", "kind: measurements", "period: 2026-Q3", "measurements:", "  - {kpi: nps, value: 5, n: 10}   # from the agency", "  # below: ours",
            "  - {kpi: ease, value: 1, written_by: measure}", "  - kpi: ease       # typed for one segment", "    segment: {column: seg, value: A}", "    value: 2.5",
            "# the end", ""])
        file_of(acme).parent.mkdir()
        file_of(acme).write_bytes(text.encode())
        code, _, err = cxgov("measure", acme, "--period", "2026-Q3")
        assert code == 0
        assert "kept as typed by hand: nps" in err
        assert "kept as typed by hand: ease" in err
        found = file_of(acme).read_bytes().decode()
        kept = [line for line in text.split(newline) if "written_by" not in line]
        assert [line for line in found.split(newline) if "written_by" not in line] == kept
        assert found.count("\r\n") == (found.count("\n") if newline == "\r\n" else 0)
        assert found.startswith(mark)
        (file,) = workspace_of(acme).measurements
        cells = [(m.kpi, m.segment and m.segment.value, m.written_by) for m in file.measurements]
        assert cells == [("nps", None, None), ("ease", "A", None), ("nps", "A", "measure"), ("nps", "B", "measure"), ("ease", None, "measure"), ("ease", "B", "measure")]
        again = file_of(acme).read_bytes()
        cxgov("measure", acme, "--period", "2026-Q3")
        assert file_of(acme).read_bytes() == again

    def test_a_typed_segment_that_is_a_number_is_the_measured_one(self, cxgov, tmp_path):
        root = survey(tmp_path, "seg,score\n" + "1,9\n" * 6 + "2,9\n" * 6, source="segments: [seg]",
                      more={"2026-Q3/measurements.yaml": "kind: measurements\nperiod: 2026-Q3\nmeasurements:\n  - {kpi: nps, segment: {column: seg, value: 1}, value: 5}\n"})
        assert cxgov("measure", root)[0] == 0
        (file,) = workspace_of(root).measurements
        assert [str(m.segment.value) for m in file.measurements if m.segment] == ["1", "2"]

    def test_values_typed_in_another_file_are_not_written_again(self, cxgov, acme):
        (acme / "ledger.yaml").write_text("kind: measurements\nperiod: 2026-Q3\nmeasurements:\n  - {kpi: nps, value: 5}\n")
        assert cxgov("measure", acme, "--period", "2026-Q3")[0] == 0
        assert (acme / "ledger.yaml").read_text().endswith("measurements:\n  - {kpi: nps, value: 5}\n")
        assert "kpi: nps, value" not in file_of(acme).read_text()

    def test_where_everything_was_typed_no_empty_file_appears(self, cxgov, tmp_path):
        root = survey(tmp_path, "score\n9\n", more={"ledger.yaml": "kind: measurements\nperiod: 2026-Q3\nmeasurements: [{kpi: nps, value: 5}]\n"})
        code, _, err = cxgov("measure", root)
        assert code == 0
        assert "kept as typed by hand: nps" in err
        assert not file_of(root).exists()

    def test_entries_of_ours_in_another_file_move(self, cxgov, acme):
        (acme / "old.yaml").write_text("kind: measurements\nperiod: 2026-Q3\nmeasurements:\n  - {kpi: nps, value: 5, written_by: measure}\n")
        assert cxgov("measure", acme, "--period", "2026-Q3")[0] == 0
        assert (acme / "old.yaml").read_text() == "kind: measurements\nperiod: 2026-Q3\nmeasurements: []\n"
        assert workspace_of(acme)

    def test_a_list_in_brackets_is_refused_and_stays(self, cxgov, acme):
        text = "kind: measurements\nperiod: 2026-Q3\nmeasurements: [{kpi: nps, value: 5, written_by: measure}]\n"
        file_of(acme).parent.mkdir()
        file_of(acme).write_text(text)
        code, _, err = cxgov("measure", acme, "--period", "2026-Q3")
        assert code == 1
        assert "one pair of brackets" in err
        assert file_of(acme).read_text() == text

    @pytest.mark.parametrize("written", [".", "./", "../acme", "{root}", "{root}/"])
    def test_the_folder_however_it_is_named(self, cxgov, acme, monkeypatch, written):
        (acme / "old.yaml").write_text("kind: measurements\nperiod: 2026-Q3\nmeasurements:\n  - {kpi: nps, value: 5, written_by: measure}\n")
        monkeypatch.chdir(acme)
        assert cxgov("measure", written.format(root=acme), "--period", "2026-Q3")[0] == 0
        assert file_of(acme).is_file()
        assert "measurements: []" in (acme / "old.yaml").read_text()


class TestPeriods:
    def test_the_latest_with_data_by_default(self, cxgov, acme):
        assert cxgov("measure", acme)[0] == 0
        assert file_of(acme).exists()
        assert not file_of(acme, "2026-Q2").exists()

    def test_since(self, cxgov, acme):
        code, out, err = cxgov("measure", acme, "--since", "2025-Q4", "--period", "2026-Q3")
        assert code == 0
        assert [str(path.parent.name) for path in sorted(acme.glob("*/measurements.yaml"))] == ["2026-Q2", "2026-Q3"]
        assert out.index("Q2\u00a02026") < out.index("Q3\u00a02026")
        assert "0 used in Q4\u00a02025 + 0 used in Q1\u00a02026 + 60 used in Q2\u00a02026" in err

    def test_one_query_for_all_of_them(self, cxgov, acme, monkeypatch):
        calls = []
        monkeypatch.setattr(sys.modules["cxgov.measuring.asking"], "run", lambda function, payload: calls.append(function) or here(function, payload))
        cxgov("measure", acme, "--since", "2026-Q1", "--period", "2026-Q3")
        assert calls == ["cxgov.measuring.engines.embedded:count"]


class TestFailures:
    def test_a_folder_that_cannot_be_made_is_one_line(self, cxgov, acme):
        (acme / "2026-Q3").write_text("in the way")
        code, _, err = cxgov("measure", acme, "--period", "2026-Q3", "--quiet")
        assert code == 1
        assert len(err.strip().splitlines()) == 1
        assert "cannot write" in err

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to root")
    def test_a_read_only_folder_is_one_line(self, cxgov, acme):
        acme.chmod(0o500)
        try:
            code, _, err = cxgov("measure", acme, "--period", "2026-Q3", "--quiet")
        finally:
            acme.chmod(0o700)
        assert (code, len(err.strip().splitlines())) == (1, 1)

    def test_a_full_disk_leaves_the_old_file(self, cxgov, acme, monkeypatch):
        cxgov("measure", acme, "--period", "2026-Q3")
        before = file_of(acme).read_bytes()
        (acme / "survey.csv").write_text(DATA.replace(",9,", ",0,"))

        def full(_descriptor: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("cxgov.writing.os.fsync", full)
        code, _, err = cxgov("measure", acme, "--period", "2026-Q3", "--quiet")
        assert (code, "No space left on device" in err) == (1, True)
        assert file_of(acme).read_bytes() == before
        assert [path.name for path in file_of(acme).parent.iterdir()] == ["measurements.yaml"]

    def test_a_link_in_the_place_of_the_file_is_not_followed(self, cxgov, acme, tmp_path):
        other = tmp_path / "other.txt"
        other.write_text("kind: measurements\nperiod: 2026-Q3\nmeasurements: []\n")
        file_of(acme).parent.mkdir()
        file_of(acme).symlink_to(other)
        assert cxgov("measure", acme, "--period", "2026-Q3")[0] == 1
        assert other.read_text().endswith("measurements: []\n")

    def test_a_fault_of_ours_is_70_and_holds_no_data(self, cxgov, acme, monkeypatch):
        def broken(*_arguments):
            raise RuntimeError("score 9 of person 7")

        monkeypatch.setattr("cxgov.measuring.tallies.Sorted.add", broken)
        code, _, err = cxgov("measure", acme, "--period", "2026-Q3")
        assert code == 70
        assert "person 7" not in err

    def test_an_interrupt_is_130_and_writes_nothing(self, cxgov, acme, monkeypatch):
        def interrupted(*_arguments):
            raise KeyboardInterrupt

        monkeypatch.setattr(sys.modules["cxgov.measuring.asking"], "run", interrupted)
        assert cxgov("measure", acme, "--period", "2026-Q3")[0] == 130
        assert not file_of(acme).exists()


SURROUNDINGS = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "Etc/GMT+12", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "77", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    {"TZ": "", "LC_ALL": "pl_PL.UTF-8", "PYTHONHASHSEED": "0", "HOME": "/nowhere"},
]


def test_zone_locale_and_hash_order_of_the_machine_play_no_part(tmp_path):
    """The edges of the quarter are cut in Warsaw's zone from a clock in UTC; the bytes are the same everywhere."""
    data = "when,seg,score\n" + "".join(
        f"{day},{seg},{score}\n" for day in ("2026-06-30 21:59:59", "2026-06-30 22:00:00", "2026-09-30 21:59:59", "2026-09-30 22:00:00")
        for seg in ("Łódź", "İzmir", "a", "Z") for score in (0, 7, 9, 10, 11) for _ in range(2))
    written, printed = set(), set()
    for number, surroundings in enumerate(SURROUNDINGS):
        (tmp_path / str(number)).mkdir()
        root = survey(tmp_path / str(number), data, kpi("mean", measure="column: score"), EASE.replace("column: ease", "column: score").replace("ces2_agree7_mean", "csat10_mean")
                      .replace("type: ces", "type: csat").replace("score}", "score, no_answer: [0, 11]}"),
                      source="segments: [seg]\ndate: {column: when, zone: Europe/Warsaw, recorded: UTC}", dated=True)
        environment = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "PYTHON"))}
        environment |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "CXGOV_LANG": "en", **surroundings}
        done = subprocess.run([sys.executable, "-m", "cxgov", "measure", "acme", "--period", "2026-Q3", "--format", "json"], cwd=root.parent, env=environment,
                              capture_output=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr.decode()
        written.add(file_of(root).read_bytes())
        printed.add(done.stdout)
    assert len(written) == len(printed) == 1
    assert "n: 80" in written.pop().decode()
