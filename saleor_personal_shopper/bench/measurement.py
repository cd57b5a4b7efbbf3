"""One measured figure beside its baseline, as JSON or as a line for people."""

import json
from dataclasses import dataclass

_DIGITS = 4
"""Significant ones; more would claim a precision that no shared machine has."""


@dataclass(frozen=True)
class Measurement:
    """`value` is ours and `baseline` what it is compared with, both in `unit`."""

    name: str
    value: float
    unit: str
    baseline: float

    @property
    def ratio(self) -> float:
        """Ours divided by the baseline; for a cost, less than 1 is better."""
        return self.value / self.baseline

    def as_json(self) -> str:
        """One object."""
        return json.dumps(
            {
                "name": self.name,
                "value": rounded(self.value),
                "unit": self.unit,
                "baseline": rounded(self.baseline),
                "ratio": rounded(self.ratio),
            }
        )

    def as_text(self) -> str:
        """One line of the table under `HEADING`."""
        return (
            f"{self.name:<26} {rounded(self.value):>10g} {rounded(self.baseline):>10g} "
            f"{rounded(self.ratio):>10g}  {self.unit}"
        )


HEADING = f"{'measurement':<26} {'ours':>10} {'baseline':>10} {'ratio':>10}  unit"


def rounded(value: float) -> float:
    """To as many digits as are meant."""
    return float(f"{value:.{_DIGITS}g}")
