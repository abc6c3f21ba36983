"""The grant principles of the invented city, with its goals and emphases, in three languages."""

from __future__ import annotations

from typing import Any

from grants.enums import AimKind

TEXT_FI = """\
Kaupunki tukee yhdistyksiä, koska ne tekevät työtä, jota kukaan muu ei tee. Näissä periaatteissa kerrotaan, kuka \
avustusta voi saada, mihin, millä perusteilla ja mitä avustuksen saaja lupaa. Periaatteet koskevat kaikkia \
kaupungin avustuksia yhdistyksille. Kunkin haun omat ehdot kerrotaan haun sivulla.

## Kuka voi hakea

Avustusta voi hakea rekisteröity yhdistys, joka toimii Porissa tai porilaisten hyväksi. Jos järjestäjiä tai \
toteuttajia on useita, yksi heistä hakee ja vastaa rahasta.

Yhdistyksen toiminnan on oltava avointa ja yhdenvertaista. Avustusta ei myönnetä yhdistykselle, joka syrjii, jonka \
kirjanpito tai hallinto on hoitamatta tai joka ei ole tehnyt käyttöselvitystä aiemmasta avustuksesta.

## Avustusten lajit

Kumppanuusavustus perustuu sopimukseen, joka tehdään kahdeksi, kolmeksi tai neljäksi vuodeksi. Tavoitteet tarkistetaan \
vuosittain kumppanuuskeskustelussa.

Toiminta-avustus on tarkoitettu yhdistyksen säännölliseen toimintaan yhdeksi kalenterivuodeksi. Sitä arvioidaan \
kahdeksan painopisteen mukaan.

Hankeavustus on tarkoitettu rajattuun työhön, jolla on alku ja loppu. Jos hankkeella on toinen päärahoittaja, kaupunki \
maksaa enintään 30 prosenttia menoista yhdestä kolmeen vuotta. Kokeilusta, joka kestää enintään vuoden, kaupunki voi \
maksaa enintään 90 prosenttia.

Tapahtuma-avustus on tarkoitettu tapahtumaan, johon kaikki ovat tervetulleita.

Kevytavustus eli toimintatonni on 500 tai 1 000 euroa. Sillä tehdään jotain pientä ja nopeaa.

Starttiavustus on 200 euroa. Uusi yhdistys voi saada sen kerran, perustamisvuonnaan.

## Mihin avustusta ei myönnetä

Avustusta ei myönnetä liiketoimintaan, velkojen hoitoon, lahjoituksiin, edelleen jaettavaksi eikä toimintaan, jonka \
järjestäminen kuuluu hyvinvointialueelle tai valtiolle. Avustuksella ei makseta menoja, jotka ovat syntyneet ennen \
kuin päätös on tehty, ellei haun ehdoissa sanota toisin.

## Miten hakemukset arvioidaan

Jokaisella haulla on julkaistut perusteet ja niille painot. Kaksi valmistelijaa pisteyttää hakemuksen toisistaan \
tietämättä. Kevyimmissä hauissa valmistelijoita voi olla yksi. Pisteet eivät yksin ratkaise: päätöksessä katsotaan \
myös, että tuki jakautuu eri puolille kaupunkia ja eri väestöryhmille.

Puutteellista hakemusta ei hylätä heti. Yhdistys saa täydennyspyynnön ja kohtuullisen ajan vastata siihen.

Esteellinen henkilö ei käsittele asiaa. Esteellinen on esimerkiksi se, joka kuuluu tai jonka läheinen kuuluu \
hakijan hallitukseen.

## Päätös

Päätöksessä kerrotaan, mitä myönnettiin, mihin, millä perusteilla ja kuka asiasta antaa lisätietoja. Päätökset ja \
niiden perustelut ovat julkisia. Päätökseen tyytymätön voi vaatia oikaisua 14 päivän kuluessa siitä, kun hän on saanut \
päätöksen tiedoksi. Ohje on päätöksen liitteenä.

## Maksaminen ja käyttö

Avustus maksetaan yhdistyksen omalle tilille, kun päätös on lainvoimainen. Sitä käytetään siihen tarkoitukseen, johon \
se on myönnetty. Jos suunnitelma muuttuu, yhdistys kysyy kaupungilta lupaa etukäteen.

Avustuksen saaja pitää kirjanpidon niin, että avustuksen käyttöä voi seurata, ja säilyttää kuitit. Kaupungilla on \
oikeus tarkastaa käyttö.

## Käyttöselvitys

Avustuksen saaja kertoo, mihin avustus käytettiin ja mitä sillä saatiin aikaan. Toiminta-avustuksesta ja \
kumppanuusavustuksesta käyttöselvitys tehdään viimeistään 30. huhtikuuta seuraavana vuonna. Hankkeesta ja tapahtumasta \
se tehdään kolmen kuukauden kuluessa siitä, kun ne ovat päättyneet, ja monivuotisesta hankkeesta myös joka vuosi. \
Kevytavustuksesta kerrotaan lyhyesti kolmen kuukauden kuluessa siitä, kun raha on käytetty. Starttiavustuksesta \
selvitystä ei tarvita.

## Takaisinperintä

Avustus tai sen osa peritään takaisin, jos se on myönnetty väärien tietojen perusteella, käytetty muuhun kuin \
päätettyyn tarkoitukseen tai jäänyt käyttämättä. Yhdistystä kuullaan ennen kuin takaisinperinnästä päätetään.

## Vähämerkityksinen tuki

Jos yhdistys harjoittaa taloudellista toimintaa, avustus voi olla EU:n tarkoittamaa vähämerkityksistä tukea. Yhdistys \
ilmoittaa hakemuksessa, mitä tällaista tukea se on saanut kolmen viime vuoden aikana. Tukea voi olla yhteensä \
enintään 300 000 euroa, ja mukaan lasketaan myös maksutta annetut tilat ja muu tavaroina tai palveluina annettu \
tuki."""

