"""The floors break under a deliberate upward import, also one that hides inside a function."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the house to break."""
    for name in ("portal", "associations", "grants"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.typ"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _lint(tree: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_house_as_it_stands_keeps_its_floors(tree: Path):
    done = _lint(tree)
    assert (done.returncode, done.stdout.count("KEPT"), done.stdout.count("BROKEN")) == (0, 3, 0)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("portal/policy.py", "\nfrom associations import models\n"),
        ("portal/policy.py", "\ndef _hidden():\n    from grants.services import deciding\n    return deciding\n"),
        ("associations/queries/people.py", "\nfrom grants.models import Award\n"),
        ("associations/rules.py", "\ndef _hidden():\n    from associations import services\n    return services\n"),
        ("grants/services/applying.py", "\nfrom grants import tasks\n"),
        ("portal/outbox/rules.py", "\nfrom portal.jobs import models\n"),
    ],
)
def test_an_upward_import_breaks_them(module: str, line: str, tree: Path):
    with (tree / module).open("a") as file:
        file.write(line)
    done = _lint(tree)
    assert done.returncode == 1
    assert done.stdout.count("BROKEN") >= 1
