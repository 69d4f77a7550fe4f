"""``cxgov handout``: which pieces are written, under which names, and what is refused."""

from __future__ import annotations

import pytest

from cxgov.cli import run

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
def handout(capfd, monkeypatch):
    """Runs the command in English; returns exit code and what it said."""
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: str) -> tuple[int, str]:
        code = run(["handout", *arguments, "--lang", "en"])
        said = capfd.readouterr()
        return code, said.out + said.err

    return call


def test_the_list_shows_the_pieces_of_a_set_and_writes_nothing(handout, tmp_path):
    code, said = handout("cem-cycle", "--list", "--for", "wall", "--out", str(tmp_path / "out"))
    assert code == 0
    assert "poster-wheel" in said
    assert "guide" not in said
    assert not (tmp_path / "out").exists()


def test_a_piece_has_the_same_file_name_alone_and_in_the_set(handout, tmp_path):
    assert handout("--only", "agenda", "--format", "html", "--out", str(tmp_path))[0] == 0
    assert handout("--only", "guide", "--only", "agenda", "--format", "html", "--out", str(tmp_path))[0] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["01-guide-en.html", "02-agenda-en.html"]


def test_the_agenda_begins_when_it_is_told_to(handout, tmp_path):
    assert handout("--only", "agenda", "--set", "two-hours", "--start", "13:15", "--format", "html", "--out", str(tmp_path))[0] == 0
    text = (tmp_path / "02-agenda-en.html").read_text(encoding="utf-8")
    assert "13:15" in text
    assert "15:15" in text


def test_the_same_workshop_gives_the_same_bytes(handout, tmp_path):
    for folder in ("a", "b"):
        assert handout("--only", "guide", "--format", "html", "--out", str(tmp_path / folder))[0] == 0
    assert (tmp_path / "a" / "01-guide-en.html").read_bytes() == (tmp_path / "b" / "01-guide-en.html").read_bytes()


def test_a_logo_stands_at_the_head(handout, tmp_path):
    (tmp_path / "logo.png").write_bytes(PNG)
    assert handout("--only", "agenda", "--logo", str(tmp_path / "logo.png"), "--format", "html", "--out", str(tmp_path))[0] == 0
    assert '<img class="logo" src="data:image/png;base64,' in (tmp_path / "02-agenda-en.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("arguments", "reason"), [
    (["--only", "no-such-piece"], "There is no piece 'no-such-piece'."),
    (["--start", "noon"], "'noon'"),
    (["--people", "7"], "7 is not in the range 8<=x<=24"),
])
def test_what_cannot_be_is_refused_with_a_reason(handout, arguments, reason, tmp_path):
    code, said = handout("cem-cycle", *arguments, "--out", str(tmp_path))
    assert code != 0
    assert reason in said
    assert list(tmp_path.iterdir()) == []


def test_a_logo_that_is_no_picture_is_refused(handout, tmp_path):
    (tmp_path / "logo.png").write_text("not a picture", encoding="utf-8")
    code, said = handout("--only", "agenda", "--logo", str(tmp_path / "logo.png"), "--out", str(tmp_path / "out"))
    assert code != 0
    assert "is no PNG or JPEG picture" in said


@pytest.mark.parametrize(("people", "groups", "reason"), [
    ("24", ["A"], "1 group does not fit 24 people."),
    ("14", list("ABCDEFGH"), "8 groups do not fit 14 people."),
    ("12", ["Odra", "odra"], "Two groups are called 'odra'."),
    ("12", ["Odra", " "], "A group has an empty name."),
])
def test_groups_that_cannot_work_are_refused(handout, people, groups, reason):
    code, said = handout("--list", "--people", people, *(word for name in groups for word in ("--group", name)))
    assert code == 1
    assert reason in said


def test_named_groups_of_three_to_six_are_taken(handout):
    assert handout("--list", "--people", "14", "--group", "A", "--group", "B", "--group", "C")[0] == 0


def test_a_day_may_be_written_day_first(handout, tmp_path):
    for folder, day in (("iso", "2026-11-07"), ("dots", "7.11.2026")):
        assert handout("--only", "agenda", "--date", day, "--format", "html", "--out", str(tmp_path / folder))[0] == 0
    assert (tmp_path / "iso" / "02-agenda-en.html").read_bytes() == (tmp_path / "dots" / "02-agenda-en.html").read_bytes()
    assert "7\u00a0November\u00a02026" in (tmp_path / "dots" / "02-agenda-en.html").read_text(encoding="utf-8")


def test_exercises_without_time_on_the_agenda_are_printed_on_request(handout, tmp_path):
    assert "exercises-more" not in handout("--set", "half-day", "--list")[1]
    assert handout("--only", "exercises-more", "--format", "html", "--out", str(tmp_path))[0] == 0
    (made,) = tmp_path.iterdir()
    text = made.read_text(encoding="utf-8")
    assert all(f">{number}<" in text for number in ("D2", "D6", "D9"))
