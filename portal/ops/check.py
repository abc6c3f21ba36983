"""All checks and tests: `make test`. Stops at the first failure; pytest comes last and has the last word.

Checks that need Chromium, Java with vnu, or gettext are left out and named where these are missing; with CI=true
that is a failure instead, save for what lies beside the tree on some machines only. `--format` formats instead of
checking (`make format`).
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from portal.ops import tools

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
FOLDERS = ("portal", "associations", "grants", "tests", "bench")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"


class Failed(Exception):
    """A check failed; its output has been printed."""


def run(heading: str, command: Sequence[str], **environment: str) -> None:
    """Run one check under its heading. Raises :class:`Failed`."""
    print(f"\n== {heading}", flush=True)
    if subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode:  # noqa: S603
        raise Failed(heading)


def templates() -> list[str]:
    """Every HTML template, as djade wants each named."""
    folders = [ROOT / "templates", *(ROOT / name for name in FOLDERS)]
    return sorted(str(path.relative_to(ROOT)) for folder in folders for path in folder.rglob("*.html"))


def typed() -> list[str]:
    """What mypy looks at: folders without any module are an error to it."""
    return [name for name in FOLDERS if any((ROOT / name).rglob("*.py"))] + ["manage.py"]


def production() -> Mapping[str, str]:
    """Settings with which production is checked; nothing is reached."""
    database = "postgresql://{}@/portal?host=/nonexistent"
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "portal.example.invalid",
        "PORTAL_URL": "https://portal.example.invalid",
        "DATABASE_URL": database.format("portal_app"),
        "DATABASE_OWNER_URL": database.format("portal_owner"),
    }


def left_out() -> list[tuple[str, str, str | None]]:
    """What is missing on this machine, what that leaves out, and the marker of the tests that are left out."""
    return [(program, checks, marker) for program, checks, marker, find in tools.NEEDED if find() is None]


def not_beside() -> list[tuple[str, str, str | None]]:
    """The same of what lies beside the tree on some machines only: no CI can be asked to have it."""
    return [(what, checks, marker) for what, checks, marker, find in tools.BESIDE if find() is None]


def check_all(missing: Sequence[tuple[str, str, str | None]]) -> None:
    """Everything before pytest. Raises :class:`Failed`."""
    run("Format (ruff format)", [PYTHON, "-m", "ruff", "format", "--check", "."])
    run("Lint (ruff check)", [PYTHON, "-m", "ruff", "check", "."])
    pages = templates()
    if pages:
        run("Template format (djade)", [str(BIN / "djade"), "--target-version", "5.2", "--check", *pages])
        run("Template lint (djlint)", [PYTHON, "-m", "djlint", "--lint", "--quiet", *pages])
    run("Import floors (import-linter)", [PYTHON, "-c", LINT_IMPORTS])
    run("Strict types (mypy)", [PYTHON, "-m", "mypy", *typed()])
    manage = [PYTHON, "-W", "ignore::RuntimeWarning", "manage.py"]
    run(
        "Migrations (makemigrations --check)",
        [*manage, "makemigrations", "--check", "--dry-run"],
        **production(),
    )
    run(
        "Production settings (check --deploy)",
        [*manage, "check", "--deploy", "--fail-level", "WARNING"],
        **production(),
    )
    if not any(program == "gettext" for program, _, _ in missing):
        run("Translations", [PYTHON, "-m", "portal.ops.messages", "check"])
    run("Translations compiled", [PYTHON, "-m", "portal.ops.messages", "compile"])


def format_all() -> None:
    """Format code and templates in place. Raises :class:`Failed`."""
    run("Format", [PYTHON, "-m", "ruff", "format", "."])
    run("Lint, with what can be mended mended", [PYTHON, "-m", "ruff", "check", "--fix", "."])
    pages = templates()
    if pages:
        print("\n== Templates", flush=True)
        # djade ends with 1 when it has changed a file.
        subprocess.run([str(BIN / "djade"), "--target-version", "5.2", *pages], cwd=ROOT, check=False)  # noqa: S603


def test(missing: Sequence[tuple[str, str, str | None]]) -> None:
    """Become pytest, so that its closing line is the last one."""
    print("\n== Tests (pytest)", flush=True)
    # Tests in the browser take a hundred times as long as others: who is done takes over what still waits elsewhere.
    command = [PYTHON, "-m", "pytest", "-n", "logical", "--maxprocesses", "4", "--dist", "worksteal"]
    markers = [f"not {marker}" for _, _, marker in missing if marker]
    if markers:
        command += ["-m", " and ".join(markers)]
    for program, checks, _ in missing:
        print(f"Left out: {checks}, because {program} is missing.", flush=True)
    os.chdir(ROOT)
    os.execv(PYTHON, command)  # noqa: S606


def main() -> int:
    """Check and test everything. Returns the exit code when it doesn't come to pytest."""
    if sys.argv[1:] == ["--format"]:
        format_all()
        return 0
    missing = left_out()
    if missing and os.environ.get("CI") == "true":
        for program, checks, _ in missing:
            print(f"{program} is missing, and CI leaves nothing out: {checks}.", file=sys.stderr)
        return 1
    check_all(missing)
    test([*missing, *not_beside()])
    return 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        sys.exit(f"\nFAILED: {failure}")
