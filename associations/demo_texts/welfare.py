"""Social and health, pensioners, disability and patients."""

from associations.demo_texts.records import Record
from associations.enums import LegalForm

RECORDS = {
    "sosiaali-ja-terveys": (
        Record(
            "Yhteisökeittiö Iso Kattila ry",
            sv="Gemenskapsköket Stora grytan",
            en="Community Kitchen Big Pot",
            district="Sampola",
            since=2015,
            size=76,
            summary=(
                "Hävikkiruoasta lounas kaikille: maksa mitä voit, tai auta tiskissä.",
                "Lunch av räddad mat för alla: betala vad du kan, eller hjälp till med disken.",
                "Lunch from surplus food for everyone: pay what you can, or help with the dishes.",
            ),
            about=(
                "Kattila on tulella kolmena päivänä viikossa Yhteisötalo Otavassa. Ruokailijoita käy noin sata "
                "päivässä, ja moni on tullut ensin syömään ja jäänyt kokkaamaan.",
                "Grytan står på tre dagar i veckan i Yhteisötalo Otava. Omkring hundra äter varje dag, och många har "
                "först kommit för att äta och sedan stannat för att laga.",
                "The pot is on three days a week in Yhteisötalo Otava. About a hundred people eat each day, and many "
                "who came to eat have stayed to cook.",
            ),
        ),
        Record(
            "Ystävätoiminnan yhdistys Käsikkäin ry",
            sv="Vänföreningen Hand i hand",
            en="Hand in Hand Befriending",
            district="Keskusta",
            since=1986,
            size=142,
            summary=(
                "Vapaaehtoisia ystäviä yksinäisille, ikään katsomatta.",
                "Frivilliga vänner för ensamma, oberoende av ålder.",
                "Volunteer friends for lonely people of any age.",
            ),
            about=(
                "Yhdistys kouluttaa vapaaehtoiset ja etsii jokaiselle sopivan parin. Ystävä käy kahdesti kuussa, ja "
                "yhdessä voi tehdä ihan tavallisia asioita.",
                "Föreningen utbildar de frivilliga och söker en lämplig vän för var och en. Man ses två gånger i "
                "månaden och gör helt vanliga saker.",
            ),
        ),
        Record(
            "Omaishoitajien vertaiset Hengähdys ry",
            en="Family Carers' Breathing Space",
            district="Käppärä",
            since=2000,
            size=109,
            summary=(
                "Vertaisryhmiä, virkistystä ja vapaapäiviä omaistaan hoitaville.",
                "Kamratgrupper, rekreation och lediga dagar för dem som vårdar en närstående.",
                "Peer groups, recreation and days off for those who care for a relative.",
            ),
            about=(
                "Ryhmien ajaksi järjestetään sijaishoitaja kotiin. Puhelin on auki myös iltaisin, ja siihen vastaa "
                "aina toinen omaishoitaja.",
                "Under gruppträffarna ordnas avlösning hemma. Telefonen är öppen också på kvällarna och besvaras "
                "alltid av en annan närståendevårdare.",
            ),
        ),
        Record(
            "Raittiustalo Kirkas Aamu ry",
            district="Tikkula",
            since=1909,
            size=51,
            summary=(
                "Päihteetön olohuone, jossa on kahvia, seuraa ja tekemistä joka päivä.",
                "Ett drogfritt vardagsrum med kaffe, sällskap och sysselsättning varje dag.",
                "A living room without alcohol or drugs: coffee, company and something to do, every day.",
            ),
            about=(
                "Talolla on verstas, kasvimaa ja biljardipöytä. Joulupäivänäkin ovi on auki, ja silloin meitä käy "
                "eniten.",
            ),
        ),
        Record(
            "Talousneuvojat Tyhjä Tasku ry",
            en="Money Advisers Empty Pocket",
            district="Keskusta",
            since=2010,
            size=28,
            summary=(
                "Vapaaehtoiset auttavat laskujen, velkojen ja hakemusten kanssa, maksutta ja nimettömästi.",
                "Frivilliga hjälper med räkningar, skulder och ansökningar, gratis och anonymt.",
                "Volunteers help with bills, debts and applications, free of charge and anonymously.",
            ),
            about=(
                "Vastaanotto on kirjaston kokoushuoneessa tiistaisin. Mukaan saa ottaa avaamattomat kirjeet.",
                "Mottagningen är i bibliotekets mötesrum på tisdagar. Ta gärna med de oöppnade breven.",
            ),
        ),
        Record(
            "Mielen hyvinvoinnin yhdistys Valonkajo ry",
            sv="Föreningen Ljusglimten för psykiskt välbefinnande",
            en="Glimmer of Light Mental Wellbeing",
            district="Keskusta",
            since=1979,
            size=198,
            summary=(
                "Vertaisryhmiä, kohtaamispaikka ja koulutusta mielen hyvinvoinnista.",
                "Kamratgrupper, en träffpunkt och utbildning om psykiskt välbefinnande.",
                "Peer groups, a meeting place and training in mental wellbeing.",
            ),
            about=(
                "Kohtaamispaikkaan voi tulla omana itsenään, ilman lähetettä. Nuorten aikuisten ryhmä kokoontuu "
                "torstaisin, ja luontoryhmä kävelee Kirjurinluodossa säällä kuin säällä.",
                "Till träffpunkten får man komma som man är, utan remiss. Gruppen för unga vuxna möts på torsdagar, "
                "och naturgruppen går på Kirjurinluoto i alla väder.",
                "Come as you are; no referral is needed. The group for young adults meets on Thursdays, and the "
                "nature group walks in Kirjurinluoto in all weathers.",
            ),
        ),
        Record(
            "Jokilaakson Tukisäätiö sr",
            en="River Valley Support Foundation",
            district="Keskusta",
            since=1966,
            form=LegalForm.FOUNDATION,
            welcomes_new=False,
            summary=(
                "Pieni säätiö, joka tukee vähävaraisten lasten harrastuksia.",
                "En liten stiftelse som stöder mindre bemedlade barns hobbyer.",
                "A small foundation that pays for the hobbies of children from poorer families.",
            ),
            about=("Säätiö jakaa tukea kahdesti vuodessa koulujen ja seurojen esityksestä.",),
        ),
    ),
    "elakelaiset": (
        Record(
            "Eläkeläiskerho Tikkulan Tarmokkaat ry",
            district="Tikkula",
            since=1971,
            size=164,
            summary=(
                "Kerhopäiviä, tuolijumppaa ja retkiä eläkeläisille.",
                "Klubbdagar, stolsgymnastik och utflykter för pensionärer.",
                "Club days, chair exercise and trips for pensioners.",
            ),
            about=(
                "Kerhopäivä on torstai. Digiopastaja on paikalla kuun ensimmäisellä kerralla, ja puhelimen saa tuoda "
                "mukana.",
            ),
        ),
        Record(
            "Noormarkun Seniorit Virkeä Mieli ry",
            en="Noormarkku Seniors Lively Mind",
            district="Noormarkku",
            since=1984,
            size=137,
            summary=(
                "Muistipelejä, laulua, keilailua ja teatterimatkoja ikäihmisille.",
                "Minnesspel, sång, bowling och teaterresor för äldre.",
                "Memory games, singing, bowling and theatre trips for older people.",
            ),
            about=(
                "Kimppakyyti haetaan kotiovelta, jos bussi ei kulje. Joka kevät koululaiset ja seniorit tekevät "
                "yhdessä kirjan kylän muistoista.",
                "Samåkning ordnas hemifrån där bussen inte går. Varje vår gör skolbarn och seniorer tillsammans en "
                "bok om byns minnen.",
            ),
        ),
        Record(
            "Pensionärsklubben Aftonstjärnan i Björneborg rf",
            sv="Pensionärsklubben Aftonstjärnan i Björneborg rf",
            en="Pensioners' Club Evening Star",
            district="Keskusta",
            since=1976,
            size=89,
            summary=(
                "Ruotsinkielinen eläkeläiskerho: luentoja, laulua ja yhteisiä lounaita.",
                "Svensk pensionärsklubb: föredrag, sång och gemensamma luncher.",
                "A Swedish-speaking pensioners' club: talks, singing and lunches together.",
            ),
            about=(
                "Kerho kokoontuu joka toinen tiistai. Luennot ovat ruotsiksi, mutta kahvipöydässä puhutaan molempia "
                "kieliä.",
                "Klubben träffas varannan tisdag. Föredragen hålls på svenska, vid kaffebordet talas båda språken. "
                "Den som inte kommer ut får besök hemma.",
            ),
        ),
        Record(
            "Meri-Porin Ikäihmiset Ankkuri ry",
            district="Meri-Pori",
            since=1990,
            size=121,
            summary=(
                "Yhdessäoloa, liikuntaa ja apua arjen pikkutöihin merenrannan ikäihmisille.",
                "Samvaro, motion och hjälp med små vardagssysslor för äldre vid kusten.",
                "Company, exercise and help with small jobs for older people by the sea.",
            ),
            about=(
                "Talonmiesrinki vaihtaa lamput ja korjaa hanat sille, joka ei itse yllä. Uimahallireissu tehdään joka "
                "maanantai omalla bussilla.",
                "En ring av händiga medlemmar byter lampor och lagar kranar. Varje måndag åker vi med egen buss till "
                "simhallen.",
            ),
        ),
    ),
    "vammais-ja-potilas": (
        Record(
            "Näkövammaisten kerho Tuntoaisti ry",
            sv="Synskadades klubb Känseln",
            en="Visually Impaired Club Touch",
            district="Keskusta",
            since=1963,
            size=64,
            summary=(
                "Vertaistukea, äänikirjapiiri ja opastettuja retkiä näkövammaisille.",
                "Kamratstöd, ljudboksklubb och ledsagade utflykter för synskadade.",
                "Peer support, an audiobook circle and guided trips for visually impaired people.",
            ),
            about=(
                "Kerho testaa pyydettäessä verkkosivuja ja rakennuksia ja kertoo, mikä toimii. Opaskoirat ovat "
                "tervetulleita.",
                "På begäran prövar klubben webbplatser och byggnader och berättar vad som fungerar. Ledarhundar är "
                "välkomna.",
                "On request we test web sites and buildings and say what works. Guide dogs are welcome.",
            ),
        ),
        Record(
            "Muistiyhdistys Tallella ry",
            en="Memory Association Tallella",
            district="Käppärä",
            since=1997,
            size=152,
            summary=(
                "Tukea muistisairaille ja heidän läheisilleen, tietoa kaikille.",
                "Stöd för personer med minnessjukdom och deras närstående, kunskap för alla.",
                "Support for people with memory disorders and those close to them, and knowledge for all.",
            ),
            about=(
                "Muistikahvila on auki keskiviikkoisin. Läheisten ilta pidetään samaan aikaan viereisessä huoneessa, "
                "joten kumpikin saa omaa aikaa.",
                "Minneskaféet är öppet på onsdagar. De närståendes kväll hålls samtidigt i rummet intill, så att båda "
                "får egen tid.",
            ),
        ),
        Record(
            "Liikkumisen tuki Kynnyksettä ry",
            sv="Utan trösklar rf",
            en="No Thresholds",
            district="Sampola",
            since=1988,
            size=78,
            summary=(
                "Liikuntavammaisten yhdistys, joka kartoittaa esteet ja poistaa niitä.",
                "En förening för rörelsehindrade som kartlägger hinder och undanröjer dem.",
                "An association of people with physical disabilities that maps obstacles and removes them.",
            ),
            about=(
                "Yhdistys lainaa luiskia, rullatuoleja ja maastopyörätuolia. Esteettömyyskävelyllä kuljetaan "
                "kaupungin virkamiesten kanssa ja kirjataan, mihin jäädään kiinni.",
                "Föreningen lånar ut ramper, rullstolar och en terrängrullstol. På tillgänglighetspromenaden går vi "
                "med stadens tjänstemän och antecknar var det tar stopp.",
            ),
        ),
        Record(
            "Diabeteskerho Makea Elämä ry",
            district="Väinölä",
            since=1982,
            size=113,
            summary=(
                "Vertaistukea, ruoanlaittoa ja sokerimittauksia diabeetikoille ja perheille.",
                "Kamratstöd, matlagning och blodsockermätning för diabetiker och familjer.",
                "Peer support, cooking and blood sugar checks for diabetics and families.",
            ),
            about=(
                "Perheleirillä lapset näkevät, etteivät ole ainoita, joilla on pumppu. Kerho käy koululuokissa "
                "kertomassa, miten kaveria autetaan.",
            ),
        ),
    ),
}
