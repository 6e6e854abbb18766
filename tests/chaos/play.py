"""The whole play: stage, load, kills, judgement."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.chaos.house import House
from tests.chaos.people import Notes, Team


@dataclass
class Outcome:
    """What came of it."""

    violations: list[str]
    kills: dict[str, int]
    lost: int  # answers that never came
    acknowledged: dict[str, int]
    facts: dict[str, int] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)


def play(
    folder: Path,
    *,
    seconds: float,
    webs: int,
    jobs: int,
    teams: int,
    pause: tuple[float, float],
    database: str = "",
    seed: int = 11,
) -> Outcome:
    """Work and kill for ``seconds``; ``pause`` is how long between two kills."""
    house, notes = House(folder, webs=webs, jobs=jobs, database=database), Notes()
    try:
        sessions = json.loads(house.run("tests.chaos.staging", str(teams)).splitlines()[-1])
        house.open()
        until = time.monotonic() + seconds
        workers = [
            threading.Thread(target=Team(house, notes, team, random=Random(seed + at), until=until).work)
            for at, team in enumerate(sessions)
        ]
        for worker in workers:
            worker.start()
        house.haunt(until=until, pause=pause, random=Random(seed))
        for worker in workers:
            worker.join(120)
        judged = json.loads(house.run("tests.chaos.judging", said=json.dumps(notes.acknowledged)).splitlines()[-1])
    finally:
        house.close()
    counts = dict.fromkeys(("create", "submit", "approve", "record_address"), 0)
    for action, _ in notes.acknowledged:
        counts[action] += 1
    return Outcome(judged["violations"], dict(house.kills), notes.lost, counts, judged["facts"], notes.odd)
