"""Residents and villages, environment, defence and rescue."""

from associations.demo_texts.records import Record
from associations.enums import LegalForm

RECORDS = {
    "asukkaat-ja-kylat": (
        Record(
            "Pihlavan asukkaat Laiturin Väki ry",
            en="Pihlava Residents at the Jetty",
            district="Pihlava",
            since=1987,
            size=231,
            summary=(
                "Pihlavan asukkaiden ääni, kesätori ja talkoot rannassa.",
                "Invånarnas röst i Pihlava, sommartorg och talko vid stranden.",
                "The voice of Pihlava's residents, a summer market and work parties on the shore.",
            ),
            about=(
                "Yhdistys kysyy asukkailta, mitä pitäisi korjata, ja vie vastaukset kaupungille. Kesätorilla myydään "
                "perjantaisin kalaa, leipää ja käsitöitä.",
                "Föreningen frågar invånarna vad som borde åtgärdas och för svaren till staden. På fredagens "
                "sommartorg säljs fisk, bröd och hantverk.",
            ),
        ),
        Record(
            "Ahlaisten kyläväki Kivisilta ry",
            en="Ahlainen Village Stone Bridge",
            district="Ahlainen",
            since=1980,
            size=156,
            summary=(
                "Kylän yhteinen talo, markkinat ja uimarannan hoito.",
                "Byns gemensamma hus, marknad och skötsel av badstranden.",
                "The village's shared house, its fair and the care of its beach.",
            ),
            about=(
                "Kylätalon voi varata juhliin, ja kerran viikossa siellä on avoin keittiö. Markkinoille tulee "
                "elokuussa viisikymmentä myyjää.",
                "Byahuset kan bokas för fester, och en gång i veckan är köket öppet för alla. Till marknaden i "
                "augusti kommer femtio försäljare.",
            ),
        ),
        Record(
            "Lavian kyläyhteisö Pitäjäntupa ry",
            district="Lavia",
            since=1999,
            size=119,
            summary=(
                "Kyläkeittiö, kyytirinki ja harrastusiltoja Lavian keskustassa.",
                "Bykök, samåkningsring och hobbykvällar i Lavia centrum.",
                "A village kitchen, a lift-sharing ring and hobby evenings in the middle of Lavia.",
            ),
            about=(
                "Pitäjäntuvalla syödään yhdessä tiistaisin. Kyytirinki vie lääkäriin ja kauppaan, kun bussi on jo "
                "mennyt.",
                "På tisdagar äter vi tillsammans. Samåkningsringen kör till läkaren och butiken när bussen redan har "
                "gått.",
            ),
        ),
        Record(
            "Käppärän Kerrostaloväki ry",
            district="Käppärä",
            since=2012,
            size=68,
            summary=(
                "Naapurit, jotka viljelevät pihaa, vahtivat toisiaan ja juhlivat elokuussa.",
                "Grannar som odlar på gården, ser till varandra och festar i augusti.",
                "Neighbours who garden in the yard, look out for each other and celebrate in August.",
            ),
            about=(
                "Pihaan on rakennettu kaksikymmentä viljelylaatikkoa. Naapuriapulista on rapun seinällä, ja siinä on "
                "aina joku, joka vastaa.",
            ),
        ),
        Record(
            "Reposaaren saarelaiset Merituuli ry",
            sv="Räfsöborna Havsbrisen",
            en="Reposaari Islanders Sea Breeze",
            district="Reposaari",
            since=1974,
            size=144,
            summary=(
                "Saaren asukkaiden yhdistys: satamajuhla, nuotiopaikat ja asukastupa.",
                "Öbornas förening: hamnfest, eldplatser och invånarstuga.",
                "The islanders' association: harbour feast, fireplaces and a residents' house.",
            ),
            about=(
                "Satamajuhla kokoaa heinäkuussa koko saaren. Asukastuvalla on kahvila, jonka vuorot jaetaan "
                "kyläläisten kesken, ja digineuvontaa joka torstai.",
                "Hamnfesten i juli samlar hela ön. I invånarstugan finns ett kafé som byborna sköter i turer, och "
                "digital rådgivning varje torsdag.",
                "The harbour feast brings the whole island together in July. The residents' house has a café run in "
                "turns, and help with computers every Thursday.",
            ),
        ),
        Record(
            "Sampolan asukasfoorumi",
            district="Sampola",
            size=45,
            form=LegalForm.UNREGISTERED,
            summary=(
                "Kaikille avoin ryhmä, joka kokoaa Sampolan asukkaiden toiveet.",
                "En öppen grupp som samlar Sampolabornas önskemål.",
                "An open group that gathers the wishes of Sampola's residents.",
            ),
            about=("Foorumi kokoontuu neljästi vuodessa koulun ruokalassa. Kaupungin edustaja kutsutaan aina mukaan.",),
        ),
        Record(
            "Ulvilantien naapurusto Tienpiennar ry",
            district="Ulvilantie",
            since=2019,
            size=52,
            summary=(
                "Ulvilantien varren naapurit: turvallinen koulutie ja kukkiva piennar.",
                "Grannar längs Ulvilavägen: trygg skolväg och blommande vägren.",
                "Neighbours along Ulvilantie: a safe way to school and a verge in flower.",
            ),
            about=(
                "Vanhemmat ja eläkeläiset saattavat pienet koululaiset vuorotellen. Tienvarteen kylvettiin niitty, "
                "jossa on laskettu 38 kasvilajia.",
            ),
        ),
    ),
    "ymparisto": (
        Record(
            "Jokivarren luontoyhdistys Saukko ry",
            sv="Naturföreningen Uttern",
            en="Riverside Nature Association Otter",
            district="Keskusta",
            since=1973,
            size=187,
            summary=(
                "Luontoretkiä, vieraslajitalkoita ja joen tilan seurantaa.",
                "Naturutflykter, talko mot främmande arter och uppföljning av åns tillstånd.",
                "Nature walks, work parties against invasive species and a watch on the river.",
            ),
            about=(
                "Yhdistys mittaa veden sameutta kahdessatoista paikassa ja julkaisee tulokset. Retket ovat "
                "maksuttomia, ja kiikarit saa lainaan.",
                "Föreningen mäter vattnets grumlighet på tolv ställen och publicerar resultaten. Utflykterna är "
                "gratis, och kikare lånas ut.",
                "We measure how clear the water is in twelve places and publish the results. Walks are free, and "
                "binoculars can be borrowed.",
            ),
        ),
        Record(
            "Kierrätysyhdistys Toinen Kierros ry",
            sv="Återvinningsföreningen Andra varvet",
            en="Second Round Reuse",
            district="Tikkula",
            since=2008,
            size=91,
            summary=(
                "Korjauspaja, lainaamo ja vaihtotori: tavarat kiertoon ennen jätettä.",
                "Reparationsverkstad, lånebibliotek och bytestorg: sakerna i omlopp före soporna.",
                "A repair café, a library of things and a swap market: things go round before they go to waste.",
            ),
            about=(
                "Korjausillassa vapaaehtoiset opettavat paikkaamaan takin ja vaihtamaan johdon. Lainaamosta saa "
                "porakoneen, teltan tai popcornkoneen.",
                "På reparationskvällen lär frivilliga ut hur man lappar en jacka och byter en sladd. Ur "
                "lånebiblioteket får man en borrmaskin, ett tält eller en popcornmaskin.",
            ),
        ),
        Record(
            "Lintukerho Pikkutylli ry",
            en="Bird Club Little Ringed Plover",
            district="Reposaari",
            since=1995,
            size=74,
            summary=(
                "Lintujen seurantaa rannikolla, pönttötalkoita ja retkiä aloittelijoille.",
                "Fågelskådning vid kusten, holktalko och utflykter för nybörjare.",
                "Birdwatching on the coast, nest-box building and trips for beginners.",
            ),
            about=(
                "Kevätmuuttoa lasketaan joka aamu huhtikuusta toukokuun loppuun. Torniin pääsee myös lastenvaunuilla.",
            ),
        ),
        Record(
            "Yhteisöviljelijät Porkkanamaa ry",
            sv="Morotslandets Odlare",
            en="Carrot Field Community Gardeners",
            district="Väinölä",
            since=2013,
            size=66,
            summary=(
                "Yhteinen kasvimaa keskellä kerrostaloja: sato jaetaan työn mukaan.",
                "Ett gemensamt odlingsland mitt bland höghusen: skörden delas efter arbete.",
                "A shared plot among blocks of flats: the harvest is divided by work done.",
            ),
            about=(
                "Maalla on sata riviä ja kaksi kompostia. Päiväkodin lapsilla on oma penkki, ja syksyllä keitetään "
                "yhdessä keitto koko korttelille.",
                "Landet har hundra rader och två komposter. Daghemmets barn har en egen bädd, och på hösten kokar vi "
                "soppa åt hela kvarteret.",
            ),
        ),
    ),
    "maanpuolustus-ja-pelastus": (
        Record(
            "Reserviläiskerho Vartiotupa ry",
            district="Keskusta",
            since=1961,
            size=126,
            summary=(
                "Maanpuolustustaitoja, marsseja ja perinteen vaalimista.",
                "Försvarsfärdigheter, marscher och vård av traditioner.",
                "Skills of national defence, marches and the care of tradition.",
            ),
            about=(
                "Kerho hoitaa sankarihautausmaan kynttilät jouluaattona ja pitää avoimen kestävyysmarssin syyskuussa.",
            ),
        ),
        Record(
            "Vapaapalokunta Ahlaisten Ruisku ry",
            en="Ahlainen Volunteer Fire Brigade",
            district="Ahlainen",
            since=1922,
            size=41,
            summary=(
                "Sopimuspalokunta, jolla on nuoriso-osasto ja naistoimikunta.",
                "Avtalsbrandkår med ungdomsavdelning och kvinnokommitté.",
                "A volunteer fire brigade with a youth section and a women's committee.",
            ),
            about=(
                "Nuoriso-osastoon voi liittyä kymmenvuotiaana. Palokunta opettaa alkusammutusta kouluissa ja kylillä.",
                "Ungdomsavdelningen tar emot tioåringar. Brandkåren lär ut förstahandssläckning i skolor och byar.",
            ),
        ),
        Record(
            "Hakukoirat Tarkka Kuono ry",
            en="Search Dogs Keen Nose",
            district="Noormarkku",
            since=2002,
            size=35,
            summary=(
                "Pelastuskoiria ja ohjaajia, jotka etsivät kadonneita viranomaisten kutsusta.",
                "Räddningshundar och förare som söker försvunna på myndigheternas begäran.",
                "Rescue dogs and handlers who look for missing people when the authorities call.",
            ),
            about=(
                "Koirakot harjoittelevat kahdesti viikossa ja päivystävät ympäri vuoden. Maalimiehiksi metsään "
                "tarvitaan aina uusia ihmisiä, koiraa ei tarvitse olla.",
                "Ekipagen övar två gånger i veckan och har jour året om. Figuranter i skogen behövs alltid, och någon "
                "egen hund krävs inte.",
            ),
        ),
    ),
}
