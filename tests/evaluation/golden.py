"""The golden file: 300 verdicts read by a person. ``python -m tests.evaluation.golden`` writes them again.

After a change of the engine, write it again and read the difference: every line that changes is a decision that
changes for somebody.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from balise import Content, Screener, Verdict, load_policy
from tests.evaluation.measure import Case, read_cases

HERE = Path(__file__).parent
COUNT = 300


def golden_line(verdict: Verdict) -> str:
    """What is kept of a verdict: the decision, and each finding's clause, category, detector and words."""
    content = verdict.content
    kept = {
        "text": content.text,
        "voice": str(content.voice),
        **({"reply_to": content.reply_to} if content.reply_to else {}),
        "decision": verdict.decision.word,
        "findings": [
            [finding.clause, finding.category, finding.detector, finding.matched] for finding in verdict.findings
        ],
        "obligations": [f"{obligation.kind} {obligation.by}" for obligation in verdict.obligations],
    }
    return json.dumps(kept, ensure_ascii=False)


def chosen() -> list[Case]:
    """300 texts of the development half, spread over what they are about, always the same."""
    groups: dict[str, list[Case]] = {}
    for case in read_cases("development"):
        groups.setdefault(case.focus, []).append(case)
    for cases in groups.values():
        cases.sort(key=lambda case: hashlib.sha256(case.text.encode()).hexdigest())
    picked: list[Case] = []
    turn = 0
    while len(picked) < COUNT:
        for focus in sorted(groups):
            if turn < len(groups[focus]) and len(picked) < COUNT:
                picked.append(groups[focus][turn])
        turn += 1
    return picked


def main() -> int:
    """Write golden.jsonl."""
    screener = Screener(load_policy("opeq"), sentences=False)
    lines = [golden_line(screener.screen(Content(case.text, case.voice, reply_to=case.reply_to))) for case in chosen()]
    (HERE / "golden.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
