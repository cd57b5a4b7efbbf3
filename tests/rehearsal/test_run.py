"""How a rehearsal is told, and when it is a success."""

import json

import pytest

from saleor_personal_shopper.rehearsal import run
from saleor_personal_shopper.rehearsal.__main__ import main
from saleor_personal_shopper.rehearsal.call import Call, NotHeld
from saleor_personal_shopper.rehearsal.run import Plan, rehearse
from saleor_personal_shopper.rehearsal.steps import LAST_STEPS, ORDER_STEPS
from saleor_personal_shopper.rehearsal.target import Login, Target

TARGET = Target(
    app_url="http://127.0.0.1:1",
    saleor_api_url="http://127.0.0.1:1/graphql/",
    channel="eu",
    shop_origin="",
    logins=(Login("a@example.com", "a"), Login("b@example.com", "b")),
    is_demo=True,
)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str]]:
    """Steps that only note who took them; the last breaks for the second call."""
    notes: list[tuple[int, str]] = []

    async def first(call: Call) -> None:
        notes.append((call.number, call.login.email))

    async def second(call: Call) -> None:
        if call.number == 2:
            raise NotHeld("the picture stood still")

    async def last(call: Call) -> None:
        notes.append((call.number, "last"))

    monkeypatch.setattr(run, "CALL_STEPS", [("first", first), ("second", second)])
    monkeypatch.setattr(run, "ORDER_STEPS", [])
    monkeypatch.setattr(run, "LAST_STEPS", [("last", last)])
    return notes


def plan(calls: int, *, as_json: bool = True) -> Plan:
    return Plan(calls=calls, seconds=0, place_order=True, as_json=as_json)


async def test_each_step_is_a_line_and_the_summary_the_last(
    taken: list[tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await rehearse(TARGET, plan(1))
    *steps, summary = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(step["call"], step["name"], step["ok"]) for step in steps] == [
        (1, "first", True),
        (1, "second", True),
        (1, "last", True),
    ]
    assert all(step["milliseconds"] >= 0 and "error" not in step for step in steps)
    assert (summary["name"], summary["ok"], summary["failed"]) == ("summary", True, 0)


async def test_a_broken_step_ends_its_call_alone_and_fails_the_whole(
    taken: list[tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert not await rehearse(TARGET, plan(3))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    broken = [line for line in lines if not line["ok"]]
    assert [(line["name"], line.get("error")) for line in broken] == [
        ("second", "NotHeld: the picture stood still"),
        ("summary", None),
    ]
    assert sorted(taken) == [
        (1, "a@example.com"),
        (1, "last"),
        (2, "b@example.com"),
        (3, "a@example.com"),
        (3, "last"),
    ]


async def test_people_read_sentences(
    taken: list[tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    await rehearse(TARGET, plan(2, as_json=False))
    printed = capsys.readouterr().out
    assert "FAILED   2  second" in printed
    assert "the picture stood still" in printed
    assert printed.splitlines()[-1].endswith("1 step failed.")


def test_no_order_is_placed_unless_asked() -> None:
    without = Plan(calls=1, seconds=0, place_order=False, as_json=False).steps
    assert not set(ORDER_STEPS) & set(without)
    assert without[-len(LAST_STEPS) :] == LAST_STEPS
    assert set(ORDER_STEPS) < set(plan(1).steps)


def test_without_a_target_there_is_a_sentence_and_exit_1(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--url", "http://127.0.0.1:1"]) == 1
    assert "start the demo" in capsys.readouterr().err


@pytest.mark.parametrize("calls", ["0", "-1", "many"])
def test_a_wrong_number_of_calls_is_refused(calls: str) -> None:
    with pytest.raises(SystemExit):
        main(["--calls", calls])
