"""The addresses of the referrals room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.referrals.views import asking, drafting, hub, importing, referral, sending, sent

app_name = "referrals"
urlpatterns = [
    path("ask/leaving", asking.leaving, name="leaving"),
    path("ask/<slug:code>", asking.asking, name="asking"),
    path("ask/<slug:code>/beginning", asking.beginning, name="asking_beginning"),
    path("ask/<slug:code>/check", asking.check, name="asking_check"),
    path("ask/<slug:code>/sending", asking.sending, name="asking_sending"),
    path("ask/<slug:code>/sent", asking.sent, name="asking_sent"),
    path("ask/<slug:code>/not-safe", asking.unsafe, name="asking_unsafe"),
    path("ask/<slug:code>/<slug:key>", asking.page, name="asking_page"),
    path("ask/<slug:code>/<slug:key>/typing", asking.typing, name="asking_typing"),
    path("referrals", hub.hub_referrals, name="referrals"),
    path("referrals/sent", sent.sent, name="sent"),
    path("referrals/imports", importing.imports, name="imports"),
    path("referrals/imports/template", importing.template, name="import_template"),
    path("referrals/imports/<uuid:batch_id>", importing.batch, name="import"),
    path(
        "referrals/imports/<uuid:batch_id>/confirmation", importing.confirmation, name="import_confirmation"
    ),
    path("referrals/imports/<uuid:batch_id>/corrections", importing.corrections, name="import_corrections"),
    path("referrals/imports/<uuid:batch_id>/discarding", importing.discarding, name="import_discarding"),
    path("referrals/drafts", drafting.starting, name="starting"),
    path("referrals/drafts/<uuid:draft_id>", drafting.draft, name="draft"),
    path("referrals/drafts/<uuid:draft_id>/checking", sending.checking, name="checking"),
    path("referrals/drafts/<uuid:draft_id>/sending", sending.sending, name="sending"),
    path("referrals/drafts/<uuid:draft_id>/discarding", drafting.discarding, name="discarding"),
    path("referrals/drafts/<uuid:draft_id>/people/<slug:side>", drafting.people, name="draft_people"),
    path("referrals/drafts/<uuid:draft_id>/<slug:slot>/removal", drafting.removal, name="removal"),
    path("referrals/drafts/<uuid:draft_id>/<slug:key>/typing", drafting.typing, name="typing"),
    path(
        "referrals/drafts/<uuid:draft_id>/<slug:key>/setting-aside",
        drafting.setting_aside,
        name="setting_aside",
    ),
    path("referrals/drafts/<uuid:draft_id>/<slug:key>", drafting.section, name="section"),
    path("referrals/<str:reference>", referral.referral, name="referral"),
    path("referrals/<str:reference>/receipt", sending.receipt, name="receipt"),
    path("referrals/<str:reference>/amendments/<str:noun>", sent.amendment, name="amendment"),
    path("referrals/<str:reference>/duplicates", hub.duplicates, name="duplicates"),
    path("referrals/<str:reference>/acceptance", hub.acceptance, name="acceptance"),
    path("referrals/<str:reference>/declining", hub.declining, name="declining"),
    path("referrals/<str:reference>/withdrawal", sent.withdrawal, name="withdrawal"),
]
