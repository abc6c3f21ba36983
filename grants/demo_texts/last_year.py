"""The light grant of last year: forty applications."""

from grants.demo_texts.wishes import Wish

WISHES = (
    Wish(
        "Jokisuun Koripalloseura ry",
        "Tyttöjen koripallopäivä Karhuhallissa",
        "Päivän aikana pelaa 120 tyttöä kuudesta koulusta. Avustus menee kenttävuokraan, lounaaseen ja ohjaajiin.",
        1000,
    ),
    Wish(
        "Jalkapalloseura Käppärän Kaari ry",
        "Kävelyfutis yli 60-vuotiaille",
        "Kaksi avointa ryhmää keväästä syksyyn. Hankimme kevyet pallot, merkkiliivit ja ensiapulaukun.",
        500,
    ),
    Wish(
        "Uimaseura Meriharakka ry",
        "Uimarantojen valvojien pelastusvälineet",
        "Kuusi valvojaa päivystää heinäkuun kolmella rannalla. Heille hankitaan heittoliinat, radiot ja aurinkovarjot.",
        1000,
    ),
    Wish(
        "Kirjurinluodon Juoksijat ry",
        "Aloittelijoiden juoksukoulu",
        "Kymmenen kertaa kolmen ohjaajan johdolla. Mukaan on kutsuttu työllisyyspalvelujen asiakkaita.",
        500,
    ),
    Wish(
        "Liikuntaseura Omaan Tahtiin ry",
        "Allasjumpan saattajat",
        "Maksamme kahden avustajan matkat ja pääsyliput, jotta apua tarvitseva pääsee veteen joka viikko.",
        1000,
    ),
    Wish(
        "Seglarkretsen Kummelpricken i Räfsö rf",
        "Nytt segel till den äldsta jollen",
        "Jollen är från 1984 och seglas av nybörjare. Ett nytt segel håller i minst femton år.",
        1000,
        award=600,
        language="sv",
    ),
    Wish(
        "Mieskuoro Selkämeren Sointu ry",
        "Kuorokoulu miehille, jotka luulevat etteivät osaa laulaa",
        "Kahdeksan iltaa äänenmuodostusta kahvin kera. Lopuksi lauletaan yhdessä torilla.",
        500,
    ),
    Wish(
        "Kamarikuoro Kuurankukka ry",
        "Levyn painatus ja julkaisukonsertin catering",
        "Levyä painetaan 300 kappaletta myyntiin, ja julkaisukonsertissa on tarjoilu kutsuvieraille.",
        1000,
        refused=(
            "Levy on tarkoitettu myyntiin ja tarjoilu kutsuvieraille. Avustusta ei haun ehtojen mukaan myönnetä "
            "myytäviin tuotteisiin, eikä hakemus vastaa perusteita. Avoimiin lauluiltoihin voi hakea uudelleen."
        ),
    ),
    Wish(
        "Lapsikuoro Leppäkerttu ry",
        "Lasten laulukiertue päiväkodeissa",
        "Kuoro laulaa kahdeksassa päiväkodissa, ja yleisö opettelee yhden laulun. Avustus menee bussikyyteihin.",
        500,
    ),
    Wish(
        "Puhallinorkesteri Messinkitorvi ry",
        "Pihakonsertit neljässä kaupunginosassa",
        "Puolen tunnin konsertti sinne, missä ei muuten soiteta. Nuotit ja kuljetus.",
        1000,
    ),
    Wish(
        "Harrastajateatteri Rantaukko ry",
        "Improvisaatioillat talveksi",
        "Kymmenen avointa iltaa ohjaajan johdolla. Kokeilla saa ilman sitoutumista.",
        500,
    ),
    Wish(
        "Kulturföreningen Fyrbåken i Björneborg rf",
        "Lillajulsfest för hela kvarteret",
        "Sång, pyssel och gröt i skolans matsal. Vi väntar 150 gäster på båda språken, och inträdet är fritt.",
        500,
        language="sv",
    ),
    Wish(
        "Rytmimusiikin yhdistys Kellarikerros ry",
        "Tyttöjen bändileiri hiihtolomalla",
        "Viisi päivää soittoa kolmella ohjaajalla. Kaksitoista paikkaa, maksuton lounas.",
        1000,
    ),
    Wish(
        "Väinölän Nuorisokerho Vintti ry",
        "Kesätyöpajat ja ansioluettelot",
        "Neljä iltaa, joissa kirjoitetaan hakemuksia ja harjoitellaan haastattelua paikallisten yrittäjien kanssa.",
        500,
    ),
    Wish(
        "Lasten tiedekerho Sähäkkä ry",
        "Jokiveden pieneläimet mikroskoopissa",
        "Kolme kestävää mikroskooppia kiertää kerhoissa. Tuloksista tehdään näyttely kirjastoon.",
        1000,
    ),
    Wish(
        "Kansainvälinen yhdistys Yhteinen Pöytä ry",
        "Läksykerhon tietokoneet",
        "Neljä kunnostettua kannettavaa, jotta läksyjä voi tehdä myös se, jolla ei ole kotona konetta.",
        1000,
    ),
    Wish(
        "Ukrainalaisten yhdistys Sonjašnyk ry",
        "Auringonkukkajuhla",
        "Elokuinen juhla, jossa on ruokaa, tanssia ja käsitöitä. Kutsumme erityisesti naapuritalojen asukkaat.",
        500,
    ),
    Wish(
        "Yhteisökeittiö Iso Kattila ry",
        "Kuljetuslaatikot hävikkiruoalle",
        "Kymmenen lämpölaatikkoa, joilla kauppojen ruoka haetaan turvallisesti.",
        500,
    ),
    Wish(
        "Mielen hyvinvoinnin yhdistys Valonkajo ry",
        "Nuorten aikuisten ryhmän taideviikonloppu",
        "Kuvataiteilija ohjaa kahta päivää, ja työt ripustetaan kohtaamispaikkaan.",
        1000,
        award=750,
    ),
    Wish(
        "Eläkeläiskerho Tikkulan Tarmokkaat ry",
        "Digiopastajan vastaanotto kaikille",
        "Kaksi iltapäivää kuussa. Mukaan saa tulla, vaikka ei ole kerhon jäsen.",
        500,
    ),
    Wish(
        "Käppärän Kerrostaloväki ry",
        "Pihajuhla kolmen talon väelle",
        "Elokuussa syödään yhdessä, lapsilla on oma ohjelma. Pöydät lainataan, ruoka ja musiikki maksetaan.",
        500,
    ),
    Wish(
        "Lavian kyläyhteisö Pitäjäntupa ry",
        "Kyytiringin bensakulut",
        "Vapaaehtoiset ajavat lääkäriin ja kauppaan. Arvio on 1 800 kilometriä vuodessa.",
        500,
    ),
    Wish(
        "Ahlaisten kyläväki Kivisilta ry",
        "Vanhan pankkilainan lyhennys",
        "Kylätalon katon korjaukseen otettu laina erääntyy, ja tarvitsemme apua lyhennyksiin.",
        1000,
        refused=(
            "Avustusta haetaan velan hoitoon, johon sitä ei haun ehtojen mukaan myönnetä. Yhdistys on ohjattu ottamaan "
            "yhteyttä yhteyshenkilöönsä kylätalojen kunnossapidon tuesta."
        ),
    ),
    Wish(
        "Jokivarren luontoyhdistys Saukko ry",
        "Kiikarit lainattaviksi kirjastosta",
        "Kahdeksan kiikaria ja lintuopasta, jotka saa lainata kirjastokortilla.",
        1000,
    ),
    Wish(
        "Shakkikerho Musta Ratsu ry",
        "Tyttöjen shakkipäivä",
        "Kouluille avoin turnaus ja opetusta. Ohjaajina kolme seuran naispelaajaa.",
        500,
    ),
    Wish(
        "Liikkumisen tuki Kynnyksettä ry",
        "Esteettömyyskävelyt kuudessa kaupunginosassa",
        "Kuljemme asukkaiden ja virkamiesten kanssa ja julkaisemme kartan esteistä.",
        500,
    ),
    Wish(
        "Ahlaisten Räpylä ry",
        "Joukkueen verryttelyasut seuran tunnuksella",
        "Kahdeksantoista asua aikuisten joukkueelle. Vanhat ovat kymmenen vuotta vanhoja.",
        1000,
        refused=(
            "Asut jäävät pelaajien omaan käyttöön, eikä hankinta avaa toimintaa uusille osallistujille. Perusteiden "
            "mukaiset pisteet jäivät alle puoleen. Pesiskoulun yhteisiin välineisiin voi hakea."
        ),
    ),
    Wish(
        "Kirjallisuuspiiri Marginaali ry",
        "Selkokielisen lukupiirin kirjat",
        "Kahdeksan kirjaa kymmenenä kappaleena. Kirjat jäävät kirjaston lukupiirikassiksi.",
        500,
    ),
    Wish(
        "Valokuvaajien yhdistys Pitkä Valotus ry",
        "Kaupunginosan vuosi kuvina: Pihlava",
        "Asukkaat kuvaavat itse, yhdistys opastaa ja ripustaa näyttelyn lähikauppaan.",
        1000,
        award=600,
    ),
    Wish(
        "Nuorten pajayhdistys Ruuvi ry",
        "Pyöräpajan työkalut",
        "Toinen työpiste, jotta odotusaika lyhenee. Pajalla korjataan naapuruston pyöriä maksutta.",
        1000,
    ),
    Wish(
        "Scoutkåren Måsungarna i Björneborg rf",
        "Tält för vinterlägret",
        "Ett uppvärmbart tält för tio scouter. Det gamla läcker och luktar.",
        1000,
        language="sv",
    ),
    Wish(
        "Ystävätoiminnan yhdistys Käsikkäin ry",
        "Uusien vapaaehtoisten kurssi",
        "Kaksikymmentä uutta ystävää saa koulutuksen kahtena lauantaina. Jonossa on nyt 34 ihmistä.",
        500,
    ),
    Wish(
        "Noormarkun Seniorit Virkeä Mieli ry",
        "Kylän muistot kirjaksi koululaisten kanssa",
        "Viidesluokkalaiset haastattelevat ikäihmisiä. Kirja painetaan ja jaetaan kylälle.",
        1000,
    ),
    Wish(
        "Muistiyhdistys Tallella ry",
        "Muistikahvilan kevät",
        "Kymmenen kertaa, joka kerralla vieras: muusikko, museo-opas, puutarhuri.",
        500,
    ),
    Wish(
        "Reposaaren saarelaiset Merituuli ry",
        "Satamajuhlan esteetön lava",
        "Vuokraamme matalan lavan ja liuskan, jotta kaikki pääsevät esiintymään.",
        1000,
    ),
    Wish(
        "Yhteisöviljelijät Porkkanamaa ry",
        "Korttelin keittopäivä",
        "Sadosta keitetään sadan litran keitto. Avustus kattaa astiavuokran ja leivän.",
        500,
    ),
    Wish(
        "Hakukoirat Tarkka Kuono ry",
        "Paikantimet etsintäharjoituksiin",
        "Kaksi satelliittipaikanninta, joilla maalimiehet löytyvät, jos harjoitus venyy.",
        1000,
        award=500,
    ),
    Wish(
        "Käsityöläisyhdistys Sormustin ry",
        "Myymälän kassakone ja maksupääte",
        "Nykyinen kassa ei enää tulosta kuitteja, ja kortilla maksavia on yhä enemmän.",
        1000,
        refused=(
            "Hankinta liittyy myymälän liiketoimintaan, johon avustusta ei haun ehtojen mukaan myönnetä. "
            "Perinnetaitojen opettamiseen kouluille voi hakea."
        ),
    ),
    Wish(
        "Lukumummit ja -vaarit Ääneen ry",
        "Lukijoiden matkaliput ja kirjakassit",
        "Kolmekymmentä lukijaa käy kahdellatoista koululla. Matkaliput ovat suurin kulumme.",
        500,
    ),
    Wish(
        "Uskontojen vuoropuhelu Kolme Kynttilää ry",
        "Yhteinen ateria kolmena juhlapyhänä",
        "Joulun, ramadanin ja pesahin aterioille kutsutaan naapureita. Ruoka valmistetaan yhdessä.",
        500,
    ),
)
