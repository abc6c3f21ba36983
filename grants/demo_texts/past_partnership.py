"""The partnership-based grants of a past year, which a committee decided."""

from __future__ import annotations

from grants.demo_texts.rounds import Matter, Told

KITCHEN = Matter(
    "Yhteisökeittiö Iso Kattila ry",
    "Avoin yhteisöruokailu ja ruoka-apu kaupungin kanssa sovituissa paikoissa",
    "Ruokailu kolmessa kaupunginosassa, ylijäämän keräys kaupoista ja talkoolaisten koulutus.",
    40_000,
    (5, 5, 4, 5, 4),
    costs={"wages": 34_000, "premises": 8_400, "activity": 17_500, "volunteers": 3_600, "office": 1_800, "other": 900},
    income={"county": 12_000, "others": 6_500},
    answers={
        "goals": "Kukaan ei jää ilman lämmintä ruokaa ja seuraa. Hävikki kaupoista puolittuu.",
        "measures": "Aterioiden ja kävijöiden määrä viikoittain, kerätyt kilot, talkoolaisten tunnit.",
    },
    told=Told(
        "Aterioita jaettiin 31 400 kolmessa paikassa, ja ruokaa kerättiin kaupoista 46 000 kiloa.",
        "Joka neljäs kävijä on alkanut auttaa keittiössä, ja sosiaalityö tapaa väkeä ruokailun yhteydessä.",
        1_870,
        "Kolmessa ruokailussa tarjottiin 31 400 ateriaa kaupoilta kerätystä ruoasta; kävijöitä oli 1 870.",
    ),
)

MIND = Matter(
    "Mielen hyvinvoinnin yhdistys Valonkajo ry",
    "Matalan kynnyksen kohtaamispaikka ja vertaistuki mielenterveyttä kuormittaviin tilanteisiin",
    "Kohtaamispaikka arkisin, vertaisryhmät ja yhteinen palveluohjaus kaupungin ja hyvinvointialueen kanssa.",
    60_000,
    (4, 4, 3, 3, 4),
    costs={
        "wages": 62_000,
        "premises": 13_200,
        "activity": 9_800,
        "volunteers": 4_400,
        "office": 3_600,
        "other": 1_500,
    },
    income={"state": 14_000, "county": 15_000},
    answers={
        "goals": "Apua saa ennen kuin tilanne kärjistyy. Vertaistuki on tarjolla joka arkipäivä.",
        "measures": "Käynnit, ryhmien määrä, kävijäkysely keväällä ja syksyllä.",
    },
    told=Told(
        "Kohtaamispaikka oli auki 243 päivää. Vertaisryhmiä oli yksitoista ja yhteisiä neuvontapäiviä 36.",
        "Kyselyssä 71 prosenttia kävijöistä kertoi voivansa paremmin kuin tullessaan ensi kertaa.",
        1_120,
        "Kohtaamispaikassa kävi 1 120 porilaista, ja yksitoista vertaisryhmää kokoontui läpi vuoden.",
        actual={"wages": 52_300},
        explained="Avustus oli haettua pienempi, joten toinen ohjaaja palkattiin osa-aikaisena.",
    ),
)

BRASS = Matter(
    "Puhallinorkesteri Messinkitorvi ry",
    "Kaupungin juhlien musiikki ja soittimien hankinta",
    "Soitamme kaupungin juhlissa kuusi kertaa vuodessa ja uusimme soittimia.",
    25_000,
    (2, 2, 1, 2, 1),
    costs={"wages": 12_000, "activity": 17_000, "office": 800, "other": 500},
    income={"others": 1_500},
    answers={
        "goals": "Kaupungin juhlissa soi elävä musiikki.",
        "measures": "Esiintymisten määrä.",
    },
)

MATTERS = (KITCHEN, MIND, BRASS)

ANSWERS = {
    "term": "two",
    "association_brings": "Vapaaehtoisten työn, tilat ja vuosien kokemuksen.",
    "city_brings": ["money"],
    "targets": "Toiminta jatkuu keskeytyksettä, ja mukaan tulee joka vuosi uusia asukkaita ja vapaaehtoisia.",
}
MINUTES = "§ 214"
