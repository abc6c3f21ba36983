"""Culture, welfare, villages, nature, leisure."""

from associations.demo_texts.activities.shape import (
    ADULTS,
    ANNIS,
    CLUB,
    ISLAND,
    LIBRARY,
    OPEN_DAY,
    OPEN_EVENING,
    OTAVA,
    PEERS,
    PROMENADI,
    REHEARSAL,
    TALKOOT,
    TRAINING,
    WORKSHOP,
    Activity,
    Time,
)

ACTIVITIES: dict[str, Activity] = {
    "Mieskuoro Selkämeren Sointu ry": Activity(
        "miehet aikuiset ikaantyneet", (ANNIS,), (Time(REHEARSAL, 2, "18–20.30"),), access="step_free toilet"
    ),
    "Kamarikuoro Kuurankukka ry": Activity("aikuiset", (ANNIS,), (Time(REHEARSAL, 3, "18–20.30"),), "fi sv"),
    "Lapsikuoro Leppäkerttu ry": Activity(
        "lapset",
        ("Väinölän koulun musiikkiluokka @ Väinölä",),
        (
            Time(("Laululeikki 4–6 v.", "Sånglek 4–6 år", "Singing games, ages 4–6"), 1, "17–17.45"),
            Time(("Kuoro 7–12 v.", "Kör 7–12 år", "Choir, ages 7–12"), 1, "18–19"),
        ),
    ),
    "Harrastajateatteri Rantaukko ry": Activity(
        "aikuiset nuoret", ("Noormarkun työväentalo @ Noormarkku",), (Time(REHEARSAL, 4, "18–21", season="all"),)
    ),
    "Puhallinorkesteri Messinkitorvi ry": Activity(
        "nuoret aikuiset lapset",
        (PROMENADI,),
        (
            Time(("Kasvattiryhmä", "Nybörjargrupp", "Beginners"), 4, "17–18"),
            Time(REHEARSAL, 4, "18.15–20.30"),
        ),
        access="step_free toilet parking induction_loop",
    ),
    "Kansantanssiryhmä Katrilli ry": Activity(
        "lapset aikuiset ikaantyneet", ("Meri-Porin koulu @ Meri-Pori",), (Time(ADULTS, 1, "18–20"),)
    ),
    "Taideyhdistys Kolmas Silta ry": Activity(
        "aikuiset", (ANNIS,), (Time(("Avoin ateljee", "Öppen ateljé", "Open studio"), 2, "17–20"),), "fi sv en"
    ),
    "Kirjallisuuspiiri Marginaali ry": Activity(
        "aikuiset ikaantyneet",
        (LIBRARY,),
        (Time(("Lukupiiri", "Läsecirkel", "Reading circle"), 3, "17.30–19", every=4),),
        access="step_free toilet induction_loop",
    ),
    "Elokuvakerho Viimeinen Rivi ry": Activity(
        "aikuiset opiskelijat",
        (ANNIS,),
        (Time(("Elokuvailta", "Filmkväll", "Film night"), 4, "18–21"),),
        "fi en",
        "step_free induction_loop",
    ),
    "Kulturföreningen Fyrbåken i Björneborg rf": Activity(
        "perheet lapset aikuiset ikaantyneet",
        (OTAVA,),
        (
            Time(("Satutuokio", "Sagostund", "Story time"), 6, "10.30–11.15"),
            Time(("Lauluilta", "Sångkväll", "Singing evening"), 2, "18–19.30", every=2),
        ),
        "sv",
        "step_free toilet",
    ),
    "Kansanmusiikkiyhdistys Hanuri ja Havu ry": Activity(
        "aikuiset ikaantyneet", ("Lavian tanssilava @ Lavia",), (Time(REHEARSAL, 7, "15–18", every=2),)
    ),
    "Valokuvaajien yhdistys Pitkä Valotus ry": Activity(
        "aikuiset opiskelijat",
        ("Sampolan palvelukeskus @ Sampola",),
        (Time(("Kuvailta", "Bildkväll", "Picture evening"), 1, "18–20"),),
    ),
    "Rytmimusiikin yhdistys Kellarikerros ry": Activity(
        "nuoret opiskelijat",
        ("Bändikellari @ Keskusta",),
        (Time(("Jamit", "Jam", "Jam session"), 5, "18–21"),),
        "fi en",
    ),
    "Katusirkus Tasajalka": Activity(
        "nuoret aikuiset", (ISLAND,), (Time(TRAINING, 7, "13–15", season="summer"),), "fi en"
    ),
    "Yhteisökeittiö Iso Kattila ry": Activity(
        "aikuiset tyottomat ikaantyneet",
        ("Sampolan asukastupa @ Sampola",),
        (
            Time(("Lounas", "Lunch", "Lunch"), 2, "11–13", season="all"),
            Time(("Lounas", "Lunch", "Lunch"), 4, "11–13", season="all"),
        ),
        "fi en",
        "step_free toilet assistant",
    ),
    "Omaishoitajien vertaiset Hengähdys ry": Activity(
        "omaishoitajat ikaantyneet", (OTAVA,), (Time(PEERS, 3, "13–15", every=2),), access="step_free toilet"
    ),
    "Raittiustalo Kirkas Aamu ry": Activity(
        "aikuiset tyottomat",
        ("Raittiustalo @ Tikkula",),
        tuple(Time(OPEN_DAY, day, "9–15", season="all") for day in range(1, 8)),
        access="step_free",
    ),
    "Talousneuvojat Tyhjä Tasku ry": Activity(
        "aikuiset tyottomat",
        (LIBRARY,),
        (Time(("Neuvonta", "Rådgivning", "Advice"), 1, "15–18", season="all"),),
        "fi sv en",
        "step_free toilet easy_language",
    ),
    "Mielen hyvinvoinnin yhdistys Valonkajo ry": Activity(
        "aikuiset nuoret pitkaaikaissairaat",
        (OTAVA,),
        (
            Time(("Kohtaamispaikka", "Mötesplats", "Meeting place"), 2, "12–16", season="all"),
            Time(PEERS, 4, "17–18.30"),
        ),
        access="step_free toilet quiet easy_language",
    ),
    "Eläkeläiskerho Tikkulan Tarmokkaat ry": Activity(
        "ikaantyneet",
        ("Tikkulan palvelutalo @ Tikkula",),
        (
            Time(("Kerhopäivä", "Klubbdag", "Club day"), 2, "12–14.30"),
            Time(("Tuolijumppa", "Stolgympa", "Chair gymnastics"), 4, "10–10.45"),
        ),
        access="step_free toilet induction_loop",
    ),
    "Noormarkun Seniorit Virkeä Mieli ry": Activity(
        "ikaantyneet",
        ("Noormarkun seurakuntatalo @ Noormarkku",),
        (Time(("Muistipelit ja laulua", "Minnesspel och sång", "Memory games and songs"), 3, "13–15"),),
        access="step_free toilet",
    ),
    "Pensionärsklubben Aftonstjärnan i Björneborg rf": Activity(
        "ikaantyneet",
        (OTAVA,),
        (Time(("Kerho", "Klubbträff", "Club meeting"), 4, "13–15", every=2),),
        "sv",
        "step_free toilet induction_loop",
    ),
    "Meri-Porin Ikäihmiset Ankkuri ry": Activity(
        "ikaantyneet", ("Meri-Porin kirjasto @ Meri-Pori",), (Time(CLUB, 1, "12–14"),), access="step_free toilet"
    ),
    "Näkövammaisten kerho Tuntoaisti ry": Activity(
        "vammaiset",
        (OTAVA,),
        (Time(("Äänikirjapiiri", "Ljudbokscirkel", "Audio book circle"), 2, "13–15", every=2),),
        access="step_free toilet assistant quiet",
    ),
    "Muistiyhdistys Tallella ry": Activity(
        "ikaantyneet omaishoitajat pitkaaikaissairaat",
        ("Käppärän palvelutalo @ Käppärä",),
        (Time(PEERS, 4, "13–14.30"),),
        access="step_free toilet quiet easy_language",
    ),
    "Liikkumisen tuki Kynnyksettä ry": Activity(
        "vammaiset",
        ("Sampolan palvelukeskus @ Sampola",),
        (Time(OPEN_EVENING, 3, "16–18"),),
        "fi fsl",
        "step_free toilet parking induction_loop sign_language assistant",
    ),
    "Diabeteskerho Makea Elämä ry": Activity(
        "pitkaaikaissairaat perheet",
        ("Väinölän koulun kotitalousluokka @ Väinölä",),
        (Time(("Ruokapiiri", "Matcirkel", "Cookery circle"), 1, "17–19", every=4),),
    ),
    "Pihlavan asukkaat Laiturin Väki ry": Activity(
        "aikuiset perheet", (), (Time(("Kesätori", "Sommartorg", "Summer market"), 6, "9–13", season="summer"),)
    ),
    "Ahlaisten kyläväki Kivisilta ry": Activity(
        "aikuiset perheet ikaantyneet",
        ("Kylätalo @ Ahlainen",),
        (Time(("Kyläkahvila", "Bykafé", "Village café"), 7, "12–15", season="all"),),
    ),
    "Lavian kyläyhteisö Pitäjäntupa ry": Activity(
        "aikuiset perheet ikaantyneet",
        ("Pitäjäntupa @ Lavia",),
        (Time(("Kyläkeittiö", "Bykök", "Village kitchen"), 5, "11–13", season="all"),),
        access="step_free",
    ),
    "Käppärän Kerrostaloväki ry": Activity(
        "aikuiset perheet", (), (Time(("Pihatalkoot", "Gårdstalko", "Yard work"), 3, "17–19", season="summer"),)
    ),
    "Jokivarren luontoyhdistys Saukko ry": Activity(
        "aikuiset perheet",
        (ISLAND,),
        (Time(("Luontoretki", "Naturutflykt", "Nature walk"), 7, "10–13", every=2, season="all"),),
        "fi en",
    ),
    "Kierrätysyhdistys Toinen Kierros ry": Activity(
        "aikuiset nuoret",
        ("Tikkulan paja @ Tikkula",),
        (Time(("Korjauspaja", "Reparationsverkstad", "Repair café"), 6, "11–15", season="all"),),
        "fi en",
        "step_free",
    ),
    "Lintukerho Pikkutylli ry": Activity(
        "aikuiset nuoret",
        ("Reposaaren rannat @ Reposaari",),
        (Time(("Linturetki", "Fågelutflykt", "Birding walk"), 6, "7–10", season="summer"),),
    ),
    "Yhteisöviljelijät Porkkanamaa ry": Activity(
        "aikuiset perheet maahan-muuttaneet",
        ("Väinölän kasvimaa @ Väinölä",),
        (Time(TALKOOT, 2, "17–19.30", season="summer"),),
        "fi en uk",
    ),
    "Vapaapalokunta Ahlaisten Ruisku ry": Activity(
        "nuoret aikuiset naiset",
        ("Ahlaisten paloasema @ Ahlainen",),
        (Time(("Nuoriso-osasto", "Ungdomsavdelning", "Youth section"), 1, "18–20", season="all"),),
    ),
    "Hakukoirat Tarkka Kuono ry": Activity("aikuiset", (), (Time(TRAINING, 7, "9–13", season="all"),)),
    "Hiljaisuuden ystävät Lähde ry": Activity(
        "aikuiset", (OTAVA,), (Time(("Hiljainen ilta", "Stilla kväll", "Quiet evening"), 7, "18–19.30"),), "fi sv"
    ),
    "Käsityöläisyhdistys Sormustin ry": Activity(
        "aikuiset ikaantyneet", (ANNIS,), (Time(WORKSHOP, 4, "16–19"),), access="step_free toilet"
    ),
    "Shakkikerho Musta Ratsu ry": Activity(
        "lapset nuoret aikuiset ikaantyneet",
        (ANNIS, LIBRARY),
        (
            Time(("Kerhoilta", "Klubbkväll", "Club evening"), 2, "18–22", season="all"),
            Time(("Lasten shakkikoulu", "Schackskola för barn", "Children's chess school"), 6, "11–12.30", place=1),
        ),
        "fi en",
        "step_free toilet",
    ),
    "Lautapelaajat Noppa ja Nappula ry": Activity(
        "nuoret aikuiset perheet",
        (OTAVA,),
        (Time(("Peli-ilta", "Spelkväll", "Games night"), 5, "17–22", season="all"),),
        "fi en",
        "step_free toilet",
    ),
    "Kalastajat Kuhakukko ry": Activity(
        "nuoret aikuiset",
        ("Pihlavan venesatama @ Pihlava",),
        (Time(("Nuorten kalakoulu", "Fiskeskola för unga", "Young anglers"), 3, "17–19", season="summer"),),
    ),
    "Mopoharrastajat Kaasukahva ry": Activity(
        "nuoret aikuiset",
        ("Noormarkun talli @ Noormarkku",),
        (Time(("Talli-ilta", "Garagekväll", "Garage"), 4, "17–20"),),
    ),
    "Radioamatöörit Pitkä Aalto ry": Activity(
        "aikuiset nuoret", ("Radiokerho @ Ulvilantie",), (Time(CLUB, 1, "18–20", season="all"),), "fi sv en"
    ),
    "Neulekahvila Nurin Oikein": Activity(
        "aikuiset ikaantyneet",
        ("Reposaaren kirjasto @ Reposaari",),
        (Time(("Neulekahvila", "Stickkafé", "Knitting café"), 2, "17–19"),),
    ),
    "Eläinten ystävät Tassunjälki ry": Activity("aikuiset nuoret", (), (Time(TALKOOT, 6, "10–13", season="all"),)),
    "Lukumummit ja -vaarit Ääneen ry": Activity("lapset ikaantyneet", (), (), "fi sv"),
}
