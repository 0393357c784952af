from django.urls import include, path

from rotherham_hwb.desk.agenda import builder as agenda
from rotherham_hwb.desk.agenda import front_sheet, last_agenda, quick_add, sections
from rotherham_hwb.desk.meetings import workspace as views
from rotherham_hwb.desk.old_packs import files as imports
from rotherham_hwb.desk.old_packs import restriction, review, unplaced
from rotherham_hwb.desk.old_packs import same_person as people
from rotherham_hwb.desk.papers import discarding, grants, safe_copies
from rotherham_hwb.desk.papers import views as papers
from rotherham_hwb.desk.publication import checks, corrections, preview, taking_back
from rotherham_hwb.desk.worklist import views as worklist

urlpatterns = [
    path("", include("rotherham_hwb.desk.people.urls")),
    path("", include("rotherham_hwb.desk.boards.urls")),
    path("", include("rotherham_hwb.desk.minutes.approval.urls")),
    path("", include("rotherham_hwb.desk.live.urls")),
    path("", include("rotherham_hwb.desk.minutes.notices.urls")),
    path("", include("rotherham_hwb.desk.papers.bulk.urls")),
    path("", include("rotherham_hwb.desk.minutes.urls")),
    path("", include("rotherham_hwb.desk.actions.urls")),
    path("", include("rotherham_hwb.desk.publication.urls")),
    path("", include("rotherham_hwb.desk.minutes.votes.urls")),
    path("", views.desk, name="desk"),
    path("due/", worklist.worklist, name="desk_due"),
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
        sections.section,
        name="desk_agenda_section",
    ),
    path(
        "meetings/<int:pk>/agenda/sections/<int:section>/move/",
        sections.move,
        name="desk_section_move",
    ),
    path(
        "meetings/<int:pk>/agenda/sections/<int:section>/remove/",
        sections.remove,
        name="desk_section_remove",
    ),
    path("meetings/<int:pk>/agenda/quick/", quick_add.quick_add, name="desk_agenda_quick"),
    path("meetings/<int:pk>/agenda/copy/", last_agenda.copy, name="desk_agenda_copy"),
    path("meetings/<int:pk>/front-sheet/", front_sheet.front_sheet, name="desk_front_sheet"),
    path("meetings/<int:pk>/front-sheet.pdf", front_sheet.pdf, name="desk_front_sheet_pdf"),
    path("meetings/<int:pk>/front-sheet.png", front_sheet.picture, name="desk_front_sheet_picture"),
    path("meetings/<int:pk>/preview/", preview.preview, name="desk_preview"),
    path("meetings/<int:pk>/checks/", checks.checks, name="desk_checks"),
    path("meetings/<int:pk>/checks/overrule/", checks.overrule_finding, name="desk_overrule"),
    path(
        "meetings/<int:pk>/checks/<int:overrule>/count-again/",
        checks.count_again,
        name="desk_count_again",
    ),
    path("meetings/<int:pk>/call/", views.call, name="desk_call"),
    path("meetings/<int:pk>/compile/", views.compile_pack, name="desk_compile"),
    path("meetings/<int:pk>/publish/", views.publish, name="desk_publish"),
    path("meetings/<int:pk>/publish-minutes/", views.publish_minutes, name="desk_publish_minutes"),
    path("packs/<int:pk>/", views.compile_progress, name="desk_compile_progress"),
    path("items/<int:pk>/add-paper/", papers.add, name="desk_add_paper"),
    path("papers/<int:pk>/", papers.paper, name="desk_paper"),
    path("papers/<int:pk>/grants/", grants.grants, name="desk_grants"),
    path("grants/<int:pk>/end/", grants.end, name="desk_end_grant"),
    path("papers/<int:pk>/discard/", discarding.discard, name="desk_discard_paper"),
    path("papers/<int:pk>/withdraw/", corrections.withdraw, name="desk_withdraw"),
    path("meetings/<int:pk>/take-back/", taking_back.take_back, name="desk_take_back"),
    path("meetings/<int:pk>/taken-back/", taking_back.redactions, name="desk_redactions"),
    path("redactions/<int:pk>/confirm/", taking_back.confirm, name="desk_redaction_confirm"),
    path("meetings/<int:pk>/correct/", corrections.correct, name="desk_correct"),
    path("papers/<int:pk>/make-safe/", safe_copies.make_safe, name="desk_make_safe"),
    path("meetings/<int:pk>/editions/", corrections.add_editions, name="desk_add_editions"),
    path("papers/<int:pk>/replace/", papers.replace, name="desk_replace_paper"),
    path("imports/", imports.imports, name="desk_imports"),
    path("imports/people/", people.people, name="desk_people"),
    path("imports/people/look/", people.look_again, name="desk_people_look"),
    path("imports/people/<int:pk>/", people.answer, name="desk_people_answer"),
    path("imports/files/<int:pk>/", imports.pack_file, name="desk_pack_file"),
    path("imports/files/<int:pk>/again/", imports.again, name="desk_pack_again"),
    path("imports/files/<int:pk>/board/", imports.board, name="desk_pack_board"),
    path("imports/files/<int:pk>/discard/", imports.discard_file, name="desk_pack_discard"),
    path("imports/files/<int:pk>/source/", imports.source, name="desk_pack_source"),
    path("imports/files/<int:pk>/lines/", imports.lines, name="desk_pack_lines"),
    path("imports/facts/<int:pk>/", review.decide_fact, name="desk_decide_fact"),
    path("imports/facts/<int:pk>/correct/", review.correct_fact, name="desk_correct_fact"),
    path(
        "imports/facts/<int:pk>/restriction/",
        restriction.restriction,
        name="desk_fact_restriction",
    ),
    path("imports/<int:pk>/", review.pack, name="desk_import"),
    path("imports/<int:pk>/unplaced/", unplaced.unplaced, name="desk_pack_unplaced"),
    path("imports/<int:pk>/accept/", review.accept_all, name="desk_accept_section"),
    path("imports/<int:pk>/again/", review.try_again, name="desk_import_again"),
    path("imports/<int:pk>/publish/", imports.publish, name="desk_publish_import"),
]
