"""People of an association, invitations, the handover to a new board."""

from django.urls import path

from associations.views.association import handovers, invitations, people

urlpatterns = [
    path("omat/yhdistys/ihmiset/", people.people, name="people"),
    path("omat/yhdistys/ihmiset/kutsu/", people.invitation_send, name="invitation_send"),
    path("omat/yhdistys/ihmiset/<int:pk>/", people.member_edit, name="member_edit"),
    path("omat/yhdistys/ihmiset/<int:pk>/lopeta/", people.member_end, name="member_end"),
    path("omat/yhdistys/kutsut/<int:pk>/uudelleen/", people.invitation_resend, name="invitation_resend"),
    path("omat/yhdistys/kutsut/<int:pk>/peru/", people.invitation_revoke, name="invitation_revoke"),
    path("kutsut/<int:pk>/", invitations.invitation_detail, name="invitation_detail"),
    path("omat/yhdistys/vaihto/", handovers.handover_make, name="handover_make"),
    path("omat/yhdistys/vaihto/<int:pk>/", handovers.handover_detail, name="handover_detail"),
    path("omat/yhdistys/vaihto/<int:pk>/peru/", handovers.handover_cancel, name="handover_cancel"),
]
