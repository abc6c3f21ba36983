"""A run that goes on over midnight finds the same as one that doesn't."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
CLOCKS = {"today", "now"}


def test_no_test_reads_the_clock_while_tests_are_gathered():
    """What a module or a list of parameters computes of today is yesterday's when the test is run after midnight."""
    found = [
        f"{path.relative_to(HERE)}:{line}"
        for path in sorted(HERE.rglob("*.py"))
        for line in _read_at_once(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_the_clock_is_found_in_parameters_and_not_in_what_runs_later():
    read = "@parametrize('day', [clock.today()])\ndef test(day=datetime.now()):\n    clock.now()\n"
    assert sorted(_read_at_once(ast.parse(f"{read}LATER = lambda: clock.now()\nNOW = {{'at': clock.now()}}\n"))) == [
        1,
        2,
        5,
    ]


def _read_at_once(node: ast.AST) -> Iterator[int]:
    """The lines that read a clock when the module is imported: bodies of functions run later."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            given = [*child.args.defaults, *(value for value in child.args.kw_defaults if value is not None)]
            for part in (*child.decorator_list, *given):
                # Wrapped, so that the part itself is looked at too.
                yield from _read_at_once(ast.Expr(part))
            continue
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute) and child.func.attr in CLOCKS:
            yield child.lineno
        yield from _read_at_once(child)
