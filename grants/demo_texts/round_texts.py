"""What the matters of a round have in common: answers that all give alike, and the officers' reasons on points."""

from __future__ import annotations

from typing import Any

ANSWERS: dict[str, Any] = {
    "emphases": ["participation", "mental_wellbeing"],
    "type": "pilot",
    "evaluation": "Laskemme kävijät, kysymme heiltä palautetta ja kerromme selvityksessä myös, mikä ei onnistunut.",
    "facts": "yes",
}

# From few points to many, for any criterion.
ON_MARKS: tuple[tuple[str, ...], ...] = (
    (
        "Hakemuksessa ei kerrota, miten tämä toteutuu.",
        "Kuvaus jää yleiselle tasolle, eikä ohjeen mukaisia seikkoja mainita.",
        "Ohjeen alin taso: hyöty jää hakijalle itselleen.",
    ),
    (
        "Perusteltu, mutta osa ohjeessa mainituista seikoista puuttuu.",
        "Tavoite on selvä, toteutus on vielä osin avoin.",
        "Kohtalainen: täyttää ohjeen keskitason.",
    ),
    (
        "Selkeä ja konkreettinen, täyttää ohjeen ylimmän tason.",
        "Hyvin perusteltu, ja hakijalla on tästä näyttöä.",
        "Vahva: suunnitelma, luvut ja vastuut on kerrottu.",
    ),
)

# Of a report on the way, by language.
INTERIM = {
    "fi": (
        "Toiminta on käynnissä suunnitelman mukaan, ja kevään kausi on pidetty.",
        "Mukaan on tullut uusia osallistujia.",
        "Toiminta eteni kevään aikana suunnitelman mukaan.",
    ),
    "sv": (
        "Verksamheten pågår enligt planen, och vårens säsong är genomförd.",
        "Nya deltagare har kommit med.",
        "Verksamheten framskred enligt planen under våren.",
    ),
}

# Of a report whose grant was less than the sum applied for.
SMALLER = {
    "fi": "Avustus oli haettua pienempi, joten yhdistys käytti enemmän omaa rahaa.",
    "sv": "Understödet var mindre än det vi sökte, så föreningen använde mer egna pengar.",
    "en": "The grant was less than we applied for, so the association used more money of its own.",
}

# De minimis aid that somebody else gave: who, how many euros, how many days before.
AID_OF_OTHERS = ("Rannikon kulttuurirahasto sr", 4_000, 400)
