"""Suppressions: which findings they set apart, and what is said of those that expired or cover nothing."""

from __future__ import annotations

import pytest
from checks.organisations import checked

KPIS = """\
kind: kpis
kpis:
  - {id: ease, name: Ease, type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak, target: none}
  - {id: recommend, name: Recommend, type: nps, variant: nps_0_10, family: perception, owner: anna-nowak, target: none}
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5}
  - {kpi: recommend, value: 5}
"""


def accepted(tmp_path, *suppressions: str):
    written = "".join(f"  - {{{text}, reason: Known, author: anna-nowak}}\n" for text in suppressions)
    found = checked(tmp_path, f"kind: organisation\nid: made\nname: Made\npeople: [{{id: anna-nowak, name: Anna Nowak}}]\nsuppressions:\n{written}", KPIS)
    left = sorted((f.code, f.about) for f in found.findings if f.code in ("CXG-070", "CX071", "CX072"))
    return left, [(s.finding.about, s.by.expires.isoformat()) for s in found.suppressed if s.finding.code == "CXG-070"]


@pytest.mark.parametrize(("suppressions", "left", "apart"), [
    (("rule: CXG-070, expires: 2026-12-31",), [], [("ease", "2026-12-31"), ("recommend", "2026-12-31")]),
    (("rule: CXG-070, about: ease, expires: 2026-12-31",), [("CXG-070", "recommend")], [("ease", "2026-12-31")]),
    (("rule: CXG-070, about: ease, expires: 2026-12-31", "rule: CXG-070, expires: 2026-11-30"), [], [("ease", "2026-12-31"), ("recommend", "2026-11-30")]),
    (("rule: CXG-070, expires: 2026-11-30", "rule: CXG-070, about: ease, expires: 2026-12-31"), [("CX071", "ease")],
     [("ease", "2026-11-30"), ("recommend", "2026-11-30")]),
    (("rule: CXG-070, about: ease, expires: 2026-09-29",), [("CX072", "ease"), ("CXG-070", "ease"), ("CXG-070", "recommend")], []),
    (("rule: CXG-071, expires: 2026-12-31",), [("CX071", "CXG-071"), ("CXG-070", "ease"), ("CXG-070", "recommend")], []),
], ids=["rule", "record", "record first", "rule first", "expired", "covers nothing"])
def test_what_a_suppression_covers(tmp_path, suppressions, left, apart):
    assert accepted(tmp_path, *suppressions) == (left, apart)
