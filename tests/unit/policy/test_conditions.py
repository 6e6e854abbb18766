"""Conditions are typed, answered, remembered, and their failures are told."""

from __future__ import annotations

import pytest

from balise.policy.conditions import OBLIGATION_FACTS, RULE_FACTS, ConditionError, compile_condition, evaluate


@pytest.mark.parametrize(
    ("expression", "facts", "answer"),
    [
        ('voice == "official"', {"voice": "official", "network": ""}, True),
        ('voice == "official"', {"voice": "visitor", "network": ""}, False),
        ('network in ["x", "mastodon"]', {"voice": "personal", "network": "x"}, True),
        ('"hate" in categories', {"voice": "", "network": "", "categories": ["insult", "hate"]}, True),
        ('categories.exists(c, c == "a")', {"voice": "", "network": "", "categories": ()}, False),
        ("true", {}, True),
    ],
)
def test_answers(expression: str, facts: dict[str, str], answer: bool) -> None:
    assert evaluate(expression, facts) is answer
    assert evaluate(expression, facts) is answer


@pytest.mark.parametrize(
    ("expression", "facts", "piece"),
    [
        ("voice ==", RULE_FACTS, "Syntax error"),
        ("voice", RULE_FACTS, "not a yes or no"),
        ("voice == 1", RULE_FACTS, "no matching overload"),
        ("size(categories) > 0", RULE_FACTS, "categories"),
        ("speaker == 'a'", OBLIGATION_FACTS, "speaker"),
    ],
)
def test_refused_when_compiled(expression: str, facts: tuple[str, ...], piece: str) -> None:
    with pytest.raises(ConditionError, match=piece):
        compile_condition(expression, facts)


@pytest.mark.parametrize("expression", ['categories[4] == "a"', "1 / size(categories) == 1"])
def test_a_failure_while_running_is_an_error_not_an_answer(expression: str) -> None:
    compile_condition(expression)
    with pytest.raises(ConditionError, match="no answer"):
        evaluate(expression, {"voice": "personal", "network": "", "categories": []})


def test_order_of_categories_does_not_matter() -> None:
    facts = [{"voice": "", "network": "", "categories": names} for names in (["b", "a"], ["a", "b"])]
    assert [evaluate('categories[0] == "a"', one) for one in facts] == [True, True]
