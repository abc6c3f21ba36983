"""Why a whole sheet isn't read."""

from __future__ import annotations

MAX_ROWS = 100_000
MAX_COLUMNS = 60


class Problem(Exception):
    """The sheet as a whole can't be read; the message is a code (``associations.queries.imports.problem_sentence``)."""

    @property
    def code(self) -> str:
        """The code."""
        return str(self.args[0])
