from django.urls import path

from rotherham_hwb.desk import agenda, front_sheet, imports, papers, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("meetings/<int:pk>/", views.meeting, name="desk_meeting"),
    path("meetings/<int:pk>/agenda/", agenda.agenda, name="desk_agenda"),
    path("meetings/<int:pk>/agenda/add/", agenda.add, name="desk_agenda_add"),
    path("meetings/<int:pk>/agenda/standing/", agenda.standing, name="desk_agenda_standing"),
    path("meetings/<int:pk>/agenda/take/", agenda.take, name="desk_agenda_take"),
    path("meetings/<int:pk>/agenda/<int:item>/", agenda.change, name="desk_agenda_change"),
    path("meetings/<int:pk>/agenda/<int:item>/move/", agenda.move, name="desk_agenda_move"),
    path("meetings/<int:pk>/agenda/<int:item>/remove/", agenda.remove, name="desk_agenda_remove"),
    path(
        "meetings/<int:pk>/agenda/sections/<int:section>/",
        agenda.section,
        name="desk_agenda_section",
    ),
    path("meetings/<int:pk>/front-sheet/", front_sheet.front_sheet, name="desk_front_sheet"),
    path("meetings/<int:pk>/front-sheet.pdf", front_sheet.pdf, name="desk_front_sheet_pdf"),
    path("meetings/<int:pk>/front-sheet.png", front_sheet.picture, name="desk_front_sheet_picture"),
    path("meetings/<int:pk>/call/", views.call, name="desk_call"),
    path("meetings/<int:pk>/compile/", views.compile_pack, name="desk_compile"),
    path("meetings/<int:pk>/publish/", views.publish, name="desk_publish"),
    path("meetings/<int:pk>/publish-minutes/", views.publish_minutes, name="desk_publish_minutes"),
    path("packs/<int:pk>/", views.compile_progress, name="desk_compile_progress"),
    path("items/<int:pk>/add-paper/", papers.add, name="desk_add_paper"),
    path("papers/<int:pk>/", papers.paper, name="desk_paper"),
    path("papers/<int:pk>/replace/", papers.replace, name="desk_replace_paper"),
    path("imports/", imports.imports, name="desk_imports"),
    path("imports/<int:pk>/", imports.imported, name="desk_import"),
    path("imports/<int:pk>/publish/", imports.publish, name="desk_publish_import"),
]
