"""The light grants of a past spring and the start-up grants of the same year."""

from __future__ import annotations

from typing import Any

from grants.demo_texts.rounds import Matter, Told

RUNNERS = Matter(
    "Kirjurinluodon Juoksijat ry",
    "Kuutamolenkit kaikille kolmessa kaupunginosassa",
    "Kuusi ohjattua lenkkiä pimeään aikaan. Heijastimet ja otsalamput saa lainaksi, ja hitain porukka odotetaan.",
    1_000,
    (5, 4, 4, 4),
    told=Told(
        "Kuusi lenkkiä juostiin Käppärässä, Väinölässä ja Kirjurinluodossa.",
        "Lenkeiltä syntyi kaksi ryhmää, jotka juoksevat nyt omin päin.",
        174,
        "Kuusi avointa kuutamolenkkiä kokosi 174 juoksijaa; kaksi ryhmää jatkaa omin päin.",
    ),
)

REUSE = Matter(
    "Kierrätysyhdistys Toinen Kierros ry",
    "Korjauskahvila polkupyörille ja leluille",
    "Neljä lauantaita, joina korjataan yhdessä. Työkalut ja varaosat tulevat meiltä.",
    500,
    (4, 4, 4, 5),
    told=Told(
        "Korjasimme neljänä lauantaina 63 pyörää ja 48 lelua.",
        "Moni oppi paikkaamaan renkaan itse.",
        156,
        "Neljän lauantain korjauskahvilassa kunnostettiin 63 pyörää ja 48 lelua.",
        used=410,
        explained="Varaosia saatiin lahjoituksena, joten osa rahasta jäi käyttämättä.",
    ),
)

GULLS = Matter(
    "Scoutkåren Måsungarna i Björneborg rf",
    "Prova på scouting: fyra öppna kvällar för barn som inte är med någonstans",
    "Fyra kvällar i skogen med eld, knopar och spårning. Vi lånar ut utrustning och ordnar skjuts.",
    500,
    (4, 5, 5, 4),
    told=Told(
        "Fyra kvällar i skogen, och en övernattning som barnen själva bad om.",
        "Tolv barn blev kvar som scouter.",
        39,
        "39 barn prövade scouting under fyra öppna kvällar; tolv av dem fortsatte.",
    ),
    language="sv",
)

MEMORY = Matter(
    "Muistiyhdistys Tallella ry",
    "Muistikahvilan musiikki-iltapäivät",
    "Kahdeksan iltapäivää, joina lauletaan tuttuja lauluja. Saattaja pääsee mukaan, ja kahvi on maksuton.",
    1_000,
    (4, 5, 5, 3),
    told=Told(
        "Kahdeksan iltapäivää Väinölässä ja Noormarkussa. Muusikko oli mukana joka kerta.",
        "Omaiset kertoivat, että laulut jatkuivat kotona.",
        121,
        "Muistikahvilan kahdeksassa musiikki-iltapäivässä lauloi 121 muistisairasta ja läheistä.",
    ),
)

TENTS = Matter(
    "Partiolippukunta Kallioimarteet ry",
    "Johtajien omien telttojen uusiminen",
    "Hankimme johtajille kaksi uutta telttaa omille retkille.",
    500,
    (1, 1, 0, 1),
)

LIGHT = (RUNNERS, REUSE, GULLS, MEMORY, TENTS)


def spring_title(year: int) -> dict[str, Any]:
    """What sets the spring's call apart from that of the autumn."""
    return {
        "title_fi": f"Toimintatonni, kevät {year}",
        "title_sv": f"Verksamhetstusenlappen, våren {year}",
        "title_en": f"Toimintatonni light grant, spring {year}",
        "appropriation_cents": 300_000,
    }


START_UP = (
    Matter(
        "Yhteisöviljelijät Porkkanamaa ry",
        "Yhdistyksen rekisteröinti ja ensimmäinen kokous",
        "Maksamme rekisteröinnin ja tilavuokran. Kokoukseen kutsutaan koko kaupunginosa.",
        200,
        (4, 4, 3, 4),
    ),
    Matter(
        "Ystävätoiminnan yhdistys Käsikkäin ry",
        "Rekisteröintimaksu ja vapaaehtoisten ensimmäinen koulutusilta",
        "Iltaan tulee kaksikymmentä vapaaehtoista, ja sen jälkeen aloitamme ystävien tapaamiset.",
        200,
        (5, 4, 5, 3),
    ),
    Matter(
        "Nuorten pajayhdistys Ruuvi ry",
        "Alkuun pääseminen: rekisteröinti ja verkkosivut",
        "Sivuilla kerrotaan, milloin paja on auki ja miten mukaan pääsee.",
        200,
        (4, 4, 4, 4),
    ),
)
