"""The addresses of the cases room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.cases.views import (
    answering,
    attending,
    case,
    consents,
    contacts,
    court,
    court_reports,
    documents,
    ending,
    information,
    meetings,
    messages,
    moving,
    preparing,
    responsibility,
    tasks,
)

app_name = "cases"
urlpatterns = [
    path("cases", case.cases, name="cases"),
    path("cases/<str:reference>", case.case, name="case"),
    path("cases/<str:reference>/timeline", case.whole_timeline, name="timeline"),
    path("cases/<str:reference>/pathway", case.pathway, name="pathway"),
    path("cases/<str:reference>/stages/<str:to>", moving.stage, name="stage"),
    path("cases/<str:reference>/milestones/<str:check>", moving.milestone, name="milestone"),
    path("cases/<str:reference>/information", information.information, name="information"),
    path("cases/<str:reference>/information/requests", information.ask, name="asking"),
    path("cases/<str:reference>/information/question", information.question, name="question"),
    path(
        "cases/<str:reference>/information/<uuid:request_id>/cancellation",
        information.cancel,
        name="cancelling",
    ),
    path("requests", information.requests, name="requests"),
    path("requests/<uuid:request_id>", information.answer, name="request"),
    path("cases/<str:reference>/contacts", contacts.contacts, name="contacts"),
    path("cases/<str:reference>/people/<uuid:party_id>/contacts/new", contacts.contact, name="contact"),
    path("cases/<str:reference>/documents", documents.documents, name="documents"),
    path("cases/<str:reference>/documents/new", documents.new_document, name="new_document"),
    path("cases/<str:reference>/documents/<uuid:document_id>", documents.document, name="document"),
    path("cases/<str:reference>/responsibility", responsibility.responsibility, name="responsibility"),
    path("cases/<str:reference>/allocation", responsibility.allocation, name="allocation"),
    path("cases/<str:reference>/supervisor", responsibility.supervisor, name="supervisor"),
    path(
        "cases/<str:reference>/people/<uuid:party_id>/contact",
        responsibility.named_contact,
        name="named_contact",
    ),
    path("cases/<str:reference>/handover", responsibility.handover, name="handover"),
    path("cases/<str:reference>/ending", ending.ending, name="ending"),
    path("cases/<str:reference>/people/<uuid:party_id>/answer", ending.answer, name="answer"),
    path("cases/<str:reference>/pause", ending.pausing, name="pausing"),
    path("cases/<str:reference>/resumption", ending.resuming, name="resuming"),
    path("cases/<str:reference>/transfer", ending.transfer, name="transfer"),
    path("cases/<str:reference>/transfer/answer", ending.transfer_answer, name="transfer_answer"),
    path("cases/<str:reference>/closing", ending.close, name="closing"),
    path("cases/<str:reference>/reopening", ending.reopen, name="reopening"),
    path("allocations/<uuid:allocation_id>", answering.allocation, name="allocation_answer"),
    path("handovers/<uuid:handover_id>", answering.handover, name="handover_answer"),
    path("tasks/<uuid:task_id>", tasks.task, name="task"),
    path("tasks/<uuid:task_id>/finishing", tasks.finishing, name="task_finishing"),
    # Assessing
    path("cases/<str:reference>/consents", consents.consents, name="consents"),
    path(
        "cases/<str:reference>/people/<uuid:party_id>/consents/<str:purpose>",
        consents.consent,
        name="consent",
    ),
    path(
        "cases/<str:reference>/consents/<uuid:consent_id>/withdrawal",
        consents.withdrawal,
        name="consent_withdrawal",
    ),
    path("cases/<str:reference>/acknowledgements", consents.acknowledgements, name="acknowledgements"),
    path(
        "cases/<str:reference>/people/<uuid:party_id>/acknowledgements/new",
        consents.acknowledgement,
        name="acknowledgement",
    ),
    # Before the court
    path("cases/<str:reference>/court", court.court, name="court"),
    path("cases/<str:reference>/court/matter", court.matter, name="court_matter"),
    path("cases/<str:reference>/court/conditions", court.conditions, name="court_conditions"),
    path("cases/<str:reference>/court/adjournment", court.adjournment, name="adjournment"),
    path("cases/<str:reference>/court/deferral", court.deferral, name="deferral"),
    path("cases/<str:reference>/court/sentence", court.sentence, name="sentence"),
    path("cases/<str:reference>/court/reports/<uuid:report_id>", court_reports.report, name="court_report"),
    path(
        "cases/<str:reference>/court/reports/<uuid:report_id>/change",
        court_reports.changed_report,
        name="changed_court_report",
    ),
    path(
        "cases/<str:reference>/court/reports/<uuid:report_id>/draft",
        court_reports.preview,
        name="court_report_preview",
    ),
    path(
        "cases/<str:reference>/court/reports/<uuid:report_id>/sending",
        court_reports.sending,
        name="court_report_sending",
    ),
    path(
        "cases/<str:reference>/court/reports/<uuid:report_id>/copy",
        court_reports.copy,
        name="court_report_copy",
    ),
    path(
        "cases/<str:reference>/court/reports/<str:about>/new",
        court_reports.new_report,
        name="new_court_report",
    ),
    # Bringing people together
    path("cases/<str:reference>/preparation", preparing.preparations, name="preparation"),
    path(
        "cases/<str:reference>/preparation/<uuid:preparation_id>",
        preparing.changed_preparation,
        name="changed_preparation",
    ),
    path(
        "cases/<str:reference>/people/<uuid:party_id>/preparation/new",
        preparing.new_preparation,
        name="new_preparation",
    ),
    path("cases/<str:reference>/meetings", meetings.meetings, name="meetings"),
    path("cases/<str:reference>/meetings/new", meetings.new_meeting, name="new_meeting"),
    path("cases/<str:reference>/meetings/<uuid:meeting_id>", meetings.meeting, name="meeting"),
    path(
        "cases/<str:reference>/meetings/<uuid:meeting_id>/booking", meetings.booking, name="meeting_booking"
    ),
    path(
        "cases/<str:reference>/meetings/<uuid:meeting_id>/cancellation",
        meetings.cancellation,
        name="meeting_cancellation",
    ),
    path("cases/<str:reference>/meetings/<uuid:meeting_id>/record", meetings.record, name="meeting_record"),
    path("cases/<str:reference>/meetings/<uuid:meeting_id>/sheet", attending.sheet, name="meeting_sheet"),
    path(
        "cases/<str:reference>/meetings/<uuid:meeting_id>/people/new", attending.new_guest, name="new_guest"
    ),
    path(
        "cases/<str:reference>/meetings/<uuid:meeting_id>/people/<uuid:attendance_id>",
        attending.guest,
        name="guest",
    ),
    path(
        "cases/<str:reference>/meetings/<uuid:meeting_id>/people/<uuid:attendance_id>/removal",
        attending.guest_removal,
        name="guest_removal",
    ),
    path("cases/<str:reference>/messages", messages.messages, name="messages"),
    path("cases/<str:reference>/messages/new", messages.new_message, name="new_message"),
    path("cases/<str:reference>/messages/<uuid:message_id>", messages.message, name="message"),
    path("cases/<str:reference>/messages/<uuid:message_id>/review", messages.review, name="message_review"),
    path(
        "cases/<str:reference>/messages/<uuid:message_id>/passing-on",
        messages.passing_on,
        name="message_passing_on",
    ),
    path(
        "cases/<str:reference>/messages/<uuid:message_id>/response",
        messages.response,
        name="message_response",
    ),
    path(
        "cases/<str:reference>/messages/<uuid:message_id>/answers/new",
        messages.message_answer,
        name="message_answer",
    ),
    path(
        "cases/<str:reference>/messages/<uuid:message_id>/again", messages.message_again, name="message_again"
    ),
    path(
        "cases/<str:reference>/messages/<uuid:message_id>/taking-back",
        messages.taking_back,
        name="message_taking_back",
    ),
]
