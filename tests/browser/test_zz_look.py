from datetime import date, time
import pytest
from django.db import transaction
from associations.models import *
from associations.services import facets
from portal.accounts.enums import StaffRole
from portal.accounts.models import StaffAssignment
from tests.browser import looking
from tests.factories.accounts import employee, UserFactory
from tests.factories.associations import AssociationFactory

@pytest.mark.django_db(transaction=True)
def test_look(open_page, settings):
    settings.PORTAL_URL = "http://localhost:8000"
    with transaction.atomic():
        a = AssociationFactory.create(name_fi="Mieskuoro Rannan Sointu ry", name_en="Male Choir Rannan Sointu", slug="rannan-sointu", register_number="900.123", business_id="9000000-1", size=48,
          languages=["fi","sv"], accessibility=["step_free","induction_loop"], accessibility_note_fi="Ovi aukeaa napista.", joining_fi="Tule harjoituksiin.\n\nNuotteja ei tarvitse osata.", registered_on=date(1926,3,4), checked_on=date(2026,9,1),
          description_fi="Harjoitukset ovat maanantaisin, ja uusille laulajille on kuorokoulu, johon ei tarvita nuotinlukutaitoa. "*3, summary_fi="Mieskuoro, joka laulaa Promenadikeskuksessa, palvelutaloissa ja kesäisin torilla.")
        d = District.objects.get(slug="keskusta"); a.districts.add(d); a.target_groups.add(*TargetGroup.objects.all()[:3]); a.further_sectors.add(Sector.objects.get(slug="liikunta"))
        from tests.factories.associations import logo
        from portal.files import services as files
        import io
        from PIL import Image
        b=io.BytesIO(); Image.new("RGB",(300,200),"teal").save(b,"PNG")
        st=files.store(b.getvalue(), name="logo.png", kind="logo", parent=a); a.logo_key=st.key; a.save()
        p = MeetingPlace.objects.create(association=a, name="Annis", address="Annankatu 5", postal_code="28100", district=d)
        ActivityTime.objects.create(association=a, title_fi="Harjoitukset", weekday=1, starts_at=time(18), ends_at=time(20), place=p, season_from=date(2026,1,1), season_until=date(2028,12,18))
        ActivityTime.objects.create(association=a, title_fi="Kuorokoulu", weekday=3, starts_at=time(17,30), ends_at=time(18,30), every=2, season_from=date(2026,1,1))
        ActivityTime.objects.create(association=a, title_fi="Äänenavaus", weekday=1, starts_at=time(17,30), ends_at=time(18))
        ContactWay.objects.create(association=a, kind="email", value="info@rannansointu-kuoro.example", label="Sihteeri", public=True)
        ContactWay.objects.create(association=a, kind="phone", value="+358 2 000 0001", public=True)
        ContactWay.objects.create(association=a, kind="phone", value="+358 2 999 9999", public=False)
        Link.objects.create(association=a, url="https://rannansointu.example/tervetuloa/mukaan")
        u = employee(StaffRole.GRANT_OFFICER); StaffAssignment.objects.filter(user=u).update(title="yhdistyskoordinaattori")
        LiaisonAssignment.objects.create(user=u, starts_on=date(2026,1,1), substitute=UserFactory.create(), away_from=date(2026,1,1))
        LiaisonAssignment.objects.create(user=UserFactory.create(), part="venues", sector=a.sector, starts_on=date(2026,1,1))
        facets.refresh([a.pk]); AssociationFactory.create_batch(3, summary_fi="Laulamme yhdessä.")
    for lang, width in (("fi",1280),("fi",360),("en",1280)):
        page = open_page(width=width, language=lang)
        for name, url in (("profile", f"/{lang}/yhdistykset/rannan-sointu/"), ("data", f"/{lang}/avoin-data/"), ("embed", f"/{lang}/upotus/yhdistykset/?toimiala=kulttuuri")):
            page.goto(url)
            print(name, lang, width, looking.faults(page))
            page.screenshot(path=f"/tmp/look-{name}-{lang}-{width}.png", full_page=True)
