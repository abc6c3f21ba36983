"""Who may apply for the project grant and for what, in three languages."""

from __future__ import annotations

TERMS_FI = """\
Kuka voi hakea?

Rekisteröity yhdistys, joka toimii Porissa tai porilaisten hyväksi. Jos hankkeella on useita toteuttajia, yksi heistä \
hakee ja vastaa rahasta.

Mihin avustusta saa?

Hankkeeseen, jolla on alku, loppu ja tavoite. Vaihtoehtoja on kaksi:

Jos hankkeella on toinen päärahoittaja, kaupunki voi maksaa enintään 30 prosenttia menoista. Hanke kestää 1–3 vuotta.

Jos hanke on kokeilu, kaupunki voi maksaa enintään 90 prosenttia menoista. Kokeilu kestää enintään vuoden.

Avustusta ei myönnetä yhdistyksen vakiintuneeseen toimintaan, velkojen hoitoon, liiketoimintaan eikä menoihin, joihin \
on jo saatu muuta rahaa. Talkootyö on arvokasta, mutta sitä ei lasketa menoksi.

Miten hakemukset käsitellään?

Kaikki yhtä aikaa, kun haku on sulkeutunut. Kaksi valmistelijaa pisteyttää hakemuksen toisistaan tietämättä alla \
olevilla perusteilla. Jos hakemuksesta puuttuu jotain, pyydämme täydentämään sitä ennen päätöstä. Päätökset \
perusteluineen ovat julkisia.

Milloin raha tulee, ja mitä sen jälkeen?

Avustus maksetaan yhdistyksen tilille, kun päätös on lainvoimainen ja päärahoittajan päätös on toimitettu. \
Käyttöselvitys tehdään kolmen kuukauden kuluessa hankkeen päättymisestä, ja monivuotisesta hankkeesta myös joka \
vuosi. Kertokaa siinä myös, mikä ei toiminut: muut oppivat siitä. Jos hanke ei toteudu, käyttämätön raha palautetaan."""

TERMS_SV = """\
Vem kan söka?

En registrerad förening som verkar i Björneborg eller till förmån för björneborgare. Om flera genomför projektet \
tillsammans söker en av dem och ansvarar för pengarna.

Vad kan understödet användas till?

Till ett projekt som har en början, ett slut och ett mål. Det finns två alternativ:

Om projektet har en annan huvudfinansiär kan staden betala högst 30 procent av kostnaderna. Projektet pågår i ett \
till tre år.

Om projektet är ett försök kan staden betala högst 90 procent av kostnaderna. Försöket pågår i högst ett år.

Understöd beviljas inte för föreningens etablerade verksamhet, skulder, affärsverksamhet eller kostnader som redan \
har täckts med andra pengar. Talkoarbete är värdefullt, men räknas inte som en kostnad.

Hur behandlas ansökningarna?

Alla på samma gång när ansökningstiden har gått ut. Två beredare poängsätter ansökan oberoende av varandra enligt \
grunderna nedan. Om något saknas ber vi er komplettera ansökan före beslutet. Besluten och motiveringarna är \
offentliga.

När kommer pengarna, och vad händer sedan?

Understödet betalas till föreningens konto när beslutet har vunnit laga kraft och huvudfinansiärens beslut har \
lämnats in. En användningsredogörelse lämnas inom tre månader efter att projektet har avslutats, och varje år om \
projektet är flerårigt. Berätta då också vad som inte fungerade: andra lär sig av det. Om projektet inte blir av \
betalas oanvända pengar tillbaka."""

TERMS_EN = """\
Who may apply?

A registered association that works in Pori or for its residents. If several carry out the project together, one of \
them applies and answers for the money.

What is the grant for?

A project with a beginning, an end and a goal. There are two alternatives:

If the project has another main funder, the city may pay at most 30 per cent of the costs. The project lasts from one \
to three years.

If the project is a pilot, the city may pay at most 90 per cent of the costs. A pilot lasts for a year at most.

The grant isn’t for an association’s established activity, debts, business or costs for which other money has been \
received. Voluntary work is valuable, but it isn’t counted as a cost.

How are applications handled?

All together, once the call has closed. Two officers score each application by the criteria below without seeing each \
other’s points. If something is missing, we ask you to complete the application before it is decided. Decisions and \
their reasons are public.

When does the money come, and what then?

It is paid to the association’s account when the decision is final and the main funder’s decision has been handed in. \
A use report is due within three months of the end of the project, and each year if it lasts for several. Tell there \
also what didn’t work: others learn from it. If the project doesn’t come about, unused money is paid back."""