TEXT_SV = """\
Staden stöder föreningar eftersom de gör ett arbete som ingen annan gör. Principerna anger vem som kan få \
understöd, till vad och på vilka grunder, och vad mottagaren förbinder sig till. De gäller alla stadens understöd till \
föreningar. Varje ansökningsomgång har dessutom egna villkor, som finns på omgångens sida.

## Vem kan söka

Understöd kan sökas av en registrerad förening som verkar i Björneborg eller till förmån för björneborgare. Om flera \
ordnar eller genomför något tillsammans söker en av dem och ansvarar för pengarna.

Föreningens verksamhet ska vara öppen och jämlik. Understöd beviljas inte en förening som diskriminerar, som inte \
sköter sin bokföring eller förvaltning eller som inte har lämnat en användningsredogörelse för ett tidigare \
understöd.

## Olika slag av understöd

Partnerskapsunderstöd bygger på ett avtal som ingås för två, tre eller fyra år. Målen ses över varje år i ett \
partnerskapssamtal.

Verksamhetsunderstöd är avsett för föreningens regelbundna verksamhet under ett kalenderår. Det bedöms enligt åtta \
tyngdpunkter.

Projektunderstöd är avsett för ett avgränsat arbete som har en början och ett slut. Om projektet har en annan \
huvudfinansiär betalar staden högst 30 procent av kostnaderna i ett till tre år. För ett försök som pågår i högst ett \
år kan staden betala högst 90 procent.

Evenemangsunderstöd är avsett för evenemang dit alla är välkomna.

Lättunderstödet, verksamhetstusenlappen, är 500 eller 1 000 euro. Det används till något litet och snabbt.

Startunderstödet är 200 euro. En ny förening kan få det en gång, det år då den grundas.

## Vad understöd inte beviljas för

Understöd beviljas inte för affärsverksamhet, skulder eller gåvor, inte för att delas ut vidare och inte för sådant \
som det är välfärdsområdets eller statens sak att ordna. Understödet får inte användas till kostnader som uppkommit \
före beslutet, om inte villkoren säger något annat.

## Hur ansökningarna bedöms

Varje ansökningsomgång har publicerade grunder med vikter. Två beredare poängsätter ansökan oberoende av varandra. För \
de minsta understöden kan det räcka med en beredare. Poängen avgör inte ensamma: i beslutet beaktas också att stödet \
fördelas över hela staden och mellan olika befolkningsgrupper.

En bristfällig ansökan avslås inte genast. Föreningen får en begäran om komplettering och skälig tid att svara.

Den som är jävig deltar inte i behandlingen. Jävig är till exempel den som själv sitter i den sökandes styrelse eller \
vars närstående gör det.

## Beslutet

Beslutet anger vad som beviljades, för vilket ändamål och på vilka grunder, och vem som ger mer information. Besluten \
och motiveringarna är offentliga. Den som är missnöjd med beslutet kan begära omprövning inom 14 dagar från \
delfåendet. Anvisningen finns som bilaga till beslutet.

## Utbetalning och användning

Understödet betalas till föreningens eget konto när beslutet har vunnit laga kraft. Det används för det ändamål som \
det har beviljats för. Om planen ändras ber föreningen staden om tillstånd på förhand.

Mottagaren ordnar sin bokföring så att användningen av understödet kan följas och sparar kvittona. Staden har rätt att \
granska användningen.

## Användningsredogörelse

Mottagaren berättar vad understödet användes till och vad det ledde till. För verksamhetsunderstöd och \
partnerskapsunderstöd lämnas en användningsredogörelse senast den 30 april följande år. För projekt och evenemang \
lämnas den inom tre månader efter att de har avslutats, och för fleråriga projekt också varje år. Om lättunderstödet \
berättar föreningen kort inom tre månader efter att pengarna har använts. För startunderstödet behövs ingen \
redogörelse.

## Återkrav

Understödet eller en del av det återkrävs om det har beviljats på grundval av oriktiga uppgifter, använts för något \
annat än det beviljats för eller blivit oanvänt. Föreningen hörs innan staden beslutar om återkrav.

## Stöd av mindre betydelse

Om föreningen bedriver ekonomisk verksamhet kan understödet vara sådant stöd av mindre betydelse som avses i EU:s \
regler. Föreningen uppger i ansökan vilket sådant stöd den har fått under de senaste tre åren. Det får uppgå till \
sammanlagt högst 300 000 euro. Också lokaler som lånats ut gratis och annat stöd i form av varor eller tjänster räknas \
med."""

