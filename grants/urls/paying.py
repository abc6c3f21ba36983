"""Awards taken and paid."""

from django.urls import path

from grants.views import accepting, batches, payments

urlpatterns = [
    path("hakemukset/<int:pk>/vastaanota/", accepting.award_accept, name="award_accept"),
    path("hakemukset/<int:pk>/vastaanota/hylkaa/", accepting.award_decline, name="award_decline"),
    path("hakemukset/<int:pk>/tili/", accepting.award_account, name="award_account"),
    path("kaupunki/avustukset/<int:pk>/maksut/", payments.payout_handle, name="payout_handle"),
    path("kaupunki/maksut/", payments.payment_list, name="payment_list"),
    path("kaupunki/maksut/<int:pk>/palautus/", batches.payment_return, name="payment_return"),
    path("kaupunki/maksut/erat/", batches.batch_list, name="batch_list"),
    path("kaupunki/maksut/erat/uusi/", batches.batch_make, name="batch_make"),
    path("kaupunki/maksut/erat/<int:pk>/", batches.batch_detail, name="batch_detail"),
    path("kaupunki/maksut/erat/<int:pk>/hyvaksy/", batches.batch_approve, name="batch_approve"),
    path("kaupunki/maksut/erat/<int:pk>/lahetetty/", batches.batch_send, name="batch_send"),
    path("kaupunki/maksut/erat/<int:pk>/peru/", batches.batch_cancel, name="batch_cancel"),
]
