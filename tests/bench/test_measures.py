"""What a bench prints."""

import json

from bench.measures import Measure, table, verdict


def measure(value: float = 7.2, bound: float | None = 10, metric: str = "x_floor", rows: int = 50_000) -> Measure:
    return Measure("pages", "directory", "public", rows, metric, value, bound, "ratio")


def test_line_is_the_json_that_the_issue_asks_for() -> None:
    assert json.loads(measure().line()) == {
        "bench": "pages",
        "case": "directory",
        "audience": "public",
        "rows": 50_000,
        "metric": "x_floor",
        "value": 7.2,
        "bound": 10,
        "unit": "ratio",
    }


def test_bound_itself_is_good() -> None:
    assert not measure(10, 10).exceeded
    assert measure(10.01, 10).exceeded


def test_value_without_bound_is_never_too_much() -> None:
    assert not measure(1_000_000, None).exceeded


def test_table_has_a_line_for_each_case_and_size_and_marks_what_exceeds() -> None:
    lines = table([measure(rows=500), measure(12.5), measure(3, 8, "queries")]).splitlines()

    assert lines[0].split() == ["bench", "audience", "case", "rows", "x_floor", "queries"]
    assert [line.split() for line in lines[2:]] == [
        ["pages", "public", "directory", "500", "7.2"],
        ["pages", "public", "directory", "50000", "12.5", "!", "3"],
    ]


def test_verdict_names_what_exceeds() -> None:
    assert verdict([measure(), measure(1, None)]) == "All 1 bounds are kept."
    assert verdict([measure(), measure(12.5)]).splitlines() == [
        "1 of 2 bounds are exceeded:",
        "! directory (public, 50000 rows): x_floor is 12.5, the bound 10",
    ]
