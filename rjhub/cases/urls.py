"""The addresses of the cases room. A change of state is a sub-resource, named by a noun."""

from django.urls import path

from rjhub.cases.views import case, contacts, moving, tasks

app_name = "cases"
urlpatterns = [
    path("cases", case.cases, name="cases"),
    path("cases/<str:reference>", case.case, name="case"),
    path("cases/<str:reference>/timeline", case.whole_timeline, name="timeline"),
    path("cases/<str:reference>/pathway", case.pathway, name="pathway"),
    path("cases/<str:reference>/stages/<str:to>", moving.stage, name="stage"),
    path("cases/<str:reference>/milestones/<str:check>", moving.milestone, name="milestone"),
    path("cases/<str:reference>/contacts", contacts.contacts, name="contacts"),
    path("cases/<str:reference>/people/<uuid:party_id>/contacts/new", contacts.contact, name="contact"),
    path("tasks/<uuid:task_id>", tasks.task, name="task"),
    path("tasks/<uuid:task_id>/finishing", tasks.finishing, name="task_finishing"),
]
