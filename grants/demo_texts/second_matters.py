"""Applications to the demo's operating call that wait for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Year:
    """What an association tells of its year, in whole euros; of a table last year and the coming one."""

    association: str
    purpose: str
    plan: str = ""
    description: str = ""
    emphases: tuple[str, ...] = ()
    members: int = 0
    young: int = 0
    costs: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    income: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    euros: int = 0


HALF_WRITTEN = Year(
    "Jalkapalloseura Käppärän Kaari ry",
    "Viikoittaiset futiskerhot Käppärän kouluilla koko vuoden",
    costs={"wages": (2_400, 3_000), "premises": (1_850, 1_900)},
)

SIGNED_BY_TWO = Year(
    "Mieskuoro Selkämeren Sointu ry",
    "Kuoron harjoitukset, kevätkonsertti ja yhteislaulut palvelutaloissa",
    plan=(
        "Harjoittelemme maanantaisin tammikuusta toukokuuhun ja elokuusta joulukuuhun. Keväällä on konsertti, johon "
        "on vapaa pääsy. Kahdeksan kertaa käymme laulattamassa palvelutalojen väkeä."
    ),
    description="Vuonna 1931 perustettu mieskuoro. Uudet laulajat pääsevät mukaan ilman koelaulua.",
    emphases=("participation", "local_identity"),
    members=34,
    young=0,
    costs={
        **{"wages": (4_800, 5_000), "premises": (1_200, 1_300), "activity": (950, 1_400)},
        **{"office": (180, 200), "other": (90, 100)},
    },
    income={
        "member_fees": (1_700, 1_700),
        "activity": (1_450, 1_600),
        "city_grant": (3_800, 4_200),
        "other": (270, 500),
    },
    euros=4_200,
)

INCOMPLETE = Year(
    "Yhteisökeittiö Iso Kattila ry",
    "Avoin ruokailta kahdesti viikossa ja ruokahävikin keräys",
    plan=(
        "Laitamme ruokaa yhdessä tiistaisin ja torstaisin. Kauppojen ylijäämä noudetaan pyörillä. Talkoolaisia on "
        "kolmekymmentä, ja uudet saavat opastuksen ensimmäisenä iltana."
    ),
    description="Yhteisökeittiö, jossa kuka tahansa voi tulla syömään ja auttamaan.",
    emphases=("participation", "mental_wellbeing", "nature"),
    members=61,
    young=7,
    costs={
        **{"wages": (0, 0), "premises": (3_600, 3_720), "activity": (5_100, 5_600)},
        **{"office": (240, 260), "other": (310, 300)},
    },
    income={
        "member_fees": (610, 610),
        "fundraising": (2_300, 2_400),
        "city_grant": (5_000, 5_500),
        "other": (1_340, 1_370),
    },
    euros=5_500,
)

# Question, file, title, text: {association} is filled in.
PAPERS = (
    (
        "accounts_file",
        "tilinpäätös.pdf",
        "{association}: tilinpäätös",
        "Tuotot ja kulut, tase ja liitetiedot edelliseltä vuodelta.",
    ),
    (
        "plan_file",
        "toimintasuunnitelma.pdf",
        "{association}: toimintasuunnitelma",
        "Mitä teemme tulevana vuonna, kenelle ja missä.",
    ),
    (
        "rules_file",
        "säännöt.pdf",
        "{association}: säännöt",
        "1 § Yhdistyksen nimi on {association} ja sen kotipaikka on Pori.",
    ),
)

COMPLETE = (
    "Tilinpäätöksestä puuttuu tase. Liittäkää se.",
    "Talousarvion ruokatarvikkeisiin on varattu 500 euroa enemmän kuin viime vuonna. Mistä kasvu johtuu?",
)
FROM_THE_CITY = (
    "Hei! Pyysin kahta täydennystä. Hakemus on muuten selkeä, ja käsittely jatkuu heti, kun ne ovat tulleet."
)
TO_THE_CITY = "Kiitos! Tase on tilintarkastajalla, ja saamme sen ensi viikolla. Riittääkö se?"
