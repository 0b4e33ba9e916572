"""The addresses of the feedback room."""

from django.urls import path

from rjhub.feedback.views import answering, figures, questionnaires, reading, sending

app_name = "feedback"
urlpatterns = [
    path("survey/leaving", answering.leaving, name="leaving"),
    path("survey/thanks/<str:language>", answering.thanks, name="thanks"),
    path("survey/<str:key>", answering.link, name="link"),
    path("survey/<str:key>/<str:language>/<str:group>", answering.link_page, name="link_page"),
    path("survey/<str:key>/<str:language>/<str:group>/typing", answering.link_typing, name="link_typing"),
    path("cases/<str:reference>/feedback", sending.surveys, name="surveys"),
    path("cases/<str:reference>/feedback/<uuid:survey_id>/sending", sending.sending, name="sending"),
    path(
        "cases/<str:reference>/feedback/<uuid:survey_id>/leaving-out", sending.leaving_out, name="leaving_out"
    ),
    path("feedback", figures.figures, name="figures"),
    path("feedback/answers/<uuid:survey_id>", reading.answers, name="answers"),
    path("feedback/questionnaires", questionnaires.questionnaires, name="questionnaires"),
    path(
        "feedback/questionnaires/<str:key>/<int:version>", questionnaires.questionnaire, name="questionnaire"
    ),
]
