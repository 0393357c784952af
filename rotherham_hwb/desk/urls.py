from django.urls import path

from rotherham_hwb.desk import imports, papers, views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("meetings/<int:pk>/", views.meeting, name="desk_meeting"),
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
