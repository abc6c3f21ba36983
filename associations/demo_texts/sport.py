"""Sport."""

from associations.demo_texts.records import Record
from associations.enums import LegalForm, Status

RECORDS = {
    "liikunta": (
        Record(
            "Jokisuun Koripalloseura ry",
            sv="Åmynnets Basketförening",
            en="River Mouth Basketball Club",
            district="Sampola",
            since=1978,
            size=312,
            summary=(
                "Koripalloa mikroista aikuisten harrastesarjaan Karhuhallissa ja koulujen saleissa.",
                "Basket från mikrolag till motionsserie för vuxna i Karhuhalli och i skolornas gymnastiksalar.",
                "Basketball from mini teams to an adult league, in Karhuhalli and in school gyms.",
            ),
            about=(
                "Seurassa pelaa yhdeksän junioriryhmää ja kolme aikuisten joukkuetta. Uudet pelaajat saavat kokeilla "
                "kaksi viikkoa maksutta, ja pelikengät voi lainata seuralta. Kotipelejä ja turnauksia tehdään "
                "talkoilla.",
                "I föreningen spelar nio juniorgrupper och tre vuxenlag. Nya spelare får prova på gratis i två "
                "veckor, och skor kan lånas av föreningen. Hemmamatcher och turneringar ordnas med talkokrafter.",
                "Nine junior groups and three adult teams play for the club. New players may try for two weeks free "
                "of charge and can borrow shoes. Home games and tournaments are run by volunteers.",
            ),
        ),
        Record(
            "Jalkapalloseura Käppärän Kaari ry",
            sv="Fotbollsföreningen Käppärän Kaari",
            en="Käppärä Football Club Kaari",
            district="Käppärä",
            since=1964,
            size=428,
            summary=(
                "Kaupunginosan jalkapalloseura, jossa pelaavat niin tytöt, pojat kuin aikuisetkin.",
                "Stadsdelens fotbollsklubb för flickor, pojkar och vuxna.",
                "A neighbourhood football club for girls, boys and adults.",
            ),
            about=(
                "Joukkueita on kolmetoista, ja jokaisessa ikäluokassa on ryhmä myös niille, jotka eivät halua "
                "kilpailla. Kesäisin seura pitää pihapelejä kerrostalojen nurmikoilla: mukaan pääsee ilmoittautumatta.",
                "Klubben har tretton lag, och i varje åldersklass finns en grupp för dem som inte vill tävla. På "
                "somrarna spelar vi på höghusens gräsmattor, och alla får vara med utan anmälan.",
                "There are thirteen teams, and every age group has one for those who don't want to compete. In summer "
                "the club runs open games on the lawns between the blocks of flats; no need to sign up.",
            ),
        ),
        Record(
            "Selkämeren Jalkapallojuniorit ry",
            sv="Bottenhavets fotbollsjuniorer",
            en="Bothnian Sea Junior Football",
            district="Pihlava",
            since=2009,
            size=187,
            summary=(
                "Jalkapalloa 5–15-vuotiaille Pihlavassa, Reposaaressa ja Ahlaisissa.",
                "Fotboll för 5–15-åringar i Pihlava, Räfsö och Vittisbofjärd.",
                "Football for children from 5 to 15 in Pihlava, Reposaari and Ahlainen.",
            ),
            about=(
                "Harjoitukset pidetään siellä, missä lapset asuvat, ja vanhemmat kuljettavat vuorotellen. Kausimaksu "
                "on pidetty niin pienenä, ettei se ole kenellekään este.",
                "Träningarna hålls där barnen bor, och föräldrarna turas om att skjutsa. Säsongsavgiften hålls så låg "
                "att ingen behöver stanna hemma för dess skull.",
            ),
        ),
        Record(
            "Noormarkun Salibandyseura Ryhti ry",
            en="Noormarkku Floorball Club Ryhti",
            district="Noormarkku",
            since=1996,
            size=164,
            summary=(
                "Salibandyä junioreille ja aikuisille Noormarkun liikuntahallissa.",
                "Innebandy för juniorer och vuxna i Norrmarks idrottshall.",
                "Floorball for juniors and adults in the Noormarkku sports hall.",
            ),
            about=(
                "Ryhdissä on kuusi juniorijoukkuetta ja kaksi aikuisten harrasteryhmää. Keskiviikkoisin on avoin "
                "pelivuoro, johon voi tulla yksin tai kaverin kanssa.",
                "Ryhti har sex juniorlag och två motionsgrupper för vuxna. På onsdagar är det öppen speltur: kom "
                "ensam eller med en vän.",
            ),
        ),
        Record(
            "Uimaseura Meriharakka ry",
            sv="Simföreningen Strandskatan",
            en="Swimming Club Oystercatcher",
            district="Keskusta",
            since=1951,
            size=395,
            summary=(
                "Uimakouluja, kilpauintia ja aikuisten tekniikkaryhmiä ympäri vuoden.",
                "Simskolor, tävlingssim och teknikgrupper för vuxna året om.",
                "Swimming lessons, competitive swimming and technique groups for adults all year round.",
            ),
            about=(
                "Meriharakassa uimaan oppii vuosittain noin kolmesataa lasta. Aikuisten uimakoulu on tarkoitettu myös "
                "niille, jotka eivät ole koskaan uskaltaneet veteen. Seuran valvojat päivystävät kesällä "
                "uimarannoilla.",
                "Varje år lär sig omkring trehundra barn att simma hos oss. Simskolan för vuxna är till också för dem "
                "som aldrig har vågat gå i vattnet. Om somrarna håller våra badvakter vakt på stränderna.",
                "About three hundred children learn to swim with us every year. Our course for adults is also for "
                "those who have never dared to enter the water. In summer our lifeguards watch over the beaches.",
            ),
        ),
        Record(
            "Väinölän Voimistelijat ry",
            en="Väinölä Gymnastics",
            district="Väinölä",
            since=1947,
            size=276,
            summary=(
                "Voimistelua ja tanssillista liikuntaa vauvoista yli 80-vuotiaisiin.",
                "Gymnastik och dans från babyåldern till över åttio år.",
                "Gymnastics and dance, from babies to the over-eighties.",
            ),
            about=(
                "Viikossa on 22 ryhmää koulujen saleissa ja Väinölän toimitalossa. Tuolijumppa on maksuton kaikille "
                "yli 75-vuotiaille, ja perhejumppaan saa tulla myös isovanhempi.",
                "Varje vecka ordnar vi 22 grupper. Stolsgymnastiken är gratis för alla över 75 år, och till "
                "familjegymnastiken får också en mor- eller farförälder komma.",
                "We run 22 groups a week in school gyms. Chair exercise is free for everyone over 75, and "
                "grandparents are welcome at family gymnastics.",
            ),
        ),
        Record(
            "Kirjurinluodon Juoksijat ry",
            en="Kirjurinluoto Runners",
            district="Keskusta",
            since=2004,
            size=143,
            summary=(
                "Yhteislenkkejä Kirjurinluodossa kahdesti viikossa, kaikille vauhdeille.",
                "Gemensamma löprundor på Kirjurinluoto två gånger i veckan, för alla farter.",
                "Shared runs in Kirjurinluoto twice a week, at every pace.",
            ),
            about=(
                "Lenkille lähdetään neljässä ryhmässä, eikä ketään jätetä. Keväisin on aloittelijoiden juoksukoulu ja "
                "elokuussa perheiden polkujuoksu, johon ei tarvitse ilmoittautua.",
                "Vi springer i fyra grupper och lämnar ingen efter. På våren ordnar vi löpskola för nybörjare och i "
                "augusti ett terränglopp för familjer.",
            ),
        ),
        Record(
            "Suunnistusseura Kangasrasti ry",
            sv="Orienteringsföreningen Kangasrasti",
            district="Tikkula",
            since=1972,
            size=221,
            summary=(
                "Kuntorasteja, rastikoulu lapsille ja karttoja lähimetsistä.",
                "Motionsorientering, orienteringsskola för barn och kartor över skogarna i närheten.",
                "Orienteering for fitness, a course for children and maps of nearby forests.",
            ),
            about=(
                "Kuntorastit kootaan huhtikuusta lokakuuhun joka tiistai eri puolille kaupunkia. Seura piirtää "
                "koulujen pihakartat, joita kuka tahansa saa käyttää.",
            ),
        ),
        Record(
            "Lavian Latupari ry",
            district="Lavia",
            since=1958,
            size=88,
            summary=(
                "Hiihtolatuja, retkiluistelua ja kesäisin pyöräretkiä Lavian maisemissa.",
                "Skidspår, långfärdsskridskor och cykelturer i Lavia.",
                "Ski tracks, tour skating and summer cycling around Lavia.",
            ),
            about=(
                "Talkooväki pitää kunnossa kaksikymmentä kilometriä latua ja lämpimän taukotuvan. Hiihtokoulussa on "
                "lainasuksia kaikenkokoisille.",
            ),
        ),
        Record(
            "Tennisseura Tuulisyöttö ry",
            sv="Tennisföreningen Vindserve",
            district="Meri-Pori",
            since=1985,
            size=97,
            summary=(
                "Tennistä ja padelia Meri-Porissa, myös istuen pelaaville.",
                "Tennis och padel i Meri-Pori, också för dem som spelar i rullstol.",
                "Tennis and padel in Meri-Pori, wheelchair players included.",
            ),
            about=(
                "Seuralla on kolme massakenttää, joilla saa pelata toukokuusta syyskuuhun. Lauantaiaamuisin "
                "valmentaja on paikalla, ja mailan saa lainata.",
            ),
        ),
        Record(
            "Seglarkretsen Kummelpricken i Räfsö rf",
            sv="Seglarkretsen Kummelpricken i Räfsö rf",
            en="Reposaari Sailing Circle Kummelpricken",
            district="Reposaari",
            since=1931,
            size=74,
            summary=(
                "Ruotsinkielinen purjehdusseura Reposaaressa; seglarskola on avoin kaikille lapsille.",
                "Svenskspråkig segelförening i Räfsö; seglarskolan är öppen för alla barn.",
                "A Swedish-speaking sailing club in Reposaari; its sailing school is open to all children.",
            ),
            about=(
                "Seuran jollat odottavat laiturissa juhannuksesta elokuun loppuun. Purjehduskoulussa puhutaan ruotsia "
                "ja suomea, ja ensimmäinen kerta on maksuton.",
                "Föreningens jollar ligger vid bryggan från midsommar till slutet av augusti. I seglarskolan talas "
                "svenska och finska, och första gången är gratis. På vintern vårdas båtarna i det gamla nätmagasinet.",
                "Our dinghies lie at the jetty from midsummer to the end of August. The sailing school speaks Swedish "
                "and Finnish, and the first time is free.",
            ),
        ),
        Record(
            "Judoseura Jokikivi ry",
            en="Judo Club River Stone",
            district="Sampola",
            since=1983,
            size=129,
            summary=(
                "Judoa lapsille, nuorille ja aikuisille sekä soveltavaa judoa.",
                "Judo för barn, unga och vuxna samt anpassad judo.",
                "Judo for children, young people and adults, and adapted judo.",
            ),
            about=(
                "Tatamilla ollaan kuutena iltana viikossa. Muksujudossa leikitään vanhemman kanssa, ja perjantain "
                "soveltava ryhmä on tarkoitettu niille, jotka tarvitsevat enemmän aikaa tai tukea.",
                "Vi är på mattan sex kvällar i veckan. Fredagens anpassade grupp är till för dem som behöver mera tid "
                "eller stöd.",
            ),
        ),
        Record(
            "Liikuntaseura Omaan Tahtiin ry",
            sv="Idrottsföreningen I egen takt",
            en="At Your Own Pace Sports Club",
            district="Keskusta",
            since=2013,
            size=112,
            summary=(
                "Liikuntaa vammaisille ja pitkäaikaissairaille: boccia, sisäcurling ja allasjumppa.",
                "Motion för personer med funktionsnedsättning och långtidssjuka: boccia, innecurling och "
                "vattengymnastik.",
                "Exercise for disabled people and the long-term ill: boccia, floor curling and water aerobics.",
            ),
            about=(
                "Ryhmissä on aina kaksi ohjaajaa ja tarvittaessa avustaja. Saliin pääsee pyörätuolilla, ja "
                "kuljetuksesta voi kysyä seurasta.",
                "Grupperna har alltid två ledare och vid behov en assistent. Salen är tillgänglig med rullstol, och "
                "föreningen hjälper till med skjuts.",
                "Every group has two instructors and an assistant where needed. The gym is accessible by wheelchair, "
                "and the club helps with transport.",
            ),
        ),
        Record(
            "Ratsastusseura Niittykavio ry",
            district="Ulvilantie",
            since=1991,
            size=156,
            summary=(
                "Ratsastusta ja talliharrastusta, myös niille, joilla ei ole omaa hevosta.",
                "Ridning och stallhobby, också för dem som inte har egen häst.",
                "Riding and stable life, also for those without a horse of their own.",
            ),
            about=(
                "Tallilla voi hoitaa, taluttaa ja oppia, vaikka ei ratsastaisi. Nuorten talliryhmä kokoontuu "
                "keskiviikkoisin, ja kesällä on leiri, jolla nukutaan heinäladossa.",
            ),
            welcomes_new=False,
        ),
        Record(
            "Ahlaisten Räpylä ry",
            en="Ahlainen Pesäpallo Club",
            district="Ahlainen",
            since=1969,
            size=66,
            summary=(
                "Pesäpalloa kylän kentällä: lasten pesiskoulu ja aikuisten harrastejoukkue.",
                "Boboll på byns plan: bobollsskola för barn och motionslag för vuxna.",
                "Finnish baseball on the village field: a school for children and a team for adults.",
            ),
            about=(
                "Pesiskouluun tullaan naapurikylistäkin. Kotipeleissä on talkoobuffet, jonka tuotto menee lasten "
                "mailoihin ja räpylöihin.",
            ),
        ),
        Record(
            "Katukorisporukka Rautarengas",
            district="Tikkula",
            size=24,
            form=LegalForm.UNREGISTERED,
            summary=(
                "Nuorten aikuisten ryhmä, joka pelaa ulkokentällä ja pitää sen siistinä.",
                "En grupp unga vuxna som spelar på utomhusplanen och håller den i skick.",
                "Young adults who play on the outdoor court and keep it tidy.",
            ),
            about=("Kentälle voi tulla sunnuntaisin kello 16. Sateella istutaan nuorisotalolla ja pelataan korttia.",),
        ),
        Record(
            "Keilailukerho Kymppikaato ry",
            district="Keskusta",
            since=1975,
            form=LegalForm.REGISTERED,
            status=Status.DISSOLVED,
            welcomes_new=False,
            summary=(
                "Keilailukerho, joka lopetti toimintansa jäsenten ikäännyttyä.",
                "En bowlingklubb som lades ned när medlemmarna blev äldre.",
                "A bowling club that closed down as its members grew old.",
            ),
            about=("Kerho purkautui ja lahjoitti pallonsa nuorisotalolle.",),
        ),
    ),
}
