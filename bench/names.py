"""Invented associations with names as long, as alike and as unevenly spread over the sectors as real ones are."""

from __future__ import annotations

import random
from dataclasses import dataclass

# Shares in percent, about as a Finnish city's register has them.
SECTORS = {
    "liikunta": 24,
    "kulttuuri": 16,
    "asukkaat-ja-kylat": 11,
    "sosiaali-ja-terveys": 8,
    "vapaa-aika": 8,
    "elakelaiset": 6,
    "nuoriso": 6,
    "vammais-ja-potilas": 5,
    "maanpuolustus-ja-pelastus": 4,
    "ammatti": 3,
    "vanhemmat": 3,
    "ymparisto": 2,
    "maahanmuuttajat": 1,
    "uskonto-ja-katsomus": 1,
    "politiikka": 1,
    "muu": 1,
}

_PLACES = (
    *("Pori", "Meri-Porin", "Noormarkun", "Lavian", "Ahlaisten", "Reposaaren", "Ruosniemen", "Ulasoorin", "Pihlavan"),
    *("Kyläsaaren", "Kaarisillan", "Väinölän", "Impolan", "Toejoen", "Satakunnan", "Länsi-Suomen", "Toukarin"),
    *("Söörmarkun", "Mäntyluodon", "Enäjärven", "Riihikedon", "Koivulan", "Käppärän", "Björneborgs", "Viikinäisten"),
)
_SUBJECTS = {
    "liikunta": ("Jalkapallo", "Uima", "Suunnistus", "Judo", "Voimistelu", "Koripallo", "Melonta", "Pesäpallo"),
    "kulttuuri": ("Kuoro", "Teatteri", "Puhallinorkesteri", "Kansantanssi", "Kuvataide", "Elokuva", "Kirjallisuus"),
    "asukkaat-ja-kylat": ("Kylä", "Omakoti", "Asukas", "Kotiseutu", "Kaupunginosa"),
    "sosiaali-ja-terveys": ("Mielenterveys", "Sydän", "Omaishoitajien", "Kriisituki", "Raittius"),
    "vapaa-aika": ("Shakki", "Radioamatööri", "Puutarha", "Metsästys", "Kalastus", "Postimerkki", "Käsityö"),
    "nuoriso": ("Partio", "Nuoriso", "Peli", "Neljä H"),
}
_OTHER_SUBJECTS = ("Tuki", "Perinne", "Ystävyys", "Reserviläis", "Yrittäjä", "Luonto", "Vanhempain", "Invalidi")
_KINDS = ("seura ry", "yhdistys ry", "kerho ry", "yhdistys r.y.", "toverit ry", "seuran kannatusyhdistys ry", "ryhmä")
_WORDS = (
    *(
        "harjoittelemme",
        "tiistaisin",
        "keskustan",
        "koululla",
        "ja",
        "järjestämme",
        "avoimia",
        "tapahtumia",
        "kaikille",
    ),
    *("lapsille", "nuorille", "aikuisille", "retkiä", "kursseja", "talkoita", "yhdessä", "kaupungin", "kanssa"),
    *("vuodesta", "toiminut", "vapaaehtoisten", "voimin", "tervetuloa", "mukaan", "ilman", "ennakkotietoja", "jäsenet"),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """What an association says of itself."""

    name: str
    name_sv: str
    sector: str
    summary: str
    description: str
    district: str
    registered: bool


def association(number: int) -> Invented:
    """The same association for the same number, whatever was invented before it."""
    chance = random.Random(number)
    sector = chance.choices(list(SECTORS), weights=list(SECTORS.values()))[0]
    place, subject = chance.choice(_PLACES), chance.choice(_SUBJECTS.get(sector, _OTHER_SUBJECTS))
    kind = chance.choice(_KINDS)
    # Several associations of a place have almost the same name; a number in it is what a "2" team or a branch has.
    branch = f" {number % 97 + 1}" if chance.random() < 0.3 else ""
    described = chance.random() < 0.6
    return Invented(
        name=f"{place} {subject}{kind[:-3]}{branch}{kind[-3:]}" if kind.endswith(" ry") else f"{place} {subject}{kind}",
        name_sv=f"Föreningen {subject} i Björneborg rf" if chance.random() < 0.1 else "",
        sector=sector,
        summary=sentence(chance, chance.randint(8, 16)) if chance.random() < 0.85 else "",
        description="\n\n".join(sentence(chance, chance.randint(25, 60)) for _line in range(3)) if described else "",
        district=place.removesuffix("n") if chance.random() < 0.7 else "",
        registered=not kind.endswith("ryhmä"),
    )


def sentence(chance: random.Random, words: int) -> str:
    """So many words with a capital letter and a full stop."""
    return f"{' '.join(chance.choices(_WORDS, k=words)).capitalize()}."
