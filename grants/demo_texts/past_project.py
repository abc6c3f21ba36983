"""The project grants of a past year, with what was changed on the way."""

from __future__ import annotations

from grants.demo_texts.rounds import Matter, Told

OTTERS = Matter(
    "Jokivarren luontoyhdistys Saukko ry",
    "Kokemäenjoen rantapolku: opastaulut, linnunpöntöt ja vieraslajitalkoot",
    "Kymmenen talkoot keväästä syksyyn. Taulut tehdään koulujen kanssa, ja polku jää kaikkien käyttöön.",
    12_000,
    (5, 4, 5, 4),
    costs={"wages": 4_800, "premises": 600, "activity": 7_200, "travel": 500, "communications": 900, "other": 400},
    answers={"partners": "Kolme koulua, joen kalastuskunta ja kaupungin puistotoimi."},
    told=Told(
        "Polulle tuli 14 taulua ja 60 pönttöä. Talkoita oli kymmenen, ja jättipalsamia kitkettiin kaksi hehtaaria.",
        "Koululaiset hoitavat omaa osuuttaan polusta myös hankkeen jälkeen.",
        430,
        "Kokemäenjoen rantapolku sai 14 opastaulua ja 60 linnunpönttöä; talkoissa oli 430 porilaista.",
    ),
)

SCIENCE = Matter(
    "Lasten tiedekerho Sähäkkä ry",
    "Kiertävä tiedelaboratorio kouluille, joilla ei ole omaa",
    "Pakettiautoon rakennetaan laboratorio, joka käy kahdellatoista koululla. Kokeet suunnitellaan lasten kanssa.",
    18_000,
    (5, 5, 4, 5),
    costs={"wages": 9_500, "activity": 9_800, "travel": 2_100, "communications": 700, "other": 600},
    answers={"partners": "Kaksitoista koulua ja kaupungin opetustoimi."},
    told=Told(
        "Auto kävi kahdellatoista koululla, joillakin kahdesti. Kokeita kertyi 31, ja ohjeet julkaistiin verkossa.",
        "Opettajat jatkavat kokeita oppitunneilla, ja kerhoon tuli lapsia viideltä uudelta koululta.",
        1_340,
        "Kiertävä tiedelaboratorio kävi kahdellatoista koululla; kokeita teki 1 340 lasta.",
    ),
)

BASEMENT = Matter(
    "Rytmimusiikin yhdistys Kellarikerros ry",
    "Bänditilojen verkosto: kolme vapaasti varattavaa harjoitustilaa soittimineen",
    "Kunnostamme kolme kellaritilaa nuorten kanssa. Tilat varataan verkossa, eikä niistä peritä maksua.",
    30_000,
    (3, 4, 3, 3),
    costs={"wages": 11_000, "premises": 7_500, "activity": 13_600, "communications": 1_200, "other": 900},
    answers={"partners": "Kolme taloyhtiötä, musiikkiopisto ja nuorisotoimi."},
    told=Told(
        "Kolme tilaa on kunnostettu ja varustettu. Varauksia tehtiin 870 ensimmäisten neljän kuukauden aikana.",
        "Soittamaan on päässyt 26 bändiä, joista useimmilla ei ollut paikkaa missään.",
        310,
        "Kolmessa maksuttomassa bänditilassa harjoittelee 26 bändiä; varauksia tehtiin 870.",
        explained="Avustus oli haettua pienempi, joten yksi tiloista kunnostettiin talkoilla.",
        actual={"wages": 8_700},
    ),
)

STONE_BRIDGE = Matter(
    "Ahlaisten kyläväki Kivisilta ry",
    "Kylän hätävarat: varavoima, varasto ja harjoitus sähkökatkon varalle",
    "Kylätalolle hankitaan varavoimakone ja varasto. Syksyllä harjoitellaan yhdessä palokunnan kanssa.",
    8_500,
    (4, 3, 4, 4),
    costs={"premises": 1_900, "activity": 7_400, "travel": 150, "communications": 250, "other": 300},
    answers={"partners": "Palokunta ja naapurikylät."},
    told=Told(
        "Varavoimakone ja varasto ovat paikoillaan. Harjoitukseen osallistui 74 kyläläistä ja palokunta.",
        "Kylä selviää kolmen päivän sähkökatkosta, ja jokaisella on nimetty naapuri.",
        74,
        "Ahlaisten kylätalossa on varavoima ja varasto, ja sähkökatkoa harjoitteli 74 kyläläistä.",
    ),
)

MATTERS = (OTTERS, SCIENCE, BASEMENT, STONE_BRIDGE)

# Asked for by the association that was given less, and decided in its favour.
RECTIFICATION_ASKED = "Pyydämme, että avustus korotetaan 27 000 euroon."
RECTIFICATION_GROUNDS = (
    "Päätöksen perusteluissa todetaan, ettei kumppaneita ole sitoutettu. Kolmen taloyhtiön suostumukset olivat "
    "hakemuksen liitteenä tammikuussa, mutta ne on sivuutettu arvioinnissa."
)
RECTIFICATION_REASONS = (
    "Suostumukset olivat käytettävissä, kun hakemus arvioitiin, eikä niitä ole otettu huomioon kumppaneita koskevissa "
    "pisteissä. Kun ne otetaan huomioon, hanke täyttää seuraavan portaan ehdot. Määräraha riittää korotukseen."
)
RECTIFIED_EUROS = 27_000

TIME_ASKED = "Taulujen pystytys siirtyy, ja pyydämme selvitykselle kuukauden lisää aikaa."
TIME_GROUNDS = "Joki tulvi kesäkuussa, ja rantapolku oli kolme viikkoa veden alla."
TIME_REASONS = "Tulva ei ole johtunut yhdistyksestä, ja tarkoitus pysyy samana."
PURPOSE_ASKED = "Pyydämme saada käyttää osan avustuksesta kerhon oman tilan kalusteisiin."
PURPOSE_GROUNDS = "Auton varustelu tuli arvioitua halvemmaksi."
PURPOSE_REASONS = (
    "Kalusteet palvelisivat kerhon omaa tilaa eivätkä kouluja, joiden hyväksi avustus myönnettiin. Säästyneen osan voi "
    "käyttää uusiin käynteihin samaan tarkoitukseen."
)
