"""Questions with which every longer form ends: the account and the declaration."""

from __future__ import annotations

from typing import Any

from grants.enums import QuestionKind

ACCOUNT: dict[str, Any] = {
    "key": "account",
    "kind": QuestionKind.BANK_ACCOUNT,
    "label_fi": "Tili, jolle avustus maksetaan",
    "label_sv": "Konto som understödet betalas till",
    "label_en": "Account to which the grant is paid",
    "help_fi": "Yhdistyksen tiedoissa olevat tilit.",
    "help_sv": "Kontona i föreningens uppgifter.",
    "help_en": "The accounts in the association’s profile.",
}

FACTS: dict[str, Any] = {
    "key": "facts",
    "kind": QuestionKind.DECLARATION,
    "label_fi": "Vakuutamme, että hakemuksen tiedot ovat oikein",
    "label_sv": "Vi försäkrar att uppgifterna i ansökan är riktiga",
    "label_en": "We declare that the facts in the application are right",
    "help_fi": "Jos jokin muuttuu ennen päätöstä, kertokaa siitä valmistelijalle.",
    "help_sv": "Om något ändras före beslutet, berätta det för beredaren.",
    "help_en": "If something changes before the decision, tell the preparing officer.",
}
