"""The generated programme without a fault: every check is judged, and nothing is found."""

from __future__ import annotations

import pytest
from planted.judged import judge
from planted.programme import SIZES, generate


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_found_in_a_clean_programme(tmp_path, seed, size):
    found, checked, _ = judge(generate(seed, size).texts(), tmp_path / "clean")
    assert found == []
    assert checked is not None
    assert checked.not_checked == {}


def test_a_seed_gives_the_same_files_every_time():
    assert generate(5, "medium").texts() == generate(5, "medium").texts()


def test_seeds_differ_in_every_file_of_records():
    one, other = generate(3).texts(), generate(4).texts()
    assert not {text for path, text in one.items() if not path.endswith("table.yaml")} & set(other.values())


def test_a_larger_programme_holds_more():
    sizes = [sum(text.count("\n") for text in generate(2, size).texts().values()) for size in SIZES]
    assert sizes == sorted(set(sizes))
