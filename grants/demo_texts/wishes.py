"""How an invented application is written down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """What an association applied for, in its own language.

    ``award`` is the sum in euros that was given where it isn't the sum applied for; ``refused`` the reasons, in the
    language of the application, where nothing was given.
    """

    association: str
    purpose: str
    plan: str
    euros: int
    award: int | None = None
    refused: str = ""
    language: str = "fi"

    @property
    def given(self) -> int:
        """The award in euros, 0 where nothing was given."""
        if self.refused:
            return 0
        return self.euros if self.award is None else self.award
