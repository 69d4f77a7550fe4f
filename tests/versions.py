"""A small framework that has had three versions, and organisations that answered an older one, for tests of migrations."""

from __future__ import annotations

FRAMEWORK = """\
kind: framework
id: small
version: 2.0.0
name: Small
scale: {min: 0, max: 2, levels: {0: {name: None}, 1: {name: Some}, 2: {name: All}}}
dimensions:
  - id: S1
    name: First
    practices:
      - {id: S1.P1, name: One, question: Is it?, levels: {0: no, 1: partly, 2: yes}}
      - {id: S1.P3, name: Three, question: Is it?, levels: {0: no, 1: partly, 2: yes}}
      - {id: S1.P4, name: Four, question: Is it?, levels: {0: no, 1: partly, 2: yes}}
  - id: S2
    name: Second
    practices:
      - {id: S2.P1, name: New, question: Is it?, levels: {0: no, 1: partly, 2: yes}}
      - {id: S2.P2, name: Old, question: Is it?, levels: {0: no, 1: partly, 2: yes}}
scoring: {min_coverage: 0.4}
migrations:
  - {from: 1.0.0, renamed: {S1.P2: S1.P5}, dropped: [S1.P9]}
  - {from: 1.1.0, renamed: {S1.P5: S1.P3}, changed: [S1.P4], added: [S2.P1]}
"""

ORGANISATION = """\
kind: organisation
id: bakery
name: Bakery
languages: [en, pl]
frameworks: [small]
people: [{id: anna-nowak, name: Anna Nowak}]
"""


def assessment(version: str, period: str, answers: str, status: str = "agreed") -> str:
    """An assessment's file."""
    day = {"2026-Q1": "2026-03-20", "2026-Q2": "2026-06-20", "2026-Q3": "2026-09-20"}[period]
    return (f"kind: assessment\nframework: small\nframework_version: {version}\nperiod: {period}\nrater: anna-nowak\nstatus: {status}\n"
            f"date: {day}\nanswers: {answers}\n")


OLD = assessment("1.0.0", "2026-Q2", "{S1.P1: 1, S1.P2: 2, S1.P4: 1, S1.P9: 2, S2.P2: 0}")
NEW = assessment("2.0.0", "2026-Q3", "{S1.P1: 2, S1.P3: 2, S1.P4: 2, S2.P1: 1, S2.P2: 0}")
