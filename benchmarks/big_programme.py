"""Writes the files of a large programme, always the same: journeys, indicators, initiatives and three years of quarters.

python benchmarks/big_programme.py FOLDER [SHARE]

With a share of 1: 2,000 touchpoints in 20 journeys, 500 indicators, 1,000 initiatives, 800 people, 400 expectations, and for each
of 12 quarters the measurements of every indicator, 100 decisions, 500 pieces of feedback, 100 complaints, a meeting, a text and
twelve assessments. A smaller share gives a programme that is smaller everywhere but in its quarters. It is plausible and almost
without findings, as a well kept one is.
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

QUARTERS = [(year, quarter) for year in (2024, 2025, 2026) for quarter in (1, 2, 3, 4)][:12]
LAST = "2026-Q4"
FUNCTIONS = ("operations", "marketing", "sales", "service", "digital", "finance", "product", "logistics", "legal", "people")
CHANNELS = ("phone-line", "chat-window", "letters", "app-messages", "branch-desk")
PHASES = ("pre_purchase", "purchase", "delivery", "use", "after_sales")
SIZES = (5, 5, 5, 5, 6)
VERBS = ("Choosing", "Comparing", "Ordering", "Receiving", "Opening", "Using", "Changing", "Paying for", "Returning", "Asking about")
THINGS = ("offer", "contract", "parcel", "invoice", "account", "card", "device", "tariff", "appointment", "refund")
TOUCHPOINTS, KPIS, INITIATIVES, PEOPLE, DECISIONS, FEEDBACK, RATERS, EXPECTATIONS, COMPLAINTS = (
    2000, 500, 1000, 800, 100, 500, 12, 400, 100)


class Programme:
    """The numbers of a programme and its dice.

    Args:
        share: how large it is; 1 is the largest.
    """

    def __init__(self, share: float) -> None:
        self.draw = random.Random(7)
        self.touchpoints, self.kpis, self.initiatives, self.people, self.decisions, self.feedback, self.raters, self.expectations, self.complaints = (
            max(4, round(share * n)) for n in (TOUCHPOINTS, KPIS, INITIATIVES, PEOPLE, DECISIONS, FEEDBACK, RATERS, EXPECTATIONS, COMPLAINTS))

    def person(self, number: int) -> str:
        """The id of a person; people take turns."""
        return f"person-{number % self.people:03}"

    def organisation(self) -> str:
        """People, functions and channels."""
        people = "\n".join(f"  - {{id: {self.person(n)}, name: Person Number {n}, function: {FUNCTIONS[n % len(FUNCTIONS)]}, role: Owner of a process}}"
                           for n in range(self.people))
        functions = "\n".join(f"  - {{id: {name}, name: {name.capitalize()}, goals: [kpi-{n:03}]}}" for n, name in enumerate(FUNCTIONS))
        channels = "\n".join(f"  - {{id: {name}, name: {name.replace('-', ' ').capitalize()}}}" for name in CHANNELS)
        return (f"kind: organisation\nid: big\nname: Big\nlanguages: [en]\ncustomer_service: [service]\nfunctions:\n{functions}\nchannels:\n{channels}\n"
                f"people:\n{people}\ngovernance:\n  sponsor: {self.person(0)}\n  body:\n    name: Customer council\n    members: "
                f"[{', '.join(self.person(n) for n in range(4))}]\nstrategy:\n  promise: The parcel is there on the day we say\n  goals:\n"
                + "\n".join(f"    - {{id: goal-{n}, text: Goal number {n}, objective: More customers stay}}" for n in range(8)) + "\n")

    def journey(self, number: int, first: int, last: int) -> str:
        """A journey of five stages; every tenth touchpoint is key."""
        lines = [f"kind: journey\nid: journey-{number:02}\nname: Journey number {number}\ndate: 2026-10-15\nstages:"]
        for stage, phase in enumerate(PHASES):
            lines.append(f"  - id: stage-{stage}\n    name: Stage number {stage}\n    phase: {phase}\n    touchpoints:")
            lines += [self._touchpoint(n) for n in range(first, last) if n % len(PHASES) == stage]
        lines.append("problems:")
        lines += [f"  - {{id: problem-{n:04}, touchpoint: touchpoint-{n:04}, text: Customers wait longer than they were told, "
                  f"signals: {self.draw.randint(1, 90)}}}" for n in range(first, last, 10)]
        return "\n".join(lines) + "\n"

    def _touchpoint(self, n: int) -> str:
        name = f"{VERBS[n % 10]} the {THINGS[n // 10 % 10]} in situation {n}"
        key = n % 10 == 0
        return (f"      - id: touchpoint-{n:04}\n        name: {name}\n        customer_goal: Get it done in one go\n        channels: [{CHANNELS[n % 5] if n % 3 else ''}]\n"
                f"        key: {str(key).lower()}\n" + ("        automation: true\n        human_route: One word to the assistant is enough\n" if n % 50 == 31 else "") + ("        moment_of_truth: service\n" if n % 20 == 0 else "")
                + f"        accountable: [{self.person(n)}]\n        responsible: [{self.person(n + 1)}]\n"
                f"        performed_by: [{FUNCTIONS[n % self.people % 10]}]\n        desired: {{emotion: At ease, effort: One step, success: It is done}}\n"
                f"        emotion: {self.draw.randint(-1, 1)}\n        desired_emotion: 2\n        evidence: research")

    def indicators(self) -> str:
        """Indicators of five types, each on a key touchpoint and three others."""
        lines = ["kind: kpis\nkpis:"]
        for n in range(self.kpis):
            kind = ("type: ces\n    variant: ces2_agree7_mean", "type: csat\n    variant: csat5_top2", "type: nps\n    variant: nps_0_10",
                    "type: share\n    definition: Right the first time, divided by all\n    direction: higher_better\n    unit: percent",
                    "type: duration\n    definition: Median of the days from start to end\n    direction: lower_better\n    unit: days")[n % 5]
            family = ("perception", "perception", "perception", "behaviour", "operational")[n % 5]
            base, target = ((5.0, 6.0), (60, 80), (20, 40), (80, 95), (9, 5))[n % 5]
            touchpoints = ", ".join(f"touchpoint-{(n * 10 + step) % self.touchpoints:04}" for step in (0, 1, 2, 3))
            name = f"Customers who reached their goal, measure {n}" if n % 5 == 3 else f"{VERBS[n % 10]} without trouble, measure {n}"
            lines.append(f"  - id: kpi-{n:03}\n    name: {name}\n    {kind}\n    family: {family}\n"
                         + (f"    question: How easy was it, {n}?\n    trigger: transactional\n" if n % 5 < 3 else "")
                         + f"    touchpoints: [{touchpoints}]\n    owner: {self.person(n)}\n    bonus: none\n    baseline: {{period: 2023-Q4, value: {base}}}\n"
                         f"    target: {{by: 2027-Q4, value: {target}, tolerance: {abs(target - base) / 10:g}}}\n    smallest_change: 1\n    minimum_n: 50")
        return "\n".join(lines) + "\n"

    def measurements(self, quarter: int, period: str) -> str:
        """A value of every indicator, near its target at last."""
        lines = [f"kind: measurements\nperiod: {period}\nmeasurements:"]
        for n in range(self.kpis):
            answers = 300 + self.draw.randint(0, 400)
            done = 0.6 + 0.4 * quarter / len(QUARTERS) + self.draw.uniform(-0.03, 0.03)
            base, target, variance = ((5.0, 6.0, 1.8), (60, 80, 1900), (20, 40, 6200), (80, 95, 900), (9, 5, 30))[n % 5]
            value = round(base + (target - base) * min(done, 1.0), 2)
            margin = round(2 * (variance / answers) ** 0.5, 2)
            more = f", invited: {answers * 4}, no_answer: {self.draw.randint(0, 30)}" if n % 5 < 3 else ", extra: {p90: 21.5, open: 12}" if n % 5 == 4 else ""
            lines.append(f"  - {{kpi: kpi-{n:03}, value: {value}, n: {answers}, interval: [{round(value - margin, 2)}, {round(value + margin, 2)}], "
                         f"variance: {variance}{more}, source: Quarterly pack of {period}}}")
        return "\n".join(lines) + "\n"

    def improvement_cards(self, first: int, last: int) -> str:
        """Initiatives, most of them closed and evaluated."""
        lines = ["kind: initiatives\ninitiatives:"]
        for n in range(first, last):
            start = date(2024, 1, 10) + timedelta(days=self.draw.randint(0, 900))
            late = start > date(2026, 3, 1)
            end = date(2027, 3, 1) if late else start + timedelta(days=180)
            quarter = f"{end.year}-Q{(end.month + 2) // 3}"
            lines.append(
                f"  - id: initiative-{n:04}\n    title: Shorter way number {n}\n    signals: [{{source: Survey, text: It takes too long}}]\n"
                f"    touchpoints: [touchpoint-{n * 2 % self.touchpoints:04}]\n    practices: [S4.P1]\n    goals: [goal-{n % 8}]\n"
                f"    problems: [problem-{n * 10 % self.touchpoints:04}]\n    cause: The case waits between two teams\n    causes: [cause-{n % 40}]\n    affected: Every second customer of the stage\n"
                f"    expects: [{{kpi: kpi-{n % self.kpis:03}, change: {self.draw.randint(1, 5)}, by: {quarter}}}]\n    owner: {self.person(n)}\n    start: {start}\n"
                f"    end: {end}\n    cost: {self.draw.randint(5, 90) * 1000}\n    pilot: {{done: true, result: Two teams were faster}}\n    first_step: Sit with the two teams\n"
                + ("    status: in_progress" if late else f"    status: done\n    evaluation: {{period: {quarter}, change: {self.draw.randint(1, 4)}, text: Kept}}"))
        return "\n".join(lines) + "\n"

    def minutes(self, number: int, year: int, quarter: int) -> str:
        """Decisions of a quarter; the last quarter's are open, older ones done and verified."""
        lines = [f"kind: decisions\nperiod: {year}-Q{quarter}\ndecisions:"]
        after = f"{year + (quarter == 4)}-Q{quarter % 4 + 1}"
        for n in range(self.decisions):
            about = ("kpi: kpi-{:03}", "touchpoint: touchpoint-{:04}", "initiative: initiative-{:04}")[n % 3].format(
                (number * self.decisions + n) % (self.kpis, self.touchpoints, self.initiatives)[n % 3])
            done = "" if number == len(QUARTERS) - 1 else f", status: done, closed: {year}-{quarter * 3:02}-25, verified: {after}, effect: yes, result: Faster than before"
            lines.append(f"  - {{id: D-{number:02}-{n:03}, about: {{{about}}}, decision: act, text: Shorten the way number {n}, options: [Leave it, Shorten it], "
                         f"owner: {self.person(n + number)}, due: {2027 if number == len(QUARTERS) - 1 else year}-{quarter * 3:02}-20{done}}}")
        return "\n".join(lines) + "\n"

    def voices(self, number: int, year: int, quarter: int) -> str:
        """Feedback of a quarter, answered within a day or two."""
        lines = ["kind: feedback\nitems:"]
        for n in range(self.feedback):
            day = date(year, quarter * 3 - 2, 1) + timedelta(days=self.draw.randint(0, 80))
            at_risk = n % 5 == 0
            lines.append(f"  - {{id: F-{number:02}-{n:04}, received: {day}, contacted: {day + timedelta(days=1)}, closed: {day + timedelta(days=3)}, "
                         f"outcome: Solved on the phone, cause: cause-{n % 40}, at_risk: {str(at_risk).lower()}, customer: C-{number * self.feedback + n}, consent: true, "
                         f"touchpoint: touchpoint-{self.draw.randrange(self.touchpoints):04}, channel: {CHANNELS[n % 5]}, owner: {self.person(n)}}}")
        return "\n".join(lines) + "\n"

    def expected(self) -> str:
        """The catalogue of expectations."""
        lines = ["kind: expectations\nexpectations:"]
        lines += [f"  - {{id: E-{n:03}, text: Tell me before I have to ask, source: Interviews of spring, segment: Private customers, date: 2026-0{n % 9 + 1}-10, touchpoints: "
                  f"[touchpoint-{n * 5 % self.touchpoints:04}]}}" for n in range(self.expectations)]
        return "\n".join(lines) + "\n"

    def grievances(self, number: int, year: int, quarter: int) -> str:
        """Complaints of a quarter, answered in time."""
        lines = ["kind: complaints\ncomplaints:"]
        for n in range(self.complaints):
            day = date(year, quarter * 3 - 2, 1) + timedelta(days=self.draw.randint(0, 75))
            lines.append(f"  - {{id: R-{number:02}-{n:03}, received: {day}, answered: {day + timedelta(days=self.draw.randint(2, 12))}, cause: cause-{n % 40}, "
                         f"upheld: {str(n % 3 == 0).lower()}, touchpoint: touchpoint-{self.draw.randrange(self.touchpoints):04}, owner: {self.person(n + 2)}}}")
        return "\n".join(lines) + "\n"

    def registers(self) -> dict[str, str]:
        """Meetings of every quarter and trainings of every function."""
        members = ", ".join(self.person(n) for n in range(4))
        held = [f"  - {{date: {year}-{quarter * 3:02}-22, attended: [{members}], decisions: [D-{number:02}-000, D-{number:02}-001]}}"
                for number, (year, quarter) in enumerate(QUARTERS)]
        trained = [f"  - {{id: T-{n:02}, title: What customers live through, functions: [{name}], date: 2026-05-1{n % 10}, participants: 20}}"
                   for n, name in enumerate(FUNCTIONS)]
        return {"meetings.yaml": "\n".join(["kind: meetings\nmeetings:", *held]) + "\n",
                "trainings.yaml": "\n".join(["kind: trainings\ntrainings:", *trained]) + "\n"}

    def assessment(self, year: int, quarter: int, rater: str, status: str) -> str:
        """Answers of one rater, with evidence."""
        lines = ["kind: assessment\nframework: cem-cycle\nframework_version: 1.0.0", f"period: {year}-Q{quarter}\nrater: {rater}\nstatus: {status}",
                 f"date: {year}-{quarter * 3:02}-20\nanswers:"]
        lines += [f"  S{stage}.P{practice}: {{level: {self.draw.choice((2, 3))}, evidence: [{{ref: E-{practice:03}, title: Minutes of the council, "
                  f"date: {year}-{quarter * 3:02}-05}}]}}" for stage, size in enumerate(SIZES, 1) for practice in range(1, size + 1)]
        return "\n".join(lines) + "\n"


