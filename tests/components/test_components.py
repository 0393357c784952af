"""Each tag gives govuk-frontend's markup where it wraps one of its components."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from tests.components.world import Stage, draw, example, parsed

SAME_AS_GOVUK = [
    ("button", "default", '{% button "Save and continue" %}'),
    ("button", "secondary", '{% button "Secondary button" kind="secondary" name="secondary" %}'),
    ("button", "warning", '{% button "Warning button" kind="warning" name="Warning" %}'),
    ("button", "link", '{% button "Link button" href="/" %}'),
    ("button", "prevent double click", '{% button "Submit" once=True %}'),
    ("tag", "grey", '{% tag "Grey" colour="grey" %}'),
    (
        "inset-text",
        "default",
        "{% inset %}It can take up to 8 weeks to register a lasting power of attorney if there are "
        "no mistakes in the application.{% endinset %}",
    ),
    (
        "warning-text",
        "default",
        "{% warning %}You can be fined up to £5,000 if you don’t register.{% endwarning %}",
    ),
    (
        "details",
        "default",
        '{% details "Help with nationality" %}We need to know your nationality so we can work out '
        "which elections you’re entitled to vote in. If you can’t provide your nationality, you’ll "
        "have to send copies of identity documents through the post.{% enddetails %}",
    ),
    (
        "task-list",
        "default",
        '{% task_list %}{% task "Company Directors" "task-list-1" href="#" status="Completed" %}'
        '{% endtask %}{% task "Registered company details" "task-list-2" href="#" state=state %}'
        '{% endtask %}{% task "Business plan" "task-list-3" href="#" state=state %}'
        "{% endtask %}{% endtask_list %}",
    ),
]


class Incomplete:
    label, colour = "Incomplete", "blue"


@pytest.mark.parametrize(("component", "name", "source"), SAME_AS_GOVUK)
def test_a_tag_gives_the_markup_of_govuk_frontend(component: str, name: str, source: str) -> None:
    assert parsed(draw(source, state=Incomplete)) == parsed(example(component, name))


def test_a_summary_list_gives_the_markup_of_govuk_frontend() -> None:
    given = example("summary-list", "default")
    contact = given.split('<dd class="govuk-summary-list__value">')[3].split("</dd>")[0]
    drawn = draw(
        '{% summary_list %}{% row "Name" %}Firstname Lastname{% endrow %}'
        '{% row "Date of birth" %}13/08/1980{% endrow %}'
        f'{{% row "Contact information" %}}{contact}{{% endrow %}}{{% endsummary_list %}}'
    )
    assert parsed(drawn) == parsed(given)


def test_breadcrumbs_give_the_markup_of_govuk_frontend() -> None:
    drawn = draw(
        '{% breadcrumbs %}{% crumb "Passports, travel and living abroad" "board" "abroad" %}'
        '{% crumb "Travel abroad" %}{% endbreadcrumbs %}'
    ).replace("/boards/abroad/", "/browse/abroad")
    given = example("breadcrumbs", "with last breadcrumb as current page")
    assert parsed(drawn) == parsed(given)


def test_pagination_gives_the_markup_of_govuk_frontend_and_keeps_the_query() -> None:
    page = Paginator(range(30), 10).get_page(2)
    request = RequestFactory().get("/search/", {"q": "care & health", "page": "2"})
    drawn = draw("{% pagination page %}", page=page, request=request)
    assert 'href="?q=care+%26+health&amp;page=3"' in drawn
    kept = "?q=care+%26+health&amp;page="
    for number, address in ((1, "/page/1"), (2, "/page/2"), (3, "/page/3")):
        drawn = drawn.replace(f"{kept}{number}", address)
    drawn = drawn.replace('href="/page/1" rel', 'href="/previous" rel')
    drawn = drawn.replace('href="/page/3" rel', 'href="/next" rel')
    assert parsed(drawn) == parsed(example("pagination", "default"))


def test_pagination_of_one_page_is_not_drawn() -> None:
    assert draw("{% pagination page %}", page=Paginator([1], 10).get_page(1)) == ""


@pytest.mark.parametrize(
    ("name", "title", "kind"),
    [("default", "Important", "neutral"), ("with type as success", "Success", "success")],
)
def test_a_notification_gives_the_markup_of_govuk_frontend(
    name: str, title: str, kind: str
) -> None:
    given = example("notification-banner", name)
    text = given.split('<p class="govuk-notification-banner__heading">')[1].split("</p>")[0]
    drawn = draw(
        f'{{% notification "{title}" kind="{kind}" id="govuk-notification-banner" %}}'
        f'<p class="govuk-notification-banner__heading">{text}</p>{{% endnotification %}}'
    )
    assert parsed(drawn) == parsed(given)


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Go" colour="red" %}',
        '{% date_block date size="big" %}',
        '{% file_link "/x" "Pack" bytes=3 %}',
        '{% row "When" colour="red" %}{% endrow %}',
        '{% table "Meetings" class="wide" %}{% endtable %}',
        '{% agenda_item "1" "Title" "id" anchor="x" %}{% endagenda_item %}',
        "{% inset kind='big' %}{% endinset %}",
        '{% progress "Binding" 1 %}',
    ],
)
def test_an_attribute_nobody_knows_or_one_too_few_stops_the_page(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        draw(source)


MISTAKES = [
    "{% button missing %}",
    '{% button "Go" kind="huge" %}',
    '{% button "Go" type="reset" %}',
    '{% tag "draft" %}',
    '{% tag "Draft" colour="turquoise" %}',
    "{% tag missing %}",
    "{% date_block missing %}",
    '{% date_block "22 January" %}',
    '{% file_link missing "Pack" %}',
    "{% row missing %}{% endrow %}",
    "{% empty_state missing %}{% endempty_state %}",
    '{% notification "Done" kind="error" %}{% endnotification %}',
    '{% agenda_item "1" missing "item-1" %}{% endagenda_item %}',
    '{% agenda_item "1" "Title" "item-1" level=7 %}{% endagenda_item %}',
    '{% task "Details" "t" %}{% endtask %}',
]


@pytest.mark.parametrize("source", MISTAKES)
def test_an_empty_or_unknown_value_stops_the_page(source: str) -> None:
    with pytest.raises(ValueError, match=r"\{% "):
        draw(source)


@pytest.mark.parametrize("source", MISTAKES)
def test_in_production_a_mistake_is_logged_and_the_rest_of_the_page_is_drawn(
    source: str, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STRICT_COMPONENTS = False
    drawn = draw(f"<h1>Before</h1>{source}<p>After</p>")
    assert drawn.startswith("<h1>Before</h1>")
    assert drawn.endswith("<p>After</p>")
    (record, *_) = caplog.records
    assert record.levelname == "ERROR"
    assert record.getMessage().startswith("{% ")


def test_in_production_what_is_known_is_drawn_in_the_usual_way(settings: Settings) -> None:
    settings.STRICT_COMPONENTS = False
    usual = draw('{% agenda_item "1" "Roads" "item-1" %}Words{% endagenda_item %}')
    assert draw('{% agenda_item "1" "Roads" "item-1" level=7 %}Words{% endagenda_item %}') == usual
    assert draw('{% button "Go" kind="huge" %}') == draw('{% button "Go" %}')
    assert draw('{% tag "draft" %}') == draw('{% tag "draft" colour="grey" %}')


def test_what_people_typed_is_escaped_everywhere() -> None:
    nasty = "<script>alert(1)</script>"
    for source in (
        "{% button nasty %}",
        '{% tag nasty colour="red" %}',
        '{% file_link "/x" nasty %}',
        "{% row nasty %}{{ nasty }}{% endrow %}",
        "{% agenda_item nasty nasty 'i' presenters=nasty %}{{ nasty }}{% endagenda_item %}",
        "{% breadcrumbs %}{% crumb nasty %}{% endbreadcrumbs %}",
        "{% search_box '/search/' 'Search' query=nasty %}",
        "{% empty_state nasty %}{{ nasty }}{% endempty_state %}",
    ):
        drawn = draw(source, nasty=nasty)
        assert "<script>" not in drawn
        assert "&lt;script&gt;" in drawn


def test_a_state_shows_its_own_word_in_its_own_colour() -> None:
    assert draw("{% tag state %}", state=Stage.LATE) == (
        '<strong class="govuk-tag govuk-tag--orange">Late</strong>'
    )


def test_a_file_says_what_it_is_and_leaves_out_what_is_not_known() -> None:
    full = draw('{% file_link "/p.pdf" "Agenda pack" pages=214 size=12000000 %}')
    assert "Agenda pack</span>" in full
    assert "(PDF, 214 pages, 12 MB)" in full
    assert "(PDF)" in draw('{% file_link "/p.pdf" "Agenda pack" %}')
    assert "1 page," in draw('{% file_link "/p.pdf" "Letter" pages=1 size=1000 %}')


def test_a_page_link_opens_the_pdf_at_its_own_page() -> None:
    assert draw('{% page_link "/p.pdf" 5 last=21 at=7 %}') == (
        '<a class="govuk-link" href="/p.pdf#page=7">pages 5–21</a>'
    )


def test_a_date_block_can_be_read_by_machines_and_people() -> None:
    drawn = draw("{% date_block date %}", date=dt.date(2025, 1, 22))
    assert 'datetime="2025-01-22"' in drawn
    assert [part in drawn for part in ("Wednesday", ">22<", "January", "2025")] == [True] * 4


def test_progress_asks_again_until_the_work_is_done() -> None:
    running = draw('{% progress "Binding papers" 14 36 poll="/jobs/1/" %}')
    assert "Binding papers, 14 of 36" in running
    assert 'data-hx-get="/jobs/1/"' in running
    assert 'href=""' in running, "without scripts a link shows how far it is"
    done = draw('{% progress "Binding papers" 36 36 poll="/jobs/1/" finished=True %}')
    assert "data-hx" not in done
    assert "Binding papers, 36 of 36" in done


def test_an_agenda_item_is_an_anchor_with_its_number_in_the_heading() -> None:
    drawn = draw(
        '{% agenda_item "15A" "Services" "item-7" mark=state %}{% endagenda_item %}',
        state=Stage.LATE,
    )
    assert '<li class="portal-agenda__item" id="item-7">' in drawn
    heading = drawn.split("<h3")[1].split("</h3>")[0]
    assert "15A" in heading
    assert "Services" in heading
    assert ">Late<" in heading


def test_every_tag_and_filter_is_named_in_the_note_for_page_authors() -> None:
    from rotherham_hwb.templatetags import portal  # noqa: PLC0415 - its docstring is the subject

    names = set(portal.register.tags) | set(portal.register.filters)
    unnamed = {name for name in names if name not in (portal.__doc__ or "").split()}
    assert unnamed - {"crumb", "row", "navigation_link"} <= {
        name for name in unnamed if f"{{% {name} " in (portal.__doc__ or "")
    }


def test_a_page_with_an_unknown_component_does_not_compile() -> None:
    with pytest.raises(TemplateSyntaxError):
        draw("{% buton 'Go' %}")
