from __future__ import annotations

from balise import Content, Screener, load_policy
from balise.screening.model import Reason
from balise.screening.reasons import REASONS, reason_in_words
from tests.evaluation.measure import read_cases


def test_every_reason_that_the_set_and_the_pack_give_has_its_words() -> None:
    policy = load_policy("opeq")
    contents = [Content(case.text, case.voice, reply_to=case.reply_to) for case in read_cases("development")]
    contents += [
        Content(example.text, example.voice, reply_to=example.reply_to)
        for clause in policy.clauses
        for text in clause.texts.values()
        for example in (*text.avoid, *text.fine)
    ]
    codes = {
        reason.code
        for verdict in Screener(policy).screen_many(contents)
        for finding in verdict.findings
        for reason in finding.reasons
    }
    assert codes
    assert not codes - set(REASONS)


def test_words() -> None:
    assert reason_in_words(Reason("matched", "hearsay"), "fr") == "repéré\u00a0: rumeur rapportée"
    assert reason_in_words(Reason("softened", "from-elsewhere"), "en") == "softened: from elsewhere"
