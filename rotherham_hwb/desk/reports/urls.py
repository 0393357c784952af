"""The addresses of reports, sign-off and report templates, below /desk/."""

from django.urls import path

from rotherham_hwb.desk.papers import views as papers
from rotherham_hwb.desk.reports import parts as report_parts
from rotherham_hwb.desk.reports import signing as report_signing
from rotherham_hwb.desk.reports import templates as report_templates
from rotherham_hwb.desk.reports import views as reports

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("items/<int:pk>/start-report/", reports.start, name="report_start"),
    path("reports/<int:pk>/", reports.report, name="report"),
    path("reports/<int:pk>/write/", reports.write, name="report_write"),
    path("reports/<int:pk>/autosave/", reports.autosave, name="report_autosave"),
    path("reports/<int:pk>/set-aside/<int:draft>/", reports.set_aside, name="report_aside"),
    path("reports/<int:pk>/send/", reports.send, name="report_send"),
    path("reports/<int:pk>/preview.pdf", report_parts.preview, name="report_preview"),
    path("reports/<int:pk>/background/", report_parts.background, name="report_background"),
    path("reports/<int:pk>/appendices/", report_parts.appendices, name="report_appendices"),
    path("reports/<int:pk>/appendices/<int:appendix>/", report_parts.attach, name="report_attach"),
    path("reports/<int:pk>/pictures/", report_parts.pictures, name="report_pictures"),
    path(
        "placements/<int:pk>/recommendations/",
        report_parts.recommendations,
        name="recommendations",
    ),
    path("approvals/", report_signing.approvals, name="approvals"),
    path("approvals/<int:pk>/", report_signing.sign_off, name="sign_off"),
    path("papers/<int:pk>/remind/", report_signing.remind, name="paper_remind"),
    path("meetings/<int:pk>/clear/", report_signing.clear_all, name="desk_clear_papers"),
    path("papers/<int:pk>/sign-off/", report_signing.ask_for_sign_off, name="paper_sign_off"),
    path("papers/<int:pk>/clear/", report_signing.clear, name="paper_clear"),
    path("papers/<int:pk>/clear-anyway/", report_signing.clear_anyway, name="paper_clear_anyway"),
    path("papers/<int:pk>/take-back/", report_signing.back, name="paper_take_back"),
    path("papers/<int:pk>/defer/", report_signing.defer, name="paper_defer"),
    path("papers/<int:pk>/take-up/", report_signing.resume, name="paper_take_up"),
    path("papers/<int:pk>/place/", report_parts.place, name="paper_place"),
    path("papers/<int:pk>/classify/", papers.classify, name="paper_classify"),
    path("papers/<int:pk>/original/<int:version>/", papers.original, name="paper_original"),
    path("report-templates/", report_templates.templates, name="report_templates"),
    path("boards/<int:pk>/report-templates/", report_templates.add, name="report_template_add"),
    path("boards/<int:pk>/provide-forms/", report_templates.provide, name="report_provide"),
    path("report-templates/<int:pk>/", report_templates.template, name="report_template"),
    path("report-templates/<int:pk>/posts/", report_templates.posts, name="report_posts"),
    path("report-templates/<int:pk>/fields/", report_templates.field, name="report_field_add"),
    path(
        "report-templates/<int:pk>/fields/<int:field>/",
        report_templates.field,
        name="report_field",
    ),
    path(
        "report-templates/<int:pk>/fields/<int:field>/move/",
        report_templates.move,
        name="report_field_move",
    ),
]
