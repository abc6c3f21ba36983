"""What was handed in: the application and its completions exactly as they came, with receipts and attachments."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants import queries, rules
from grants.enums import QuestionKind
from grants.models import Submission
from grants.services.dossier.parts import File, Item, Matter, Theme, attached, facts, moment, said
from portal.files.models import StoredFile


def _count(matter: Matter) -> int:
    return matter.application.submissions.count()


def _items(matter: Matter) -> Iterator[Item]:
    receipts = {file.name: file for file in queries.sealed_files(matter.application)}
    prefix = matter.application.case_number.replace("/", "-")
    for submission in queries.submissions(matter.application):
        yield _item(submission, receipts.get(f"{prefix}-{submission.number}.pdf"), matter.language)


def _item(submission: Submission, receipt: StoredFile | None, language: str) -> Item:
    folder, at = str(submission.number), submission.received_at
    answers = submission.shown(language)
    kinds = [row["kind"] for row in submission.answers()]
    files, missing = attached([file for row in answers for file in row["files"]], f"{folder}/liitteet")
    exact = File(
        f"{folder}/sisalto.json", _("The content, exactly as it was handed in"), at, submission.content.encode()
    )
    proof = [File(f"{folder}/kuitti.pdf", receipt.name, receipt.created_at, receipt)] if receipt else []
    return Item(
        _("Application")
        if submission.completion_id is None
        else _("Completion %(number)d") % {"number": submission.number - 1},
        at,
        facts(
            said("number", _("Number"), submission.number),
            moment("received_at", _("Received"), at),
            said("first_signature", _("First signature"), submission.signed_first),
            said("submitted_by", _("Handed in by"), submission.signed_by),
            said("sha256", _("SHA-256"), submission.sha256),
            # For machines the answers stand in the exact content.
            *(
                said(f"answer_{number}", row["label"], _told(row["text"], kind))
                for number, (row, kind) in enumerate(zip(answers, kinds, strict=True), 1)
            ),
            missing,
        ),
        [exact, *proof, *files],
    )


def _told(text: str, kind: str) -> str:
    # The number stands whole in the exact content alone.
    return rules.masked("".join(text.split())) if kind == QuestionKind.BANK_ACCOUNT else text


THEMES = (Theme("hakemus", gettext_lazy("What was handed in"), _count, _items),)
