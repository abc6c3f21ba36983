"""The association accepts its award; one makes a batch, another approves it, the file goes to the bank."""

from __future__ import annotations

from grants.enums import BatchState, InstalmentState, PayoutState
from grants.models import Batch, Instalment, Payout
from portal.ui import formats
from tests.browser.grant_year.walking import Year, answer

# The rectification period is over, with the days in which a letter is held to have arrived.
UNTIL_FINAL = 45


def accept(year: Year) -> None:
    """Who signs reads the terms, names the account and takes the award."""
    treasurer = year.person(year.treasurer, money=True)
    treasurer.go(year.matter).press(f'main a[href$="{year.matter}vastaanota/"]')
    account = year.association.bank_accounts.get()
    treasurer.tick("account", str(account.pk)).tick("confirmed").save()
    assert Payout.objects.get().state == PayoutState.ACCEPTED
    treasurer.told("The award has been accepted. You see here when it is paid.")


def pay(year: Year) -> None:
    """What is due is gathered, approved, fetched as a file and marked as sent; the association is told."""
    year.later(UNTIL_FINAL)
    officer, decider = year.person(year.officers[0], money=True), year.person(year.decider, money=True)
    sum_given = formats.money(year.application.award.amount_cents, year.language)
    officer.go("/kaupunki/maksut/").press('main a[href$="/maksut/erat/"]').press('main a[href$="/erat/uusi/"]')
    officer.reads(year.name, sum_given).save()
    made = Batch.objects.get()
    # Who made it can't approve it.
    assert not officer.page.locator('a[href$="/hyvaksy/"]').count()
    decider.go(f"/kaupunki/maksut/erat/{made.pk}/").press('main a[href$="/hyvaksy/"]').reads(sum_given)
    decider.tick("confirmed").save()
    year.done()
    decider.go(f"/kaupunki/maksut/erat/{made.pk}/")
    content = decider.download('main dl a[href^="/tiedostot/"]')
    assert b"pain.001.001.09" in content
    assert year.association.bank_accounts.get().iban.encode() in content
    officer.go(f"/kaupunki/maksut/erat/{made.pk}/").save()
    year.done()
    made.refresh_from_db()
    assert made.state == BatchState.SENT
    assert set(Instalment.objects.values_list("state", flat=True)) == {InstalmentState.PAID}
    told = year.new_mails(year.treasurer)
    assert any(sum_given in answer(mail) for mail in told), [mail["Subject"] for mail in told]
