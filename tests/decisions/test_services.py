"""Making, sealing, serving, publishing and taking down."""

from __future__ import annotations

import hashlib
import io
import threading
from datetime import date, timedelta
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from portal import actor, clock, policy
from portal.accounts.models import User
from portal.decisions import dates, document, services
from portal.decisions.enums import Remedy, Way
from portal.decisions.models import AppealRule, Counter, Decision
from portal.decisions.rules import Incomplete
from portal.documents.typst_pdf import Unprintable
from portal.files import services as files
from portal.files.models import StoredFile
from portal.jobs.models import Job
from portal.journal import services as journal
from portal.journal.models import Event
from portal.workflow import Refused
from tests.documents.reading import text_of
from tests.factories.decisions import decision, person, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def _march():
    with time_machine.travel("2026-03-02 12:00+02:00", tick=False):
        yield


def verbs(made):
    return [event.verb for event in Event.objects.about(made)]


@pytest.mark.usefixtures("_march")
class TestMake:
    def test_the_first(self):
        decider = person()
        made = decision(decided_by=decider, title=" Kevytavustus ")
        made.refresh_from_db()
        assert (made.version, made.previous, made.title) == (1, None, "Kevytavustus")
        assert (made.section, made.section_year) == (1, 2026)
        assert (made.decided_by, made.decider_label, made.decider_title) == (decider, str(decider), "kulttuurijohtaja")
        assert (made.sent_on, made.notified_on, made.last_day) == (
            date(2026, 3, 2),
            date(2026, 3, 5),
            date(2026, 3, 19),
        )
        assert made.parties == [{"name": "Porin Shakkikerho ry", "role": "hakija", "identifier": "123.456"}]
        assert (made.sealed, made.sha256) == (None, "")
        assert verbs(made) == ["decisions.made"]
        job = Job.objects.get()
        assert (job.name, job.args) == ("decisions.seal", [made.pk])

    @pytest.mark.parametrize(
        ("way", "notified", "last"),
        [
            (Way.LETTER, date(2026, 3, 9), date(2026, 3, 23)),
            (Way.E_NOTICE, date(2026, 3, 5), date(2026, 3, 19)),
            (Way.SERVICE, None, None),
            (Way.ONLINE, None, None),
        ],
    )
    def test_ways(self, way, notified, last):
        made = decision(way=way)
        assert (made.notified_on, made.last_day) == (notified, last)

    def test_a_known_day_of_publication_counts_at_once(self):
        made = decision(way=Way.ONLINE, sent_on=date(2026, 3, 4))
        assert (made.notified_on, made.last_day) == (date(2026, 3, 11), date(2026, 3, 25))

    def test_the_day_is_helsinkis(self):
        with time_machine.travel("2026-03-02 22:30+00:00", tick=False):
            assert decision().sent_on == date(2026, 3, 3)
        with time_machine.travel("2026-12-31 22:30+00:00", tick=False):
            assert decision().section_year == 2027

    def test_the_rule_of_the_day_of_sending_holds(self):
        AppealRule.objects.create(
            way=Way.LETTER, deemed_days=10, period_days=30, valid_from=date(2026, 3, 3), basis_fi="Laki 1/2026"
        )
        assert decision(way=Way.LETTER).last_day == date(2026, 3, 23)
        made = decision(way=Way.LETTER, sent_on=date(2026, 3, 3))
        assert made.last_day == date(2026, 4, 13)
        assert "30" in made.rectification
        assert "Laki 1/2026" in made.rectification

    def test_without_a_rule(self):
        with pytest.raises(Incomplete, match="No rule"):
            decision(sent_on=date(2010, 1, 1))

    def test_incomplete_and_nothing_is_left(self):
        with pytest.raises(Incomplete) as caught:
            decision(reasons=" ", parties=[{"name": ""}])
        assert len(caught.value.sentences) == 2
        assert not Decision.objects.exists()
        assert not Counter.objects.exists()
        assert not Job.objects.exists()

    @pytest.mark.parametrize("field", ["title", "outcome", "reasons", "decider_title", "authority"])
    def test_characters_that_the_document_cannot_show(self, field):
        with pytest.raises(Incomplete, match="漢"):
            decision(**{field: "Nimi 漢"})

    def test_a_name_of_a_party_too(self):
        with pytest.raises(Incomplete, match=r"U\+202E"):
            decision(parties=[{"name": "Yhdistys\u202e ry"}])

    def test_a_barred_actor(self, monkeypatch):
        subject = person()
        monkeypatch.setitem(policy._bars, User, [lambda who: Q(pk=subject.pk)])
        with pytest.raises(PermissionDenied):
            decision(subject=subject)
        assert decision().pk

    def test_it_lives_and_dies_with_the_callers_transaction(self):
        with transaction.atomic():
            decision()
            transaction.set_rollback(True)
        assert not Decision.objects.exists()
        assert not Event.objects.exists()
        assert decision().section == 1

    def test_sections_run_by_series(self):
        given = [{"authority": "Lautakunta"}, {"authority": "Nämnden", "section_series": "Lautakunta"}, {}]
        assert [decision(**one).section for one in given] == [1, 2, 1]

    def test_a_correction_is_a_new_version(self):
        first = decision()
        second = decision(
            subject=first.subject, previous=first, corrects="Summa oli väärin.", outcome="Myönnetään 500 euroa."
        )
        assert (second.version, second.previous, second.section) == (2, first, 2)
        first.refresh_from_db()
        assert "1 000" in first.outcome
        assert verbs(second) == ["decisions.corrected"]
        assert Event.objects.about(second).get().reason == "Summa oli väärin."

    def test_a_correction_says_why(self):
        first = decision()
        with pytest.raises(Incomplete, match="why"):
            decision(subject=first.subject, previous=first, corrects=" ")

    def test_a_version_is_corrected_once(self):
        first = decision()
        decision(subject=first.subject, previous=first, corrects="x")
        with pytest.raises(Refused, match="already"):
            decision(subject=first.subject, previous=first, corrects="x")

    def test_a_correction_is_of_the_same_matter(self):
        with pytest.raises(Refused, match="another matter"):
            decision(previous=decision(), corrects="x")


