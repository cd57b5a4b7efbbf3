"""F01: a Saleor that keeps failing is left alone, and tried again after half a minute."""

from __future__ import annotations

from saleor_personal_shopper.saleor.breaker import CircuitBreaker


def failing(breaker: CircuitBreaker, *, times: int, at: float, lasting: float = 0.0) -> None:
    for number in range(times):
        breaker.failed(at + number * lasting, at + (number + 1) * lasting)


def test_five_failures_in_a_row_open_it() -> None:
    breaker = CircuitBreaker()
    failing(breaker, times=4, at=100.0)
    assert breaker.allows(100.0)
    failing(breaker, times=1, at=100.0)
    assert not breaker.allows(100.0)


def test_two_slow_failures_open_it_within_ten_seconds() -> None:
    breaker = CircuitBreaker()
    failing(breaker, times=2, at=100.0, lasting=5.0)
    assert not breaker.allows(110.0)


def test_one_failure_however_slow_does_not_open_it() -> None:
    breaker = CircuitBreaker()
    failing(breaker, times=1, at=100.0, lasting=10.0)
    assert breaker.allows(110.0)


def test_a_success_forgets_earlier_failures() -> None:
    breaker = CircuitBreaker()
    failing(breaker, times=4, at=100.0)
    breaker.succeeded()
    failing(breaker, times=4, at=101.0)
    assert breaker.allows(101.0)


def test_half_open_lets_one_try_through() -> None:
    breaker = CircuitBreaker()
    failing(breaker, times=5, at=100.0)
    assert not breaker.allows(129.9)
    assert breaker.allows(130.0)
    assert not breaker.allows(130.0)


def test_the_outcome_of_the_try_decides() -> None:
    closed, opened = CircuitBreaker(), CircuitBreaker()
    for breaker in (closed, opened):
        failing(breaker, times=5, at=100.0)
        assert breaker.allows(130.0)
    closed.succeeded()
    opened.failed(130.0, 131.0)
    assert closed.allows(131.0)
    assert not opened.allows(160.9)
    assert opened.allows(161.0)


def test_it_rests_as_long_as_saleor_asks() -> None:
    breaker = CircuitBreaker()
    breaker.rest(145.0)
    assert not breaker.allows(144.9)
    assert breaker.allows(145.0)
