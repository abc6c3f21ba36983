"""The versions of a call's form: what stood there when an application was handed in."""

from __future__ import annotations

from typing import Any

from grants import rules
from grants.models import Call, FormVersion, Question, Section
from portal import actor as actors
from portal import clock
from portal.prepared import Prepared
from portal.translated import LANGUAGES

_NEWEST = Prepared(lambda call: FormVersion.objects.filter(call=call).defer("content").order_by("-number")[:1], int)


def keep_version(call: Call) -> None:
    """Keep the form as it stands, if it isn't as it was last kept. Under the call's lock. Three queries at most."""
    content = rules.canonical(form_of(call))
    last = call.form_versions.order_by("-number").first()
    if last is not None and last.sha256 == rules.digest(content):
        return
    FormVersion.objects.create(
        call=call,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=rules.digest(content),
        made_at=clock.now(),
        made_by_id=actors.current().user_id,
    )


def form_of(call: Call) -> dict[str, Any]:
    """Sections and questions as they stand, in three languages."""
    sections = {section.pk: section for section in call.sections.all()}
    return {
        "questions": [
            {
                "key": one.key,
                "kind": one.kind,
                "section": _texts(sections[one.section_id]) if one.section_id else None,
                **_texts(one),
                "required": one.required,
                "options": one.options,
                "columns": one.columns,
            }
            for one in call.questions.all()
        ]
    }


def _texts(row: Question | Section) -> dict[str, dict[str, str]]:
    return {name: {tongue: getattr(row, f"{name}_{tongue}") for tongue in LANGUAGES} for name in ("label", "help")}


def newest_version(call: Call) -> FormVersion:
    """The form as it stands now; it is kept first where nobody has done so."""
    # Its content is as long as the form; here only its number is asked.
    found = _NEWEST.rows(call.pk)
    if not found:
        keep_version(call)
        found = _NEWEST.rows(call.pk)
    return found[0]