def main(folder: Path, share: float = 1.0) -> None:
    """Writes the folder."""
    made = Programme(share)
    texts = {"organisation.yaml": made.organisation(), "kpis.yaml": made.indicators(), "expectations.yaml": made.expected(), **made.registers()}
    for number, first in enumerate(range(0, made.touchpoints, 100)):
        texts[f"journeys/journey-{number:02}.yaml"] = made.journey(number, first, min(first + 100, made.touchpoints))
    for number, first in enumerate(range(0, made.initiatives, 100)):
        texts[f"initiatives/initiatives-{number:02}.yaml"] = made.improvement_cards(first, min(first + 100, made.initiatives))
    for number, (year, quarter) in enumerate(QUARTERS):
        place = f"{year}-Q{quarter}"
        texts[f"{place}/measurements.yaml"] = made.measurements(number, place)
        texts[f"{place}/decisions.yaml"] = made.minutes(number, year, quarter)
        texts[f"{place}/feedback.yaml"] = made.voices(number, year, quarter)
        texts[f"{place}/complaints.yaml"] = made.grievances(number, year, quarter)
        texts[f"{place}/assessments/agreed.yaml"] = made.assessment(year, quarter, made.person(0), "agreed")
        for n in range(1, made.raters):
            texts[f"{place}/assessments/{made.person(n)}.yaml"] = made.assessment(year, quarter, made.person(n), "individual")
        texts[f"{place}/narrative/summary.en.md"] = f"The programme is on its way in {place}. Nobody has to be asked twice.\n"
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