@pytest.mark.usefixtures("_march")
class TestInstruction:
    def test_names_whom_when_and_where(self):
        made = decision(
            authority="Kulttuurijohtaja",
            rectification={"authority": "Sivistyslautakunta", "email": "kirjaamo@example.invalid"},
        )
        assert "Sivistyslautakunta, PL 000, 28101 Pori, kirjaamo@example.invalid" in made.rectification
        assert "19.3.2026" in made.rectification
        assert "14" in made.rectification
        assert "13/2003 19 §" in made.rectification

    def test_without_more_the_deciding_authority_and_its_contact(self):
        made = decision()
        assert "Kulttuurijohtaja, PL 000, 28101 Pori, avustukset@example.invalid" in made.rectification

    @pytest.mark.parametrize(
        ("language", "basis", "day"),
        [
            ("fi", "kirje|kuntalaki", "19.3.2026"),
            ("sv", "Kommunallagen", "19.3.2026"),
            ("en", "Local", "19 March 2026"),
        ],
    )
    def test_in_the_decisions_language(self, language, basis, day):
        made = decision(language=language)
        assert any(word.lower() in made.rectification.lower() for word in basis.split("|"))
        assert day in made.rectification

    def test_without_a_known_day_it_names_none(self):
        assert "2026" not in decision(way=Way.SERVICE).rectification

    def test_every_way_has_its_own_sentence(self):
        texts = {way: decision(way=way).rectification for way in Way}
        assert len(set(texts.values())) == 4


