"""`make test`: what a machine lacks is named and left out, and under CI it fails."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

from portal.ops import check, tools

LACKING = [("Chromium", "browser tests", "browser"), ("gettext", "translations", None), ("Java", "validity", "vnu")]


def test_ci_leaves_nothing_out(monkeypatch, capsys):
    monkeypatch.setattr(check, "left_out", lambda: LACKING)
    monkeypatch.setattr(sys, "argv", ["check"])
    monkeypatch.setenv("CI", "true")
    assert check.main() == 1
    assert capsys.readouterr().err.count("is missing, and CI leaves nothing out") == len(LACKING)


def test_elsewhere_it_is_named_and_deselected(monkeypatch, capsys):
    became = []
    monkeypatch.setattr(os, "execv", lambda program, command: became.append(command))
    monkeypatch.chdir(check.ROOT)
    check.test(LACKING)
    assert became[0][-2:] == ["-m", "not browser and not vnu"]
    said = capsys.readouterr().out
    assert all(f"Left out: {checks}, because {program} is missing." in said for program, checks, _ in LACKING)


def test_a_full_machine_leaves_nothing_out(monkeypatch):
    became = []
    monkeypatch.setattr(os, "execv", lambda program, command: became.append(command))
    monkeypatch.chdir(check.ROOT)
    check.test([])
    assert "-m" not in became[0][3:]


def test_the_first_failure_ends_it(monkeypatch):
    ran = []

    def run(heading: str, command: list[str], **environment: str) -> None:
        ran.append(heading)
        if "Lint" in heading:
            raise check.Failed(heading)

    monkeypatch.setattr(check, "run", run)
    with pytest.raises(check.Failed):
        check.check_all([])
    assert ran == ["Format (ruff format)", "Lint (ruff check)"]


def test_vnu_needs_java_and_the_jar(monkeypatch, tmp_path):
    monkeypatch.setenv("VNU_JAR", str(tmp_path / "vnu.jar"))
    assert tools.vnu() is None
    (tmp_path / "vnu.jar").touch()
    monkeypatch.setattr(shutil, "which", lambda name: f"/somewhere/{name}")
    assert tools.vnu() == ["/somewhere/java", "-jar", str(tmp_path / "vnu.jar")]
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert tools.vnu() is None


def test_the_chromium_that_is_named_is_the_one(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    assert tools.chromium() is None
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert tools.chromium() == sys.executable


def test_what_lies_beside_the_tree_is_left_out_under_ci_too(monkeypatch, capsys):
    became = []
    monkeypatch.setattr(os, "execv", lambda program, command: became.append(command))
    monkeypatch.setattr(check, "left_out", list)
    monkeypatch.setattr(check, "check_all", lambda missing: None)
    monkeypatch.setattr(tools, "BESIDE", [("../shared", "the check of open data", "giving_schemas", lambda: None)])
    monkeypatch.setattr(sys, "argv", ["check"])
    monkeypatch.setenv("CI", "true")
    monkeypatch.chdir(check.ROOT)
    check.main()
    assert became[0][-2:] == ["-m", "not giving_schemas"]
    assert "Left out: the check of open data, because ../shared is missing." in capsys.readouterr().out
