"""Religion and worldview, trade and profession, political, leisure, other."""

from associations.demo_texts.records import Record
from associations.enums import LegalForm, Status

RECORDS = {
    "uskonto-ja-katsomus": (
        Record(
            "Hiljaisuuden ystävät Lähde ry",
            district="Keskusta",
            since=1993,
            size=44,
            summary=(
                "Retriittejä, hiljaisia iltoja ja keskustelua kaikille etsijöille.",
                "Retreater, tysta kvällar och samtal för alla som söker.",
                "Retreats, quiet evenings and conversation for all who search.",
            ),
            about=("Hiljainen ilta on joka toinen torstai. Mitään ei tarvitse tunnustaa eikä selittää.",),
        ),
        Record(
            "Uskontojen vuoropuhelu Kolme Kynttilää ry",
            sv="Religionsdialogen Tre ljus",
            en="Interfaith Dialogue Three Candles",
            district="Sampola",
            since=2006,
            size=38,
            summary=(
                "Eri tavoin uskovat ja uskomattomat syövät, keskustelevat ja auttavat yhdessä.",
                "Människor av olika tro och utan tro äter, samtalar och hjälper tillsammans.",
                "People of different faiths and of none eat, talk and help together.",
            ),
            about=(
                "Joka kuukausi vieraillaan yhden yhteisön luona. Koululuokille on maksuton vierailu, jossa kolme "
                "ihmistä kertoo vakaumuksestaan.",
                "Varje månad besöker vi en gemenskap. För skolklasser finns ett gratis besök där tre människor "
                "berättar om sin övertygelse.",
            ),
        ),
        Record(
            "Kristillinen kotiyhteisö Majatalo",
            district="Meri-Pori",
            since=2001,
            size=63,
            form=LegalForm.RELIGIOUS,
            summary=(
                "Rekisteröity uskonnollinen yhdyskunta, jolla on ruokajakelu ja lastenkerho.",
                "Ett registrerat religionssamfund med matutdelning och barnklubb.",
                "A registered religious community with a food bank and a children's club.",
            ),
            about=("Ruokaa jaetaan lauantaisin kenelle tahansa, kyselemättä.",),
        ),
    ),
    "ammatti": (
        Record(
            "Pienyrittäjät Oma Kassa ry",
            district="Keskusta",
            since=1998,
            size=87,
            summary=(
                "Yksinyrittäjien verkosto: aamukahveja, neuvoja ja yhteisiä hankintoja.",
                "Ett nätverk för ensamföretagare: morgonkaffe, råd och gemensamma inköp.",
                "A network of the self-employed: morning coffee, advice and joint purchasing.",
            ),
            about=(
                "Aamukahvit juodaan kuun ensimmäisenä perjantaina. Konkari neuvoo aloittavaa vuoden ajan, maksutta.",
            ),
            welcomes_new=False,
        ),
        Record(
            "Käsityöläisyhdistys Sormustin ry",
            sv="Hantverksföreningen Fingerborgen",
            en="Craftspeople's Association Thimble",
            district="Keskusta",
            since=1957,
            size=104,
            summary=(
                "Kädentaitojen ammattilaisten ja harrastajien yhdistys ja myymälä.",
                "Yrkesverksamma och hobbyhantverkares förening och butik.",
                "An association and shop of professional and amateur makers.",
            ),
            about=(
                "Yhdistyksen kangaspuut ja savipaja ovat jäsenten käytössä. Perinnetaitopäivinä mestarit opettavat "
                "koululaisia punomaan, veistämään ja huovuttamaan.",
                "Vävstolarna och lerverkstaden är till för medlemmarna. På traditionsdagarna lär mästarna skolbarn "
                "att fläta, tälja och tova.",
            ),
        ),
        Record(
            "Rakennusalan ammattikerho Vatupassi ry",
            district="Ulvilantie",
            since=1948,
            size=59,
            summary=(
                "Rakennusalan työntekijöiden kerho, joka vaalii ammattitaitoa ja auttaa talkoissa.",
                "En klubb för byggnadsarbetare som vårdar yrkeskunnandet och ställer upp på talko.",
                "A club of construction workers who keep up their craft and lend a hand.",
            ),
            about=("Kerho korjaa joka kesä yhden yhdistystalon katon tai portaat, kun tarvikkeet löytyvät muualta.",),
        ),
    ),
    "politiikka": (
        Record(
            "Lähidemokratian ystävät ry",
            district="Keskusta",
            since=2012,
            size=33,
            summary=(
                "Sitoutumaton yhdistys, joka opettaa vaikuttamaan ja tekemään aloitteita.",
                "En obunden förening som lär ut hur man påverkar och gör initiativ.",
                "A non-partisan association that teaches how to take part and make initiatives.",
            ),
            about=(
                "Aloitepajassa kirjoitetaan kuntalaisaloitteita. Valtuuston kokouksia katsotaan yhdessä, ja joku "
                "selittää.",
                "I initiativverkstaden skrivs invånarinitiativ. Fullmäktigemöten följs tillsammans, och någon "
                "förklarar.",
            ),
        ),
        Record(
            "Kunnallisväki Joen Molemmin Puolin ry",
            district="Käppärä",
            since=1996,
            size=72,
            summary=(
                "Paikallinen valitsijayhdistys, joka ajaa kaupunginosien tasapuolista kehitystä.",
                "En lokal väljarförening som driver en jämlik utveckling av stadsdelarna.",
                "A local voters' association for the equal development of all districts.",
            ),
            about=("Yhdistys pitää kyselytunteja toreilla ja julkaisee valtuutettujensa äänestykset.",),
        ),
    ),
    "vapaa-aika": (
        Record(
            "Shakkikerho Musta Ratsu ry",
            sv="Schackklubben Svarta springaren",
            en="Chess Club Black Knight",
            district="Keskusta",
            since=1949,
            size=69,
            summary=(
                "Shakkia kulttuuritalo Anniksessa, kirjastossa ja kouluilla.",
                "Schack i kulturhuset Annis, på biblioteket och i skolorna.",
                "Chess in culture house Annis, at the library and in schools.",
            ),
            about=(
                "Peli-ilta on tiistaisin, ja pelaamaan saa tulla, vaikka ei muistaisi, miten ratsu liikkuu. Lasten "
                "shakkikerhoja on neljällä koululla.",
                "Spelkvällen är på tisdagar, och man får komma även om man inte minns hur springaren går. Klubbar för "
                "barn finns i fyra skolor.",
                "We play on Tuesdays; come even if you have forgotten how the knight moves. There are clubs for "
                "children in four schools.",
            ),
        ),
        Record(
            "Lautapelaajat Noppa ja Nappula ry",
            en="Board Gamers Dice and Pawn",
            district="Keskusta",
            since=2009,
            size=95,
            summary=(
                "Lautapeli-iltoja ja pelikirjasto, josta saa lainata kolmesataa peliä.",
                "Brädspelskvällar och ett spelbibliotek med trehundra spel att låna.",
                "Board game evenings and a library of three hundred games to borrow.",
            ),
            about=(
                "Peli-illassa on aina joku, joka opettaa säännöt. Palvelutaloihin viedään pelejä joka toinen viikko.",
                "På spelkvällen finns alltid någon som lär ut reglerna. Varannan vecka tar vi med spel till "
                "servicehem.",
            ),
        ),
        Record(
            "Kalastajat Kuhakukko ry",
            district="Pihlava",
            since=1959,
            size=178,
            summary=(
                "Kalastusta, ranta-alueiden hoitoa ja nuorten kalakoulu.",
                "Fiske, strandvård och fiskeskola för unga.",
                "Fishing, care of the shores and a fishing school for the young.",
            ),
            about=("Kalakoulussa opitaan solmut, lupa-asiat ja perkaaminen. Pilkkikilpailut ovat avoimet kaikille.",),
        ),
        Record(
            "Mopoharrastajat Kaasukahva ry",
            district="Noormarkku",
            since=2004,
            size=54,
            summary=(
                "Vanhoja mopoja, talvella talli ja kesällä ajot.",
                "Gamla mopeder, garage på vintern och körningar på sommaren.",
                "Old mopeds: a workshop in winter, rides in summer.",
            ),
            about=("Tallilla opetetaan nuoria korjaamaan omansa turvalliseksi, ei nopeammaksi.",),
        ),
        Record(
            "Radioamatöörit Pitkä Aalto ry",
            district="Ulvilantie",
            since=1955,
            size=31,
            summary=(
                "Radioyhteyksiä maailmalle ja varaviestintää, kun verkot kaatuvat.",
                "Radiokontakter ut i världen, och reservförbindelser när näten faller.",
                "Radio contacts with the world, and back-up when the networks are down.",
            ),
            about=("Asemalla on avoimet ovet vapunpäivänä. Kurssilla voi suorittaa radioamatöörin tutkinnon.",),
        ),
        Record(
            "Neulekahvila Nurin Oikein",
            district="Reposaari",
            size=22,
            form=LegalForm.UNREGISTERED,
            summary=(
                "Neulotaan yhdessä villasukkia vastasyntyneille ja kylmille.",
                "Vi stickar tillsammans sockor åt nyfödda och frusna.",
                "Knitting socks together, for the newborn and the cold.",
            ),
            about=("Kahvila on asukastuvalla maanantaisin. Lankaa saa tuoda ja ottaa.",),
        ),
    ),
    "muu": (
        Record(
            "Eläinten ystävät Tassunjälki ry",
            sv="Djurvännerna Tassavtrycket",
            en="Animal Friends Paw Print",
            district="Tikkula",
            since=1985,
            size=133,
            summary=(
                "Löytöeläinten hoitoa, koteja kodittomille ja neuvoja omistajille.",
                "Vård av hittedjur, hem åt hemlösa och råd till ägare.",
                "Care for strays, homes for the homeless and advice for owners.",
            ),
            about=(
                "Sijaiskodit hoitavat vuosittain noin sataa kissaa. Vähävaraisille haetaan apua eläinlääkärikuluihin.",
            ),
        ),
        Record(
            "Lukumummit ja -vaarit Ääneen ry",
            en="Reading Grandparents Aloud",
            district="Käppärä",
            since=2014,
            size=48,
            summary=(
                "Vapaaehtoiset lukijat kouluissa ja päiväkodeissa.",
                "Frivilliga läsare i skolor och daghem.",
                "Volunteer readers in schools and nurseries.",
            ),
            about=(
                "Lukija tulee luokkaan kerran viikossa ja kuuntelee yhtä lasta kerrallaan. Yhdistys kouluttaa lukijat "
                "ja maksaa matkat.",
                "Läsaren kommer till klassen en gång i veckan och lyssnar på ett barn i taget.",
            ),
        ),
        Record(
            "Näyttämön kannatusyhdistys Esirippu ry",
            district="Keskusta",
            since=1938,
            status=Status.DISSOLVED,
            welcomes_new=False,
            summary=(
                "Kannatusyhdistys, joka lakkasi, kun sen tehtävä oli täytetty.",
                "En stödförening som upphörde när uppgiften var fylld.",
                "A supporters' association that ended when its task was done.",
            ),
            about=("Yhdistyksen arkisto on luovutettu museolle.",),
        ),
    ),
}
