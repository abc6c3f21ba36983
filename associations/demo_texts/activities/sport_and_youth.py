"""Sport, youth, families, immigrants."""

from associations.demo_texts.activities.shape import (
    ADULTS,
    CHILDREN,
    ISLAND,
    KARHUHALLI,
    LIBRARY,
    OPEN_DAY,
    OPEN_EVENING,
    OTAVA,
    PEERS,
    WORKSHOP,
    YOUNG,
    Activity,
    Time,
)

ACTIVITIES: dict[str, Activity] = {
    "Jokisuun Koripalloseura ry": Activity(
        "lapset nuoret aikuiset",
        (KARHUHALLI, "Sampolan koulun sali @ Sampola"),
        (
            Time(("Minit ja mikrot", "Mini och mikro", "Mini teams"), 1, "17–18.30"),
            Time(("Tyttöjen joukkueet", "Flicklagen", "Girls' teams"), 3, "17.30–19"),
            Time(("Aikuisten harrastesarja", "Motionsserie för vuxna", "Adult league"), 4, "20–21.30", place=1),
        ),
        access="step_free toilet parking",
    ),
    "Jalkapalloseura Käppärän Kaari ry": Activity(
        "lapset nuoret aikuiset perheet",
        ("Käppärän kenttä @ Käppärä", "Käppärän koulun sali @ Käppärä"),
        (
            Time(("Pihapelit", "Gårdsspel", "Open games"), 2, "18–19.30", season="summer"),
            Time(("Juniorit", "Juniorer", "Juniors"), 1, "17–18.30", place=1),
            Time(("Aikuiset, harraste", "Vuxna, motion", "Adults, for fun"), 5, "19.30–21", place=1),
        ),
        "fi en",
        "step_free parking",
    ),
    "Selkämeren Jalkapallojuniorit ry": Activity(
        "lapset nuoret",
        ("Pihlavan kenttä @ Pihlava",),
        (Time(("Harjoitukset 5–9 v.", "Träning 5–9 år", "Training, ages 5–9"), 3, "17–18", season="summer"),),
    ),
    "Noormarkun Salibandyseura Ryhti ry": Activity(
        "lapset nuoret aikuiset",
        ("Noormarkun liikuntahalli @ Noormarkku",),
        (Time(YOUNG, 2, "17.30–19"), Time(ADULTS, 7, "18–19.30")),
        access="step_free toilet",
    ),
    "Uimaseura Meriharakka ry": Activity(
        "lapset nuoret aikuiset",
        ("Keskustan uimahalli @ Keskusta",),
        (
            Time(("Uimakoulu", "Simskola", "Swimming school"), 2, "16.30–17.15"),
            Time(("Aikuisten tekniikka", "Teknik för vuxna", "Adults' technique"), 4, "19.30–20.30"),
        ),
        "fi en",
        "step_free toilet parking assistant",
    ),
    "Väinölän Voimistelijat ry": Activity(
        "lapset perheet naiset ikaantyneet",
        ("Väinölän koulun sali @ Väinölä",),
        (
            Time(("Vauva- ja perhejumppa", "Familjegympa", "Family gymnastics"), 6, "10–10.45"),
            Time(("Tuolijumppa", "Stolgympa", "Chair gymnastics"), 3, "11–11.45"),
        ),
        access="step_free toilet assistant",
    ),
    "Kirjurinluodon Juoksijat ry": Activity(
        "aikuiset nuoret",
        (ISLAND,),
        (
            Time(("Yhteislenkki", "Gemensam löprunda", "Group run"), 2, "18–19", season="all"),
            Time(("Pitkä lenkki", "Långpass", "Long run"), 7, "10–12", season="all"),
        ),
        "fi en",
    ),
    "Suunnistusseura Kangasrasti ry": Activity(
        "lapset aikuiset perheet",
        (),
        (Time(("Kuntorastit", "Motionsorientering", "Orienteering for all"), 3, "17–19", season="summer"),),
    ),
    "Tennisseura Tuulisyöttö ry": Activity(
        "aikuiset nuoret vammaiset",
        ("Meri-Porin tenniskentät @ Meri-Pori",),
        (Time(("Pyörätuolitennis", "Rullstolstennis", "Wheelchair tennis"), 6, "12–13.30", season="all"),),
        access="step_free toilet parking assistant",
    ),
    "Seglarkretsen Kummelpricken i Räfsö rf": Activity(
        "lapset nuoret aikuiset",
        ("Reposaaren satama @ Reposaari",),
        (Time(("Purjehduskoulu", "Seglarskola", "Sailing school"), 1, "17.30–20", season="summer"),),
        "sv fi",
    ),
    "Judoseura Jokikivi ry": Activity(
        "lapset nuoret aikuiset vammaiset",
        (KARHUHALLI,),
        (
            Time(CHILDREN, 1, "17–18"),
            Time(("Soveltava judo", "Anpassad judo", "Adapted judo"), 4, "17.30–18.30"),
            Time(ADULTS, 3, "18.30–20"),
        ),
        access="step_free toilet assistant quiet",
    ),
    "Liikuntaseura Omaan Tahtiin ry": Activity(
        "vammaiset pitkaaikaissairaat aikuiset",
        (OTAVA, "Keskustan uimahalli @ Keskusta"),
        (
            Time(("Boccia", "Boccia", "Boccia"), 2, "13–14.30"),
            Time(("Allasjumppa", "Vattengympa", "Water gymnastics"), 5, "12–12.45", place=1),
        ),
        access="step_free toilet parking induction_loop assistant easy_language",
    ),
    "Ahlaisten Räpylä ry": Activity(
        "lapset aikuiset",
        ("Ahlaisten kenttä @ Ahlainen",),
        (Time(("Pesiskoulu", "Boboll för barn", "Pesäpallo school"), 2, "17–18", season="summer"),),
    ),
    "Katukorisporukka Rautarengas": Activity(
        "nuoret",
        ("Tikkulan ulkokenttä @ Tikkula",),
        (Time(("Pelit", "Spel", "Games"), 4, "18–20", season="summer"),),
        "fi en ar",
    ),
    "Väinölän Nuorisokerho Vintti ry": Activity(
        "nuoret",
        ("Väinölän nuorisotalo @ Väinölä",),
        (Time(OPEN_EVENING, 3, "17–20.30"), Time(OPEN_EVENING, 5, "18–22")),
        "fi en",
        "step_free quiet",
    ),
    "Nuorten pajayhdistys Ruuvi ry": Activity(
        "nuoret tyottomat",
        ("Tikkulan paja @ Tikkula",),
        (Time(WORKSHOP, 2, "14–18", season="all"), Time(WORKSHOP, 4, "14–18", season="all")),
        access="step_free",
    ),
    "Partiolippukunta Kallioimarteet ry": Activity(
        "lapset nuoret aikuiset",
        ("Pihlavan kolo @ Pihlava",),
        (
            Time(("Sudenpennut", "Vargungar", "Cub scouts"), 1, "17.30–18.30"),
            Time(("Seikkailijat", "Äventyrare", "Adventurers"), 3, "18–19.15"),
        ),
    ),
    "Scoutkåren Måsungarna i Björneborg rf": Activity(
        "lapset nuoret",
        (OTAVA,),
        (Time(("Partioilta", "Scoutkväll", "Scout evening"), 4, "17.30–19"),),
        "sv",
    ),
    "Nuorten pelikerho Uusi Yritys ry": Activity(
        "nuoret",
        ("Sampolan kirjasto @ Sampola",),
        (Time(("Pöytäroolipelit", "Bordsrollspel", "Table-top role play"), 6, "12–17", every=2),),
        "fi en",
        "step_free quiet",
    ),
    "Lasten tiedekerho Sähäkkä ry": Activity(
        "lapset perheet",
        ("Käppärän koulun luokka @ Käppärä",),
        (Time(("Tiedekerho", "Vetenskapsklubb", "Science club"), 2, "15–16.30"),),
        access="step_free",
    ),
    "Yhden vanhemman perheet Tukiverkko ry": Activity(
        "perheet aikuiset",
        ("Sampolan asukastupa @ Sampola",),
        (Time(PEERS, 4, "17.30–19.30", every=2),),
        access="step_free toilet",
    ),
    "Pikkulapsiperheiden tupa Hiekkalaatikko ry": Activity(
        "perheet lapset",
        ("Meri-Porin perhetupa @ Meri-Pori",),
        (Time(OPEN_DAY, 1, "9–12"), Time(OPEN_DAY, 3, "9–12"), Time(OPEN_DAY, 5, "9–12")),
        access="step_free toilet parking",
    ),
    "Kansainvälinen yhdistys Yhteinen Pöytä ry": Activity(
        "maahan-muuttaneet aikuiset perheet",
        (OTAVA,),
        (Time(("Yhteinen ateria", "Gemensam måltid", "Shared meal"), 5, "17–19.30", season="all"),),
        "fi en ar so fa",
        "step_free toilet",
    ),
    "Ukrainalaisten yhdistys Sonjašnyk ry": Activity(
        "maahan-muuttaneet perheet lapset",
        ("Väinölän koulu @ Väinölä",),
        (Time(("Lasten lauantaikoulu", "Lördagsskola", "Saturday school"), 6, "10–13"),),
        "uk fi ru",
    ),
    "Arabiankielisten perheiden kerho Oliivipuu ry": Activity(
        "maahan-muuttaneet perheet naiset lapset",
        ("Sampolan kirjasto @ Sampola",),
        (
            Time(("Läksyapu", "Läxhjälp", "Homework help"), 2, "15–17"),
            Time(("Naisten liikunta", "Motion för kvinnor", "Women's sports"), 7, "14–15.30"),
        ),
        "ar fi ku",
        "step_free",
    ),
    "Kielikahvila Sanaset": Activity(
        "maahan-muuttaneet aikuiset opiskelijat",
        (LIBRARY,),
        (Time(("Kielikahvila", "Språkkafé", "Language café"), 3, "17–18.30", season="all"),),
        "fi sv en",
        "step_free toilet easy_language",
    ),
}