TEXT_EN = """\
The city supports associations because they do work that nobody else does. These principles tell who can get a grant, \
for what and on which grounds, and what the recipient promises. They apply to all grants that the city gives to \
associations. Each call also has terms of its own, which are on the page of the call.

## Who may apply

A registered association that works in Pori or for its residents may apply. If several arrange or carry out something \
together, one of them applies and answers for the money.

The work of the association must be open to all on equal terms. No grant is given to an association that \
discriminates, that neglects its accounts or its administration, or that has not made the use report on an earlier \
grant.

## Kinds of grant

A partnership-based grant rests on an agreement made for two, three or four years. The targets are looked at again \
each year in a partnership review.

An operating grant is for the regular work of an association during one calendar year. It is assessed by eight \
emphases.

A project grant is for work with a beginning and an end. Where the project has another main funder, the city pays at \
most 30 per cent of the costs for one to three years. Of a pilot that lasts at most one year, the city may pay up to \
90 per cent.

An event grant is for an event where everyone is welcome.

The light grant, toimintatonni, is €500 or €1,000. It pays for something small and quick.

The start-up grant is €200. A new association can get it once, in its founding year.

## What grants are not for

Grants are not given for business, debts or donations, to be handed on to others, or for what a wellbeing services \
county or the state has to arrange. A grant does not pay for costs from before the decision unless the terms of the \
call say otherwise.

## How applications are assessed

Every call has published criteria with weights. Two officers score each application without seeing each other’s \
points; for the smallest grants one officer may be enough. Points alone do not settle the matter: the decision also \
looks at how support is shared between parts of the city and groups of residents.

An incomplete application is not rejected at once. The association gets a completion request and reasonable time to \
answer it.

Nobody who is disqualified handles a matter. A person is disqualified, for example, if they or somebody close to them \
sits on the applicant’s board.

## The decision

The decision tells what was granted, for what purpose and on which grounds, and who gives more information. Decisions \
and their reasons are public. A party that is not satisfied may request rectification within 14 days of being notified \
of the decision. Instructions are attached to it.

## Payment and use

The grant is paid to the association’s own account when the decision is final. It is used for the purpose for which it \
was given. If the plan changes, the association asks the city for permission beforehand.

The recipient keeps its accounts so that the use of the grant can be followed, and keeps the receipts. The city has \
the right to inspect how the grant has been used.

## Use report

The recipient tells what the grant was used for and what came of it. The use report on an operating grant or a \
partnership-based grant is due by 30 April of the following year. On a project or an event it is due within three \
months of its end, and on a project of several years also each year. How a light grant was used is told briefly within \
three months after the money has been spent. A start-up grant needs no report.

## Recovery

A grant, or a part of it, is recovered if it was given on the basis of false information, was used for something other \
than what was decided, or was left unused. The association is heard before recovery is decided on.

## De minimis aid

Where an association carries on economic activity, a grant may be de minimis aid as the EU defines it. In its \
application the association declares what such aid it has received during the past three years. The total may be at \
most €300,000, and premises lent free of charge and other support in goods or services are counted in."""

