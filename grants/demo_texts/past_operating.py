"""The operating grants of a past year: what was applied for, and what came of it."""

from __future__ import annotations

from grants.demo_texts.rounds import Matter, Told

CHOIR = Matter(
    "Lapsikuoro Leppäkerttu ry",
    "Kolmen lapsikuoron viikkoharjoitukset ja maksuttomat konsertit lähikirjastoissa",
    "Kolme ikäryhmää harjoittelee koulupäivän jälkeen. Kuoroon pääsee ilman koelaulua, ja konsertit ovat maksuttomia.",
    6_000,
    (5, 4, 4, 4),
    costs={"wages": 8_200, "premises": 2_900, "activity": 1_900, "office": 420, "other": 280},
    income={"member_fees": 4_600, "activity": 1_500},
    answers={"description": "Lasten ja nuorten kuoro, jossa laulaa kolme ryhmää.", "members": "74"},
    told=Told(
        "Kolme kuoroa harjoitteli viikoittain kesää lukuun ottamatta. Konsertteja oli seitsemän.",
        "Kuoroissa aloitti 19 uutta lasta, ja konsertteihin tuli perheitä, jotka eivät muuten käy kirjastossa.",
        640,
        "Kolme lapsikuoroa harjoitteli viikoittain, ja seitsemään maksuttomaan konserttiin tuli 640 kuulijaa.",
    ),
)

MOBILITY = Matter(
    "Liikkumisen tuki Kynnyksettä ry",
    "Apuvälinelainaamo ja ohjatut liikuntaryhmät liikkumisessaan apua tarvitseville",
    "Lainaamo on auki kahtena päivänä viikossa. Ryhmiä on neljä, ja avustajat on koulutettu tehtäväänsä.",
    9_500,
    (5, 5, 5, 4),
    costs={"wages": 9_800, "premises": 5_400, "activity": 3_100, "office": 700, "other": 500},
    income={"member_fees": 1_900, "fundraising": 2_400, "other_grants": 4_200},
    answers={
        "description": "Lainaamme apuvälineitä ja järjestämme liikuntaa, johon pääsee apuvälineen kanssa.",
        "members": "132",
        "emphases": ["healthy_habits", "vulnerable"],
        "vulnerable_how": "Ryhmät ovat maksuttomia, tilat esteettömiä, ja avustaja lähtee mukaan kotiovelta.",
    },
    told=Told(
        "Lainaamo oli auki 94 päivänä ja lainasi 411 kertaa. Neljä ryhmää liikkui kerran viikossa.",
        "Osallistujista kaksi kolmesta kertoi lähtevänsä kotoa useammin kuin ennen.",
        388,
        "Apuvälineitä lainattiin 411 kertaa, ja neljässä liikuntaryhmässä kävi 86 apua tarvitsevaa porilaista.",
    ),
    # One of the reviewers took the loans for a business at first.
    apart=(2, 3, 3, 2),
)

LIGHTHOUSE = Matter(
    "Kulturföreningen Fyrbåken i Björneborg rf",
    "Svenskspråkig kultur för alla åldrar: sångkvällar, berättarstunder och en höstmarknad",
    "En kväll i veckan under höst och vår. Alla är välkomna oberoende av språk, och det kostar ingenting att delta.",
    4_000,
    (4, 4, 3, 4),
    costs={"wages": 3_000, "premises": 2_200, "activity": 1_900, "office": 300, "other": 200},
    income={"member_fees": 1_300, "fundraising": 900},
    answers={
        "description": "En öppen kulturförening på svenska i Björneborg.",
        "members": "88",
        "emphases": ["participation", "local_identity"],
    },
    told=Told(
        "Vi ordnade 34 kvällar och en marknad med hantverk från trakten.",
        "Flera finskspråkiga familjer har blivit stamgäster, och språket hörs igen i kvarteret.",
        910,
        "34 öppna kulturkvällar och en höstmarknad på svenska samlade 910 besök.",
    ),
    language="sv",
)

