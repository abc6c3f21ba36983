"""The event grants of a past year: one wasn't taken, and one is partly paid back."""

from __future__ import annotations

from typing import Any

from grants.demo_texts.rounds import Matter, Told

TABLE = Matter(
    "Kansainvälinen yhdistys Yhteinen Pöytä ry",
    "One Long Table: a street meal with food from twenty countries in Pori's market square",
    "Invitations go out in nine languages through schools, libraries and language cafés. Everyone can bring a dish.",
    3_500,
    (5, 5, 4, 3),
    costs={"performers": 1_600, "stage": 2_100, "safety": 900, "communications": 500, "other": 300},
    income={"sponsors": 700, "others": 400},
    answers={"place": "Kauppatori, keskusta", "audience": "1500"},
    told=Told(
        "A table of 140 metres, twenty kitchens and seven bands. Families from every district took part.",
        "Three language cafés found new hosts, and neighbours who had never spoken ate together.",
        1_750,
        "A street meal from twenty kitchens brought 1,750 people to one table in the market square.",
    ),
    language="en",
)

THEATRE = Matter(
    "Harrastajateatteri Rantaukko ry",
    "Rantaukon kesänavaus: maksuton näytelmä ja työpajat Kirjurinluodon lavalla",
    "Kerromme kesänavauksesta kouluilla, kirjastoissa ja bussipysäkeillä. Näytelmä tulkataan viittomakielelle.",
    2_800,
    (4, 5, 4, 4),
    costs={"performers": 1_700, "stage": 1_500, "safety": 500, "communications": 450, "other": 200},
    income={"sales": 600},
    answers={"place": "Kirjurinluoto, kesälava", "audience": "700"},
    told=Told(
        "Näytelmä esitettiin kolme kertaa, ja työpajoissa kävi 84 lasta ja nuorta.",
        "Yleisöstä moni kertoi nähneensä teatteria ensi kertaa.",
        815,
        "Maksuton näytelmä esitettiin Kirjurinluodossa kolme kertaa; katsojia ja tekijöitä oli 815.",
    ),
)

SAILORS = Matter(
    "Seglarkretsen Kummelpricken i Räfsö rf",
    "Öppen hamndag i Räfsö: prova på segling, räddningsövning och fisksoppa",
    "Vi bjuder in via skolor och byaföreningar. Kajen är tillgänglig, och två jollar har lyft.",
    4_000,
    (4, 4, 4, 5),
    costs={"performers": 900, "stage": 2_600, "safety": 1_900, "communications": 400, "other": 350},
    income={"sales": 900},
    answers={"place": "Räfsö, gästhamnen", "audience": "900"},
    told=Told(
        "160 personer seglade, och sjöräddningen visade hur man tar upp någon ur vattnet.",
        "Nybörjarkursen blev full samma vecka.",
        980,
        "Den öppna hamndagen i Räfsö lockade 980 besökare, och 160 av dem prövade segling.",
    ),
    language="sv",
)

SENIORS = Matter(
    "Eläkeläiskerho Tikkulan Tarmokkaat ry",
    "Tikkulan kevättanssit: elävää musiikkia ja yhteislaulua kaikenikäisille",
    "Tanssit kerrotaan palvelutaloihin ja kouluille. Saattajat pääsevät maksutta, ja kuljetus järjestyy.",
    2_400,
    (4, 4, 4, 3),
    costs={"performers": 1_800, "stage": 900, "safety": 400, "communications": 250, "other": 250},
    income={"sales": 500},
    answers={"place": "Tikkulan koulun sali", "audience": "250"},
    told=Told(
        "Tanssit pidettiin, mutta orkesteri perui. Musiikki soi levyltä, ja osalla rahasta tehtiin kerhon kevätretki.",
        "Tansseissa viihdyttiin, ja retkellä oli 31 jäsentä.",
        190,
        "Kevättansseissa Tikkulassa oli 190 kävijää. Osa avustuksesta käytettiin muuhun.",
        actual={"performers": 350, "other": 1_700},
        explained="Orkesteri perui viikkoa ennen, ja säästyneellä rahalla järjestettiin jäsenten kevätretki.",
    ),
)

BRIDGE = Matter(
    "Taideyhdistys Kolmas Silta ry",
    "Taidekävely sillalta sillalle: kymmenen teosta joen varrella",
    "Kartta jaetaan kirjastoissa ja hotelleissa. Reitti on esteetön, ja opastuksia on kolmella kielellä.",
    1_800,
    (4, 3, 4, 4),
    costs={"performers": 1_400, "stage": 700, "communications": 350, "other": 200},
    answers={"place": "Kokemäenjoen rannat", "audience": "600"},
)

MATTERS = (TABLE, THEATRE, SAILORS, SENIORS, BRIDGE)

ANSWERS: dict[str, Any] = {
    "city_land": "room",
    "free": "free",
    "accessibility": "Paikka on esteetön, saattaja pääsee maksutta, ja apua saa etukäteen soittamalla.",
}
DECLINED = "Taidekävely siirtyy seuraavaan vuoteen, koska kuraattori sairastui. Haemme silloin uudelleen."
HEARD_EUROS, RECOVERED_EUROS = 1_450, 1_200
HEARD = (
    "Käyttöselvityksen mukaan avustuksesta 1 450 euroa on käytetty jäsenten kevätretkeen. Avustus myönnettiin kaikille "
    "avoimiin tansseihin, eikä retkeä ole mainittu hakemuksessa eikä muutosta haettu."
)
ANSWERED = (
    "Pahoittelemme. Luulimme, että säästyneen rahan voi käyttää kerhon toimintaan. Retkestä 250 euroa oli tanssien "
    "talkoolaisten kuljetusta. Pyydämme, että saamme maksaa takaisin erissä."
)
RECOVERY_REASONS = (
    "Avustusta on käytetty muuhun kuin siihen, mihin se myönnettiin. Talkoolaisten kuljetus, 250 euroa, liittyi "
    "tansseihin, joten sitä ei peritä. Yhdistyksen talouden vuoksi loppu peritään viidessä erässä."
)
