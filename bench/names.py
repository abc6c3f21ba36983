"""Invented associations with names as long, as alike and as unevenly spread over the sectors as real ones are."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

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
# One in a thousand: what a search for a rare word finds.
RARE, RARE_MISSPELT = "astronomia", "astrnomia"
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


# Slugs of the reference data, with how many of a hundred associations have them.
_DISTRICTS = {
    **{"keskusta": 22, "koko-kaupunki": 12, "vaharauma": 5, "kappara": 6, "sampola": 7, "vainola": 6, "musa": 4},
    **{"tikkula": 4, "toejoki": 4, "pihlava": 5, "meri-pori": 5, "reposaari": 3, "ahlainen": 3, "noormarkku": 7},
    **{"lavia": 4, "ulvilantie": 3, "uusikoivisto": 2, "ruosniemi": 2, "toukari": 1},
}
_GROUPS = {
    **{"lapset": 30, "nuoret": 28, "aikuiset": 55, "ikaantyneet": 22, "perheet": 16, "opiskelijat": 6, "naiset": 8},
    **{"miehet": 6, "vammaiset": 5, "maahan-muuttaneet": 4, "tyottomat": 3, "omaishoitajat": 2},
}
_LANGUAGES = {"sv": 9, "en": 12, "ru": 2, "uk": 2, "ar": 2, "fsl": 1}
_ACCESSIBILITY = {"step_free": 38, "toilet": 26, "parking": 22, "induction_loop": 6, "easy_language": 5, "quiet": 4}


@dataclass(frozen=True, slots=True)
class Time:
    """A weekly time: ISO day of the week, the hour it begins, and whether it has a season."""

    weekday: int
    hour: int
    season: bool


@dataclass(frozen=True, slots=True)
class Invented:
    """What an association says of itself."""

    name: str
    name_sv: str
    sector: str
    summary: str
    description: str
    registered: bool
    further_sector: str
    districts: tuple[str, ...]
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    accessibility: tuple[str, ...]
    welcomes_new: bool
    times: tuple[Time, ...]

    @property
    def facets(self) -> list[str]:
        """As services.facets keeps them, so that the rows needn't be written twice."""
        sectors = {self.sector, self.further_sector} - {""}
        return sorted(
            {
                *(f"s:{slug}" for slug in sectors),
                *(f"d:{slug}" for slug in self.districts),
                *(f"g:{slug}" for slug in self.target_groups),
                *(f"l:{code}" for code in self.languages),
                *(f"a:{code}" for code in self.accessibility),
                *(f"w:{time.weekday}" for time in self.times),
                *(["n:1"] if self.welcomes_new else []),
            }
        )


def association(number: int) -> Invented:
    """The same association for the same number, whatever was invented before it."""
    chance = random.Random(number)
    sector = chance.choices(list(SECTORS), weights=list(SECTORS.values()))[0]
    place, subject = chance.choice(_PLACES), chance.choice(_SUBJECTS.get(sector, _OTHER_SUBJECTS))
    if number % 1000 == 7:
        subject = RARE.capitalize()
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
        registered=not kind.endswith("ryhmä"),
        # Drawn last and by their own, so that names and texts stay what they were.
        **_facts(random.Random(-number - 1), sector),
    )


def _facts(chance: random.Random, sector: str) -> dict[str, Any]:
    districts = chance.choices(list(_DISTRICTS), weights=list(_DISTRICTS.values()), k=chance.choice((1, 1, 1, 2)))
    further = chance.choices(list(SECTORS), weights=list(SECTORS.values()))[0] if chance.random() < 0.15 else ""
    days = chance.sample(range(1, 8), k=chance.choice((0, 0, 1, 1, 2, 3)))
    return {
        "further_sector": "" if further == sector else further,
        "districts": tuple(sorted(set(districts))),
        "target_groups": _some(chance, _GROUPS),
        "languages": ("fi", *_some(chance, _LANGUAGES)),
        "accessibility": _some(chance, _ACCESSIBILITY),
        "welcomes_new": chance.random() < 0.9,
        "times": tuple(Time(day, chance.randint(9, 20), chance.random() < 0.5) for day in sorted(days)),
    }


def _some(chance: random.Random, shares: dict[str, int]) -> tuple[str, ...]:
    return tuple(name for name, percent in shares.items() if chance.random() * 100 < percent)


def sentence(chance: random.Random, words: int) -> str:
    """So many words with a capital letter and a full stop."""
    return f"{' '.join(chance.choices(_WORDS, k=words)).capitalize()}."
