"""Grants of this year that wait for somebody: for a report, a hearing, a decision, an acceptance or the bank."""

from __future__ import annotations

from typing import Any

from grants.demo_texts.rounds import Matter, Told

PARTNERS = {"partners": "Lähikoulut, kirjasto ja kaupunginosan muut yhdistykset."}

HANDED_IN = Matter(
    "Judoseura Jokikivi ry",
    "Judoa sosiaalisesti arkojen nuorten ryhmille",
    "Kaksi pientä ryhmää, joissa ohjaaja ja nuorisotyöntekijä ovat aina yhdessä paikalla.",
    3_600,
    (4, 4, 4, 4),
    costs={"wages": 2_700, "premises": 900, "activity": 700, "communications": 100, "other": 100},
    answers=PARTNERS,
    told=Told(
        "Kaksi ryhmää harjoitteli kahdeksantoista viikkoa. Neljätoista nuorta kävi loppuun asti.",
        "Yhdeksän nuorta jatkaa seuran tavallisissa ryhmissä.",
        22,
        "",
        actual={"premises": 1_240},
        explained="Koulun sali oli remontissa, joten harjoiteltiin vuokratilassa.",
    ),
)
LATE = Matter(
    "Valokuvaajien yhdistys Pitkä Valotus ry",
    "Kaupunginosien muistot: valokuvakeruu ja kiertävä näyttely",
    "Keräämme asukkaiden kuvia viidessä kaupunginosassa ja ripustamme niistä näyttelyn kirjastoihin.",
    4_200,
    (4, 3, 4, 4),
    costs={"wages": 2_000, "activity": 2_300, "travel": 250, "communications": 300, "other": 150},
    answers=PARTNERS,
)
CHANGE = Matter(
    "Kamarikuoro Kuurankukka ry",
    "Yhteislaulun vuosi palvelutaloissa",
    "Kymmenen vierailua, joiden ohjelman asukkaat valitsevat. Nuotit jäävät taloihin.",
    2_900,
    (4, 4, 5, 4),
    costs={"wages": 1_900, "activity": 900, "travel": 400, "communications": 150, "other": 100},
    answers=PARTNERS,
)
CHANGE_ASKED = "Kolme vierailua siirtyy kevääseen, ja pyydämme selvitykselle lisää aikaa."
CHANGE_GROUNDS = "Kahdessa talossa oli syksyllä vierailukielto, ja johtajamme oli sairaana."

HEARD = Matter(
    "Kansantanssiryhmä Katrilli ry",
    "Tanssitaan yhdessä: avoimet kansantanssi-illat uusille porilaisille",
    "Kahdeksan iltaa, joissa opetetaan tansseja eri maista. Osallistujat opettavat toisiaan.",
    3_200,
    (4, 4, 4, 4),
    costs={"wages": 2_100, "premises": 700, "activity": 800, "communications": 200, "other": 200},
    answers=PARTNERS,
    told=Told(
        "Iltoja pidettiin viisi. Loppuilloihin ei löytynyt opettajaa.",
        "Mukana oli perheitä kymmenestä maasta.",
        64,
        "Viisi avointa kansantanssi-iltaa kokosi 64 tanssijaa kymmenestä maasta.",
        actual={"wages": 1_150},
        used=2_250,
        explained="Kolme iltaa jäi pitämättä, joten palkkioita maksettiin vähemmän.",
    ),
)
HEARD_EUROS = 950
HEARD_WHY = (
    "Käyttöselvityksen mukaan avustuksesta jäi 950 euroa käyttämättä, kun kolme iltaa peruuntui. Avustusehtojen mukaan "
    "käyttämätön osa palautetaan."
)

SENT_BACK = Matter(
    "Kotiseutupiiri Vanha Venevaja ry",
    "Puuveneiden kunnostuskurssi nuorille ja eläkeläisille",
    "Kaksi venettä kunnostetaan talven aikana pareittain: nuori ja kokenut yhdessä.",
    2_600,
    (4, 4, 4, 5),
    costs={"wages": 1_200, "premises": 600, "activity": 1_200, "communications": 80, "other": 120},
    answers=PARTNERS,
    told=Told("Kurssi pidettiin.", "Veneet kelluvat.", 16, ""),
)
SENT_BACK_ITEMS = ("Kertokaa tarkemmin, mitä kurssilla tehtiin ja ketkä osallistuivat.",)