# The year follows the day when the demo is loaded.
PRINCIPLES: dict[str, Any] = {
    "title_fi": "Porin kaupungin avustusperiaatteet",
    "title_sv": "Björneborgs stads understödsprinciper",
    "title_en": "Grant principles of the City of Pori",
    "text_fi": TEXT_FI,
    "text_sv": TEXT_SV,
    "text_en": TEXT_EN,
    "adopted_by": "Porin kaupunginvaltuusto, 15.12.",
}

AIMS: tuple[dict[str, Any], ...] = (
    {
        "key": "mielen-hyvinvointi",
        "kind": AimKind.EMPHASIS,
        "label_fi": "Mielen hyvinvointi",
        "label_sv": "Psykiskt välbefinnande",
        "label_en": "Mental wellbeing",
    },
    {
        "key": "osallisuus",
        "kind": AimKind.EMPHASIS,
        "label_fi": "Osallisuus",
        "label_sv": "Delaktighet",
        "label_en": "Participation",
    },
    {
        "key": "terveelliset-elintavat",
        "kind": AimKind.EMPHASIS,
        "label_fi": "Terveelliset elintavat",
        "label_sv": "Hälsosamma levnadsvanor",
        "label_en": "Healthy habits",
    },
    {
        "key": "turvallinen-elinymparisto",
        "kind": AimKind.EMPHASIS,
        "label_fi": "Turvallinen elinympäristö",
        "label_sv": "Trygg livsmiljö",
        "label_en": "Safe surroundings",
    },
    {
        "key": "luonto",
        "kind": AimKind.EMPHASIS,
        "label_fi": "Luonto",
        "label_sv": "Natur",
        "label_en": "Nature",
    },
    {
        "key": "paikallinen-identiteetti",
        "kind": AimKind.EMPHASIS,
        "label_fi": "Paikallinen identiteetti",
        "label_sv": "Lokal identitet",
        "label_en": "Local identity",
    },
    {
        "key": "tyollisyys",
        "kind": AimKind.EMPHASIS,
        "label_fi": "Työllisyys",
        "label_sv": "Sysselsättning",
        "label_en": "Employment",
    },
    {
        "key": "haavoittuvassa-asemassa-olevat",
        "kind": AimKind.EMPHASIS,
        "label_fi": "Haavoittuvassa asemassa olevat",
        "label_sv": "Personer i utsatt ställning",
        "label_en": "People in a vulnerable position",
    },
    {
        "key": "hyvinvointierot-kapenevat",
        "kind": AimKind.GOAL,
        "label_fi": "Hyvinvointierot kapenevat",
        "label_sv": "Skillnaderna i välfärd minskar",
        "label_en": "Differences in wellbeing grow smaller",
    },
    {
        "key": "jokainen-loytaa-harrastuksen",
        "kind": AimKind.GOAL,
        "label_fi": "Jokainen löytää harrastuksen",
        "label_sv": "Alla hittar en hobby",
        "label_en": "Everyone finds a hobby",
    },
    {
        "key": "elavat-kaupunginosat-ja-kylat",
        "kind": AimKind.GOAL,
        "label_fi": "Elävät kaupunginosat ja kylät",
        "label_sv": "Levande stadsdelar och byar",
        "label_en": "Lively districts and villages",
    },
)