@pytest.mark.usefixtures("_march")
class TestSeal:
    def test_makes_one_document(self, settings):
        made, stored = sealed()
        content = files.read(stored)
        assert made.sha256 == stored.sha256 == hashlib.sha256(content).hexdigest()
        assert (stored.kind, stored.name) == ("sealed", f"{made.case_number.replace('/', '-')}.pdf")
        assert verbs(made) == ["decisions.made", "decisions.sealed"]

    def test_twice_is_once(self, settings):
        pk = decision().pk
        first = services.seal(pk)
        second = services.seal(pk)
        assert (second.sealed, second.sha256) == (first.sealed, first.sha256)
        assert StoredFile.objects.count() == 1
        assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 1

    def test_several_cost_the_statements_of_one_and_each_has_its_own_document(self):
        made = [decision(title=f"Avustus {number}").pk for number in range(4)]
        with CaptureQueriesContext(connection) as for_one:
            services.seal_all(made[:1])
        with CaptureQueriesContext(connection) as for_three:
            sealed = services.seal_all(made[1:])
        assert len(for_three) == len(for_one)
        assert [one.pk for one in sealed] == made[1:]
        assert len({one.sha256 for one in sealed}) == 3
        for one in Decision.objects.filter(pk__in=made):
            assert one.sealed is not None
            assert files.read(one.sealed) == document.pdf(one)
            assert verbs(one) == ["decisions.made", "decisions.sealed"]

    def test_one_that_cannot_be_made_leaves_the_others_as_they_were(self, monkeypatch):
        made, pdf = [decision(title=f"Avustus {number}") for number in range(2)], document.pdf

        def without_the_last(one):
            if one.pk == made[-1].pk:
                raise Unprintable("a glyph")
            return pdf(one)

        monkeypatch.setattr(document, "pdf", without_the_last)
        with pytest.raises(Unprintable):
            services.seal_all([one.pk for one in made])
        assert Decision.objects.filter(sealed=None).count() == 2
        assert verbs(made[0]) == ["decisions.made"]
        assert not StoredFile.objects.exists()

    @pytest.mark.parametrize("language", ["fi", "sv", "en"])
    def test_in_the_decisions_language(self, language):
        made, stored = sealed(language=language, disqualified=[{"name": "Erkki", "reason": "jäsen"}])
        content = files.read(stored)
        with pikepdf.open(io.BytesIO(content)) as document:
            assert str(document.Root.Lang) == f"{language}-FI"
            assert document.docinfo.Title == made.title
            assert str(document.docinfo.CreationDate) == "D:20260302100000Z"
        shown = text_of(content)
        for text in (made.title, made.case_number, made.authority, "PorinShakkikerhory", "123.456", made.basis):
            assert "".join(text.split()) in shown
        assert "Erkki:jäsen" in shown
        assert settings_city(language) in shown

    def test_what_it_says_is_all_there(self):
        made, stored = sealed()
        shown = text_of(files.read(stored)).replace("-", "")
        for text in (made.outcome, made.reasons, made.rectification, made.decider_label, made.contact["email"]):
            assert "".join(text.split()).replace("-", "") in shown


def settings_city(language):
    return {"fi": "Porinkaupunki", "sv": "Björneborgsstad", "en": "CityofPori"}[language]


class TestServed:
    @pytest.fixture
    def made(self):
        with time_machine.travel("2026-03-02 12:00+02:00", tick=False):
            return decision(way=Way.SERVICE)

    def test_begins_the_period(self, made):
        with time_machine.travel("2026-03-10 12:00+02:00", tick=False):
            served = services.served(made, on=date(2026, 3, 6))
        served.refresh_from_db()
        days = (served.sent_on, served.notified_on, served.last_day)
        assert days == (date(2026, 3, 6), date(2026, 3, 6), date(2026, 3, 20))
        told = Event.objects.about(served).filter(verb="decisions.served").get()
        assert journal.sentence(told).endswith("was served on 06.03.2026")

    @pytest.mark.parametrize("on", [date(2026, 3, 1), date(2026, 3, 11)])
    def test_between_the_decision_and_today(self, made, on):
        with time_machine.travel("2026-03-10 12:00+02:00", tick=False), pytest.raises(Refused, match="between"):
            services.served(made, on=on)

    def test_once(self, made):
        with time_machine.travel("2026-03-10 12:00+02:00", tick=False):
            services.served(made, on=date(2026, 3, 6))
            with pytest.raises(Refused, match="already"):
                services.served(made, on=date(2026, 3, 7))