SMALL_PROJECTS = (HANDED_IN, LATE, CHANGE, HEARD, SENT_BACK)


def small_projects(year: int) -> dict[str, Any]:
    """What sets the call for small projects apart from the project grant of the year."""
    return {
        "title_fi": f"Pienten hankkeiden avustus {year}",
        "title_sv": f"Understöd för små projekt {year}",
        "title_en": f"Grant for small projects {year}",
        "appropriation_cents": 2_500_000,
    }


TO_ACCEPT = Matter(
    "Rytmimusiikin yhdistys Kellarikerros ry",
    "Kellarin ovet auki: nuorten bändien ilta Väinölässä",
    "Esiintyjät kutsuvat kaverinsa, ja kouluille viedään julisteet. Sali on esteetön.",
    2_200,
    (4, 4, 4, 4),
    costs={"performers": 1_400, "stage": 1_300, "safety": 400, "communications": 250, "other": 150},
    answers={"place": "Väinölän koulun juhlasali", "audience": "300"},
)
TO_PAY = (
    Matter(
        "Noormarkun Salibandyseura Ryhti ry",
        "Säbäpäivä Noormarkussa: turnaus perheille ja sekajoukkueille",
        "Kutsu menee koulujen kautta. Mailat saa lainaksi, eikä ilmoittautumista tarvita.",
        1_400,
        (4, 4, 3, 4),
        costs={"stage": 1_100, "safety": 500, "communications": 200, "other": 400},
        answers={"place": "Noormarkun liikuntahalli", "audience": "250"},
    ),
    Matter(
        "Lavian Latupari ry",
        "Lavian lyhtyhiihto: valaistu latu ja mehua kaikille",
        "Kerromme lyhtyhiihdosta kylän lehdessä ja kouluilla. Sukset saa lainaksi.",
        1_100,
        (4, 5, 4, 5),
        costs={"stage": 900, "safety": 350, "communications": 150, "other": 300},
        answers={"place": "Lavian urheilukenttä", "audience": "200"},
    ),
)
TO_DECIDE = (
    Matter(
        "Reposaaren saarelaiset Merituuli ry",
        "Reposaaren kalamarkkinat: kalaa, käsitöitä ja saaren tarinoita",
        "Markkinoista kerrotaan koko maakunnassa, ja bussi kulkee keskustasta kerran tunnissa.",
        5_500,
        (5, 4, 4, 4),
        costs={"performers": 1_900, "stage": 3_400, "safety": 1_600, "communications": 900, "other": 600},
        income={"sales": 1_700},
        answers={"place": "Reposaaren kalasatama", "audience": "4000"},
    ),
    Matter(
        "Nuorten pajayhdistys Ruuvi ry",
        "Rakenna ja aja: mäkiautokisat Porin keskustassa",
        "Paja on auki kaikille kuukauden ennen kisaa. Kouluille viedään kutsut ja piirustukset.",
        3_000,
        (4, 5, 4, 3),
        costs={"stage": 2_400, "safety": 1_300, "communications": 400, "other": 500},
        answers={"place": "Mäkelänkatu, keskusta", "audience": "1200"},
    ),
    Matter(
        "Väinölän Voimistelijat ry",
        "Liikkuva lauantai: lajikokeiluja ja yhteinen jumppa Väinölän kentällä",
        "Kutsu kulkee taloyhtiöiden, koulun ja terveysaseman kautta. Kokeilut ovat maksuttomia.",
        1_600,
        (4, 4, 4, 4),
        costs={"performers": 600, "stage": 1_000, "safety": 400, "communications": 200, "other": 200},
        answers={"place": "Väinölän kenttä", "audience": "400"},
    ),
)
