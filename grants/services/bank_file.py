"""The file for the bank: ISO 20022 pain.001.001.09, valid by its schema and the same however often it is made."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from django.db import transaction
from sepaxml import SepaTransfer
from sepaxml.validation import try_valid_xml

from grants import rules
from grants.enums import BatchState
from grants.models import Batch, BatchLine, Payer
from grants.services.batches import lines_of
from portal import clock
from portal.files import services as files
from portal.journal import services as journal

SCHEMA = "pain.001.001.09"
NAMESPACE = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"


@transaction.atomic
def make_file(batch_id: int) -> None:
    """Make the file of an approved batch, once; nothing where it is there already or the batch has been cancelled."""
    batch = Batch.objects.select_for_update(of=("self",)).select_related("payer").get(pk=batch_id)
    if batch.state != BatchState.APPROVED or batch.file_id is not None:
        return
    name = f"{rules.message_id(batch.pk)}.xml"
    batch.file = files.store(content_of(batch, list(lines_of(batch))), name=name, kind="payments", parent=batch)
    batch.save(update_fields=["file"])
    journal.record("grants.batch_file_made", batch, details={"sha256": batch.file.sha256})


def content_of(batch: Batch, lines: Sequence[BatchLine]) -> bytes:
    """The file's bytes. No query where the lines have their parties.

    Raises sepaxml's ValidationError when it doesn't fit the schema, ValueError for a batch that isn't approved.
    """
    payer, approved_at, pay_on = batch.payer, batch.approved_at, batch.pay_on
    if payer is None or approved_at is None or pay_on is None:
        raise ValueError(f"{batch} isn't approved.")
    # Our own texts are clean already: the library would write a for ä.
    made = SepaTransfer(_debtor(payer), schema=SCHEMA, clean=False)
    for line in lines:
        made.add_payment(
            {
                "name": rules.bank_text(line.holder, rules.NAME_LENGTH),
                "IBAN": line.iban,
                "amount": line.amount_cents,
                "execution_date": pay_on,
                "description": _message(line),
                "endtoend_id": line.end_to_end_id,
            }
        )
    # Made a line above: nobody else's XML is read.
    root = ElementTree.fromstring(made.export(validate=False))  # noqa: S314
    # The library's identifiers and moment change with each making; ours say which file it is.
    number = rules.message_id(batch.pk)
    _set(root, "GrpHdr/MsgId", number)
    _set(root, "GrpHdr/CreDtTm", clock.local(approved_at).strftime("%Y-%m-%dT%H:%M:%S"))
    _set(root, "PmtInf/PmtInfId", f"{number}-1")
    if not payer.bic:
        # EPC132-08: a bank that is known by the account alone is written so.
        bank = _find(root, "PmtInf/DbtrAgt/FinInstnId")
        other = ElementTree.SubElement(bank, f"{{{NAMESPACE}}}Othr")
        ElementTree.SubElement(other, f"{{{NAMESPACE}}}Id").text = "NOTPROVIDED"
    ElementTree.register_namespace("", NAMESPACE)
    content: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    try_valid_xml(content, SCHEMA)
    return content


def _debtor(payer: Payer) -> dict[str, object]:
    found = {
        "name": rules.bank_text(payer.name, rules.NAME_LENGTH),
        "IBAN": payer.iban,
        "batch": True,
        "currency": "EUR",
    }
    return {**found, "BIC": payer.bic} if payer.bic else found


def _message(line: BatchLine) -> str:
    """What the association reads on its statement: which grant, which matter, which instalment."""
    award = line.instalment.payout.award
    told = f"{award.application.case_number} / {line.instalment.number} {award.call.title_fi}"
    return rules.bank_text(told, rules.TEXT_LENGTH)


def _find(root: ElementTree.Element, path: str) -> ElementTree.Element:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in ("CstmrCdtTrfInitn", *path.split("/")))
    found = root.find(steps)
    if found is None:
        raise ValueError(f"The file has no {path}.")
    return found


def _set(root: ElementTree.Element, path: str, text: str) -> None:
    _find(root, path).text = text