@pytest.mark.usefixtures("_march")
class TestPublish:
    def ready(self, **given):
        return decision(published_title="Avustus", published_text="Avustus myönnetty.", **given)

    def test_until_the_appeal_period_of_all_has_ended(self):
        made = services.publish(self.ready())
        # The parties' last day is 19.3.; a member of the municipality's, from today's publication, 23.3.
        assert made.take_down_on == date(2026, 3, 24)
        assert made.is_published
        assert verbs(made) == ["decisions.made", "decisions.published"]

    def test_a_later_letter_keeps_it_longer(self):
        assert services.publish(self.ready(way=Way.LETTER, sent_on=date(2026, 3, 9))).take_down_on == date(2026, 3, 31)

    def test_a_day_of_ones_own(self):
        assert services.publish(self.ready(), take_down_on=date(2026, 6, 1)).take_down_on == date(2026, 6, 1)
        with pytest.raises(Refused, match="appeal period"):
            services.publish(self.ready(), take_down_on=date(2026, 3, 23))

    def test_texts_given_now(self):
        made = services.publish(decision(), published_title="Avustus", published_text="Myönnetty.")
        assert (made.published_title, made.published_text) == ("Avustus", "Myönnetty.")

    def test_without_texts(self):
        with pytest.raises(Incomplete):
            services.publish(decision())

    def test_once(self):
        made = services.publish(self.ready())
        with pytest.raises(Refused, match="already"):
            services.publish(made)

    def test_with_online_notification_the_period_begins(self):
        made = services.publish(self.ready(way=Way.ONLINE))
        assert (made.sent_on, made.last_day) == (date(2026, 3, 2), date(2026, 3, 23))
        assert made.take_down_on == date(2026, 3, 24)

    def test_taken_down_with_its_texts(self):
        made, later = services.publish(self.ready()), services.publish(self.ready(), take_down_on=date(2026, 6, 1))
        assert services.take_down_due(date(2026, 3, 23)) == 0
        assert services.take_down_due(date(2026, 3, 24)) == 1
        assert services.take_down_due(date(2026, 3, 24)) == 0
        made.refresh_from_db()
        later.refresh_from_db()
        assert (made.published_title, made.published_text, made.is_published) == ("", "", False)
        assert later.published_text
        assert verbs(made)[-1] == "decisions.taken_down"


@pytest.mark.django_db(transaction=True)
def test_two_workers_seal_one_document(settings):
    pk = decision().pk
    start, keys, errors = threading.Barrier(2), [], []

    def work() -> None:
        try:
            with actor.acting(actor.system("test")):
                start.wait(10)
                keys.append(services.seal(pk).sealed_id)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert errors == []
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 1


class TestAppeal:
    """A decision on a request for rectification is appealed against in court (Kuntalaki 410/2015 §135)."""

    COURT = {"authority": "Turun hallinto-oikeus", "address": "PL 1, 20101 Turku", "email": "hao@example.invalid"}

    @pytest.mark.parametrize(
        ("way", "last_day"),
        [
            # Thirty days from the day of notification, that day not counted (808/2019 §13).
            (Way.E_NOTICE, date(2026, 4, 7)),
            (Way.LETTER, date(2026, 4, 8)),
        ],
    )
    def test_its_period_is_thirty_days_from_notification(self, way, last_day):
        made = decision(way=way, sent_on=date(2026, 3, 2), remedy=Remedy.APPEAL, rectification=self.COURT)
        assert made.last_day == last_day

    def test_its_instruction_names_the_court_and_the_grounds_and_no_rectification(self):
        made = decision(remedy=Remedy.APPEAL, rectification=self.COURT, language="en")
        text = made.rectification
        assert "The appeal is made to: Turun hallinto-oikeus." in text
        assert "hao@example.invalid" in text
        assert "30 days" in text
        assert "otherwise against the law" in text
        assert "may ask in writing for its rectification" not in text

    def test_what_is_asked_for_follows_the_decision_when_it_is_served_and_published(self):
        made = decision(way=Way.SERVICE, remedy=Remedy.APPEAL, published_title="A", published_text="B")
        assert made.last_day is None
        noted = services.served(made, on=clock.today())
        assert noted.last_day == dates.next_working_day(clock.today() + timedelta(days=30))
        published = services.publish(noted)
        assert published.take_down_on is not None
        assert published.take_down_on > clock.today() + timedelta(days=37)

    def test_its_document_says_how_to_appeal(self):
        made = decision(remedy=Remedy.APPEAL, rectification=self.COURT, language="en")
        text = text_of(document.pdf(made))
        assert "Howtoappeal" in text
        assert "Lastdaytoappeal" in text
        assert "Howtoaskforrectification" not in text
