"""Translations: what is compiled, and what the check finds missing."""

from __future__ import annotations

import gettext
from pathlib import Path

from portal.ops import messages

HEAD = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""


def write(locale: Path, language: str, *entries: str) -> Path:
    path = locale / language / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEAD, *entries]))
    return path


def entry(text: str, translation: str) -> str:
    return f'msgid "{text}"\nmsgstr "{translation}"\n'


def test_compiles_what_is_newer_and_leaves_out_what_is_unsure(tmp_path):
    plural = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "päivä"\nmsgstr[1] "päivää"\n'
    source = write(tmp_path, "fi", entry("day", "päivä"), plural, "#, fuzzy\n" + entry("week", "kuu"))
    assert messages.compile_all(tmp_path) == 1
    assert messages.compile_all(tmp_path) == 0
    with source.with_suffix(".mo").open("rb") as compiled:
        found = gettext.GNUTranslations(compiled)
    assert found.gettext("day") == "päivä"
    assert found.ngettext("%(n)s day", "%(n)s days", 2) == "päivää"
    assert found.gettext("week") == "week"
    assert [path.name for path in source.parent.iterdir() if path.suffix == ".tmp"] == []


def test_names_what_is_missing_unsure_or_unused(tmp_path):
    ours, gathered = tmp_path / "ours", tmp_path / "gathered"
    for language in messages.LANGUAGES:
        write(gathered, language, entry("one", ""), entry("two", ""), entry("three", ""))
    write(ours, "fi", entry("one", "yksi"), entry("two", ""), "#, fuzzy\n" + entry("three", "neljä"))
    write(ours, "sv", entry("one", "ett"), entry("two", "två"), entry("three", "tre"), entry("four", "fyra"))
    assert messages.problems(ours, gathered) == [
        "fi: missing: two",
        "fi: unsure (fuzzy): three",
        "sv: not used: four",
    ]


def test_a_plural_needs_all_its_forms(tmp_path):
    ours, gathered = tmp_path / "ours", tmp_path / "gathered"
    half = 'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "päivä"\nmsgstr[1] ""\n'
    for language in messages.LANGUAGES:
        write(ours, language, half)
        write(gathered, language, half.replace("päivä", ""))
    assert messages.problems(ours, gathered) == ["fi: missing: %(n)s day", "sv: missing: %(n)s day"]
