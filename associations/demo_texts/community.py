"""Youth, parents, immigrants."""

from associations.demo_texts.records import Record
from associations.enums import LegalForm

RECORDS = {
    "nuoriso": (
        Record(
            "Väinölän Nuorisokerho Vintti ry",
            sv="Ungdomsklubben Vinden i Väinölä",
            en="Väinölä Youth Club Attic",
            district="Väinölä",
            since=1994,
            size=136,
            summary=(
                "Avoimia iltoja, retkiä ja kesätyönhakuapua 13–18-vuotiaille.",
                "Öppna kvällar, utflykter och hjälp att söka sommarjobb för 13–18-åringar.",
                "Open evenings, trips and help with finding summer jobs for those aged 13 to 18.",
            ),
            about=(
                "Vintillä on ovi auki neljänä iltana viikossa ja aina kaksi aikuista paikalla. Säännöt ja ohjelman "
                "päättää nuorten oma kokous.",
                "Vinden har öppet fyra kvällar i veckan, och två vuxna är alltid på plats. Regler och program bestäms "
                "av de ungas eget möte.",
                "The attic is open four evenings a week, always with two adults present. Rules and programme are "
                "decided by the young people's own meeting.",
            ),
        ),
        Record(
            "Nuorten pajayhdistys Ruuvi ry",
            en="Youth Workshop Association Screw",
            district="Tikkula",
            since=2011,
            size=62,
            summary=(
                "Polkupyöriä, mopoja ja puutöitä: paja nuorille, jotka oppivat käsillään.",
                "Cyklar, mopeder och träarbeten: en verkstad för unga som lär sig med händerna.",
                "Bicycles, mopeds and woodwork: a workshop for young people who learn with their hands.",
            ),
            about=(
                "Pajalla korjataan naapuruston pyöriä ja opitaan samalla työelämän taitoja. Puolet ohjaajista on "
                "entisiä pajalaisia.",
                "På verkstaden repareras grannskapets cyklar. Hälften av ledarna har själva börjat som deltagare.",
            ),
        ),
        Record(
            "Partiolippukunta Kallioimarteet ry",
            district="Pihlava",
            since=1946,
            size=103,
            summary=(
                "Partiota seitsenvuotiaista aikuisiin: retkiä, leirejä ja kädentaitoja.",
                "Scouting från sju år till vuxen ålder: utfärder, läger och handens färdigheter.",
                "Scouting from the age of seven: hikes, camps and skills.",
            ),
            about=(
                "Viikkokokoukset ovat kololla Pihlavassa. Lippukunnalla on teltat ja rinkat lainaksi, joten retkelle "
                "pääsee ilman omia varusteita.",
                "Veckomötena hålls i Pihlava. Kåren lånar ut tält och ryggsäckar, så ingen behöver egen utrustning.",
            ),
        ),
        Record(
            "Scoutkåren Måsungarna i Björneborg rf",
            sv="Scoutkåren Måsungarna i Björneborg rf",
            en="Scout Group Måsungarna",
            district="Keskusta",
            since=1937,
            size=47,
            summary=(
                "Ruotsinkielinen partiolippukunta, jossa seilataan ja vaelletaan.",
                "Svensk scoutkår som seglar och vandrar.",
                "A Swedish-speaking scout group that sails and hikes.",
            ),
            about=(
                "Lippukunta kokoontuu torstaisin ruotsinkielisen koulun tiloissa. Kesäleiri pidetään saaressa, jonne "
                "soudetaan.",
                "Kåren möts på torsdagar i skolan. Sommarlägret hålls på en ö dit man ror, och vinterlägret i en "
                "stuga utan elektricitet.",
            ),
        ),
        Record(
            "Nuorten pelikerho Uusi Yritys ry",
            en="Young Gamers' Club New Try",
            district="Sampola",
            since=2016,
            size=148,
            summary=(
                "Digipelejä, pöytäroolipelejä ja pelien tekemistä turvallisessa porukassa.",
                "Digitala spel, bordsrollspel och spelmakande i ett tryggt gäng.",
                "Video games, tabletop role-playing and game making in a safe company.",
            ),
            about=(
                "Peli-illoissa noudatetaan yhdessä sovittuja reilun pelin sääntöjä. Vanhemmille pidetään keväisin ja "
                "syksyisin ilta, jossa lapset opettavat.",
                "På spelkvällarna gäller gemensamma regler om rent spel. Vår och höst hålls en kväll då barnen "
                "undervisar föräldrarna.",
            ),
        ),
        Record(
            "Lasten tiedekerho Sähäkkä ry",
            sv="Barnens vetenskapsklubb Sähäkkä",
            en="Children's Science Club Spark",
            district="Käppärä",
            since=2018,
            size=71,
            summary=(
                "Tiedettä kokeilemalla: kerhoja lapsille ja tieteen viikonloppuja perheille.",
                "Vetenskap genom experiment: klubbar för barn och helger för familjer.",
                "Science by trying it out: clubs for children and weekends for families.",
            ),
            about=(
                "Kerhossa rakennetaan raketteja, tutkitaan jokiveden pieneläimiä ja koodataan. Ohjaajat ovat "
                "opiskelijoita ja eläkkeelle jääneitä opettajia.",
                "I klubben bygger vi raketer, undersöker smådjur i åvattnet och kodar. Ledarna är studerande och "
                "pensionerade lärare.",
                "We build rockets, look at the small creatures of the river and write code. The instructors are "
                "students and retired teachers.",
            ),
        ),
    ),
    "vanhemmat": (
        Record(
            "Tikkulan koulun vanhempainyhdistys Välitunti ry",
            district="Tikkula",
            since=1992,
            size=180,
            summary=(
                "Koulun vanhemmat: tapahtumia, retkirahaa ja puhevalta koulua koskevissa asioissa.",
                "Skolans föräldrar: evenemang, pengar till utflykter och en röst i skolans frågor.",
                "Parents of the school: events, money for trips and a voice in its affairs.",
            ),
            about=(
                "Yhdistys järjestää kevätmyyjäiset ja pihatalkoot. Joka luokasta on mukana kaksi vanhempaa, ja "
                "kokouksiin saa tulla lapsi kainalossa.",
            ),
        ),
        Record(
            "Yhden vanhemman perheet Tukiverkko ry",
            sv="Enföräldersfamiljernas Stödnät",
            en="One-Parent Families Safety Net",
            district="Sampola",
            since=2005,
            size=94,
            summary=(
                "Vertaistukea, lastenhoitoapua ja yhteisiä lomia yksin kasvattaville.",
                "Kamratstöd, barnvakt och gemensamma semestrar för ensamförsörjare.",
                "Peer support, childcare and holidays together for those who bring up children alone.",
            ),
            about=(
                "Joka toinen sunnuntai syödään yhdessä, ja lapsille on silloin hoitaja. Vaihtovaatehylly on auki "
                "aina, kun joku on paikalla.",
                "Varannan söndag äter vi tillsammans, och då finns barnvakt. Klädbyteshyllan är öppen när någon är på "
                "plats.",
            ),
        ),
        Record(
            "Pikkulapsiperheiden tupa Hiekkalaatikko ry",
            en="Open House for Families Sandpit",
            district="Meri-Pori",
            since=2014,
            size=57,
            summary=(
                "Avoin tupa alle kouluikäisten lasten perheille kolmena aamuna viikossa.",
                "Öppet hus för familjer med barn under skolåldern, tre förmiddagar i veckan.",
                "An open house for families with children under school age, three mornings a week.",
            ),
            about=(
                "Tuvalle voi tulla ilman ilmoittautumista. Kahvi on vanhemmille, lelut lapsille, ja perjantaisin "
                "lauletaan.",
                "Man får komma utan anmälan. Kaffet är för föräldrarna, leksakerna för barnen, och på fredagar "
                "sjunger vi.",
            ),
        ),
    ),
    "maahanmuuttajat": (
        Record(
            "Kansainvälinen yhdistys Yhteinen Pöytä ry",
            sv="Internationella föreningen Gemensamt bord",
            en="International Association Common Table",
            district="Keskusta",
            since=2003,
            size=168,
            summary=(
                "Ruokaa, kieliä ja ystäviä: paikka, jossa uusi ja vanha porilainen tapaavat.",
                "Mat, språk och vänner: här möts nya och gamla björneborgare.",
                "Food, languages and friends: where new and old residents of Pori meet.",
            ),
            about=(
                "Yhteisötalo Otavassa kokataan yhdessä joka keskiviikko. Läksykerhossa autetaan koululaisia, ja "
                "neuvonnassa luetaan kirjeitä ja täytetään lomakkeita kuudella kielellä.",
                "Varje onsdag lagar vi mat tillsammans i Yhteisötalo Otava. I läxklubben får skolbarn hjälp, och i "
                "rådgivningen läser vi brev och fyller i blanketter på sex språk.",
                "We cook together in Yhteisötalo Otava every Wednesday. School children get help with homework, and "
                "our advisers read letters and fill in forms in six languages.",
            ),
        ),
        Record(
            "Ukrainalaisten yhdistys Sonjašnyk ry",
            en="Ukrainian Association Soniashnyk",
            district="Väinölä",
            since=2022,
            size=121,
            summary=(
                "Porissa asuvien ukrainalaisten oma yhdistys: neuvontaa, kieltä ja juhlia.",
                "Ukrainarnas egen förening i Björneborg: råd, språk och fester.",
                "The association of Ukrainians in Pori: advice, language and celebrations.",
            ),
            about=(
                "Lauantaikoulussa lapset oppivat ukrainaa ja vanhemmat suomea. Auringonkukkajuhla elokuussa on avoin "
                "kaikille.",
                "I lördagsskolan lär sig barnen ukrainska och föräldrarna finska. Solrosfesten i augusti är öppen för "
                "alla.",
                "At the Saturday school children learn Ukrainian and parents Finnish. Everybody is welcome at the "
                "sunflower feast in August.",
            ),
        ),
        Record(
            "Arabiankielisten perheiden kerho Oliivipuu ry",
            en="Arabic-speaking Families' Club Olive Tree",
            district="Sampola",
            since=2017,
            size=83,
            summary=(
                "Kerho arabiankielisille perheille: läksyapua, liikuntaa naisille ja retkiä.",
                "En klubb för arabiskspråkiga familjer: läxhjälp, motion för kvinnor och utflykter.",
                "A club for Arabic-speaking families: homework help, exercise for women and trips.",
            ),
            about=(
                "Naisten uintivuoro on sunnuntaisin. Isien ryhmä tutustuu joka kuukausi yhteen suomalaiseen "
                "harrastukseen, pilkkimisestä pesäpalloon.",
                "Kvinnornas simtur är på söndagar. Pappornas grupp prövar varje månad en finländsk hobby, från "
                "pimpling till boboll.",
            ),
        ),
        Record(
            "Kielikahvila Sanaset",
            district="Keskusta",
            size=30,
            form=LegalForm.UNREGISTERED,
            summary=(
                "Suomea, ruotsia ja englantia kahvikupin ääressä, kaikentasoisille puhujille.",
                "Finska, svenska och engelska över en kopp kaffe, på alla nivåer.",
                "Finnish, Swedish and English over a cup of coffee, at every level.",
            ),
            about=(
                "Kielikahvila on kirjastossa maanantaisin. Virheitä saa tehdä, korjata saa vain pyydettäessä.",
                "Språkkaféet finns i biblioteket på måndagar. Fel får man göra, rätta får man bara på begäran.",
                "The language café is at the library on Mondays. Mistakes are fine; corrections only on request.",
            ),
        ),
    ),
}
