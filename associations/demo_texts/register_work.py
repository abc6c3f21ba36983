"""What lies on the city's desk in the demo: liaisons, requests, papers to verify. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass

from associations.enums import DocumentKind, Part, Role

# Addresses of employees before the "@" (portal/accounts/demo_data.py).
FOR_ALL = "merja.kallioniitty"
BY_PART = {
    Part.GRANTS: "outi.rantakari",
    Part.VENUES: "kimmo.hautaviita",
    Part.EVENTS: "reetta.nordqvist",
    Part.COMMUNICATIONS: "jonna.isosaari",
}
BY_SECTOR = {"liikunta": "ville.haaviston", "kulttuuri": "annika.soderfelt", "nuoriso": "ville.haaviston"}
OF_ONE = {"Seglarkretsen Kummelpricken i Räfsö rf": "annika.soderfelt"}
# Whose work a colleague does for some days.
AWAY, STANDS_IN = "annika.soderfelt", "ville.haaviston"


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody asks to act for an association. ``then`` is what the liaison did, with the ``reason`` that was given."""

    first_name: str
    last_name: str
    address: str
    association: str
    role: Role
    message: str = ""
    # Of an association that isn't in the register: its sector and number.
    new: tuple[str, str] | None = None
    then: str = ""
    reason: str = ""
    language: str = "fi"

    @property
    def email(self) -> str:
        """At a domain kept for examples."""
        return f"{self.address}@kotiposti.example"


REQUESTS = (
    Request(
        *("Tuomas", "Lehtokari", "tuomas.lehtokari", "Väinölän Voimistelijat ry", Role.SECRETARY),
        message="Minut valittiin sihteeriksi syyskokouksessa. Pöytäkirjan pykälä 7.",
    ),
    Request(
        *("Hanna", "Ruissalmi", "hanna.ruissalmi", "Judoseura Jokikivi ry", Role.TREASURER),
        then="ask_more",
        reason="Liitteenä on pöytäkirjan kansilehti. Lähetä sivu, jolla rahastonhoitajan valinta on.",
    ),
    Request(
        *("Olli", "Kangasranta", "olli.kangasranta", "Rantatien Pelimannit ry", Role.CHAIR),
        message="Yhdistys rekisteröitiin keväällä, eikä sitä vielä löydy hakemistosta.",
        new=("kulttuuri", "248109"),
    ),
    Request(
        *("Gun-Britt", "Holmlund", "gun-britt.holmlund", "Scoutkåren Måsungarna i Björneborg rf", Role.SECRETARY),
        then="verify",
        language="sv",
    ),
    Request(
        *("Veikko", "Pajulahti", "veikko.pajulahti", "Lavian Latupari ry", Role.CHAIR),
        then="reject",
        reason="Pöytäkirjan mukaan puheenjohtajaksi valittiin Kauko Hankimaa.",
    ),
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of an association; ``then`` is what the liaison did with it."""

    association: str
    kind: DocumentKind
    then: str = ""
    reason: str = ""


_RULES, _ACCOUNTS, _MINUTES = DocumentKind.RULES, DocumentKind.ACCOUNTS, DocumentKind.MINUTES
PAPERS = (
    Paper("Jokisuun Koripalloseura ry", _RULES, "verify"),
    Paper("Jokisuun Koripalloseura ry", _ACCOUNTS),
    Paper("Mieskuoro Selkämeren Sointu ry", _RULES, "verify"),
    Paper("Mieskuoro Selkämeren Sointu ry", _ACCOUNTS, "verify"),
    Paper("Mieskuoro Selkämeren Sointu ry", _MINUTES, "verify"),
    Paper("Uimaseura Meriharakka ry", _RULES, "verify"),
    Paper("Uimaseura Meriharakka ry", _MINUTES),
    Paper("Kamarikuoro Kuurankukka ry", _ACCOUNTS, "reject", "Tilinpäätöksestä puuttuu tase. Lähetä koko asiakirja."),
)
# The paper's title and body: {association} and {year} are filled in.
PAPER_TEXTS = {
    _RULES: (
        "{association}: säännöt",
        "1 § Yhdistyksen nimi on {association} ja sen kotipaikka on Pori.\n\n"
        "2 § Yhdistyksen tarkoitus on edistää jäsentensä harrastusta.\n\n"
        "3 § Yhdistyksen nimen kirjoittavat puheenjohtaja ja sihteeri yhdessä.",
    ),
    _ACCOUNTS: (
        "{association}: tilinpäätös {year}",
        "Tuotot 8 420,00 euroa, kulut 8 115,50 euroa, tilikauden ylijäämä 304,50 euroa.\n\n"
        "Taseen loppusumma 12 730,90 euroa.",
    ),
    _MINUTES: (
        "{association}: vuosikokouksen pöytäkirja {year}",
        "Kokous todettiin lailliseksi ja päätösvaltaiseksi. Tilinpäätös vahvistettiin ja hallitukselle myönnettiin"
        " vastuuvapaus. Valittiin hallitus.",
    ),
}

# Who was invited by whom: association, address, role.
INVITATION = ("Kamarikuoro Kuurankukka ry", "liisa.sointula@kotiposti.example", Role.SECRETARY)

# One letter of the name is Cyrillic: nobody but the city sees it until an officer has looked at it.
DOUBTFUL = "Shakkikerho Must\u0430 Ratsu"
# In Finnish, Swedish and English.
DOUBTFUL_SUMMARY = (
    "Shakkia kaikille keskiviikkoisin kirjastossa.",
    "Schack för alla på onsdagar i biblioteket.",
    "Chess for everyone on Wednesdays at the library.",
)

# (language, page, words, what was done with it, the answer or the reason)
FEEDBACK = (
    ("fi", "/fi/yhdistykset/", "Ruudunlukija ei kerro, montako yhdistystä haulla löytyi.", "", ""),
    (
        *("sv", "/sv/avustukset/", "Texten i blanketten är för liten på min telefon.", "answer"),
        "Tack! Texten följer nu telefonens egen inställning. Säg gärna till om den ännu är för liten.",
    ),
    ("en", "/en/", "Buy followers for your page.", "set_aside", "Mainos, ei palautetta."),
)
FEEDBACK_ADDRESS = "lukija@kotiposti.example"
