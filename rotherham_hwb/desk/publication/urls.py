"""The addresses of supplements, below /desk/."""

from django.urls import path

from rotherham_hwb.desk.publication import supplements

urlpatterns = [
    path("meetings/<int:pk>/supplements/open/", supplements.open_new, name="desk_open_supplement"),
    path("supplements/<int:pk>/", supplements.supplement, name="desk_supplement"),
    path("supplements/<int:pk>/urgency/", supplements.urgency, name="desk_urgency"),
    path("supplements/<int:pk>/late-item/", supplements.late_item, name="desk_late_item"),
    path(
        "supplements/<int:pk>/items/<int:item>/add-paper/",
        supplements.add_paper,
        name="desk_supplement_paper",
    ),
    path("supplements/<int:pk>/compile/", supplements.compile_pack, name="desk_compile_supplement"),
    path("supplements/<int:pk>/publish/", supplements.publish, name="desk_publish_supplement"),
]