YOUTH_CLUB = Matter(
    "Väinölän Nuorisokerho Vintti ry",
    "Nuorten avoin kerhotila Väinölässä viitenä iltana viikossa",
    "Kaksi ohjaajaa on paikalla joka ilta. Nuoret päättävät ohjelmasta, ja iltapala tehdään yhdessä.",
    15_000,
    (5, 5, 4, 3),
    costs={"wages": 16_500, "premises": 6_600, "activity": 3_200, "office": 600, "other": 900},
    income={"member_fees": 600, "fundraising": 3_900, "other_grants": 5_000},
    answers={"description": "Pidämme nuorten kerhotilaa entisen kaupan yläkerrassa.", "members": "61"},
    told=Told(
        "Tila oli auki 196 iltaa. Syksyllä auki oli neljänä iltana viikossa, kun toinen ohjaaja lähti opiskelemaan.",
        "Illoissa kävi keskimäärin 23 nuorta. Koulun kanssa sovittiin, että kuraattori käy tilassa kerran kuussa.",
        212,
        "Väinölän nuorten tila oli auki 196 iltaa, ja siellä kävi 212 eri nuorta.",
        actual={"wages": 13_100, "activity": 4_350},
        explained=(
            "Avustus oli haettua pienempi, ja toisen ohjaajan palkkaa säästyi syksyllä. Säästöllä ostettiin bänditilan "
            "soittimet, joita nuoret olivat toivoneet, ja omaa rahaa käytettiin arvioitua vähemmän."
        ),
    ),
)

VILLAGE = Matter(
    "Lavian kyläyhteisö Pitäjäntupa ry",
    "Kylätuvan viikko-ohjelma: kahvila, kirjaston noutopiste ja digineuvonta",
    "Tupa on auki kolmena päivänä viikossa vapaaehtoisten voimin. Kyyti järjestyy soittamalla edellisenä päivänä.",
    2_400,
    (4, 4, 4, 4),
    costs={"premises": 3_100, "activity": 900, "office": 260, "other": 240},
    income={"member_fees": 780, "activity": 720},
    answers={
        "description": "Kylän yhteinen yhdistys, joka pitää auki pitäjäntupaa.",
        "members": "119",
        "emphases": ["participation", "local_identity"],
    },
    told=Told(
        "Tupa oli auki 141 päivänä. Digineuvontaa annettiin 62 kertaa ja kirjoja noudettiin 830.",
        "Kyläläisille jäi paikka, jossa asiat hoituvat ilman matkaa keskustaan.",
        540,
        "Lavian pitäjäntupa oli auki 141 päivänä; neuvontaa sai 62 kertaa ja kirjoja noudettiin 830.",
    ),
)

CHESS = Matter(
    "Shakkikerho Musta Ratsu ry",
    "Avoimet shakki-illat ja koulujen shakkikerhot",
    "Pelaamme keskiviikkoisin kirjastossa. Kolmella koululla on kerho, jota vetää kaksi pelaajaa vuorollaan.",
    1_200,
    (4, 5, 3, 4),
    costs={"wages": 900, "activity": 980, "office": 120, "other": 150},
    income={"member_fees": 620},
    answers={"description": "Shakkia kaikenikäisille vuodesta 1948.", "members": "43"},
    told=Told(
        "Peli-iltoja oli 41. Koulukerhoissa kävi 57 lasta, ja kevään turnauksessa pelasi 38.",
        "Kerhoista tuli seuraan kymmenen uutta pelaajaa, joista puolet on tyttöjä.",
        236,
        "Shakkia pelattiin 41 avoimena iltana ja kolmen koulun kerhoissa, joissa kävi 57 lasta.",
    ),
)

SWIMMERS = Matter(
    "Uimaseura Meriharakka ry",
    "Kilparyhmän leirit ja kisamatkat",
    "Kilparyhmän uimarit käyvät kahdella leirillä ja kuudessa kilpailussa.",
    3_500,
    (1, 2, 1, 1),
    costs={"wages": 2_400, "activity": 3_900, "other": 600},
    income={"member_fees": 2_800},
    answers={"description": "Uimaseura, jossa uidaan vauvasta vaariin.", "members": "310"},
)

MATTERS = (CHOIR, MOBILITY, LIGHTHOUSE, YOUTH_CLUB, VILLAGE, CHESS, SWIMMERS)

# What the officer missed in the first report of the village.
MISSING = (
    "Liittäkää tai kertokaa, mihin vuokrien erotus budjettiin nähden perustuu.",
    "Kertokaa, kuinka moni sai digineuvontaa.",
)
FIRST_ATTEMPT = "Tupa oli auki suunnitellusti, ja kirjoja noudettiin."
RETURNED = "Tiliä ei ole (AC04)"
