"""The pages' building blocks. Loaded everywhere as a builtin: no {% load %} needed.

Every tag refuses an attribute it does not know (TemplateSyntaxError), a value outside its list and
an empty value where words are needed (ValueError). With STRICT_COMPONENTS off, as in production,
the last two are logged as errors and the rest of the page is drawn. Attributes without "=" are
required and may be given by position, in the order shown.

Filters
  page_date          {{ meeting.date|page_date }}        Wednesday 22 January 2025
  page_moment        {{ edition.made_at|page_moment }}   Wednesday 22 January 2025, 9:00 am
  page_time          {{ meeting.time|page_time }}        9:00 am, 12 noon, midnight
  file_size          {{ paper.bytes|file_size }}         12 MB
  page_count         {{ edition.pages|page_count }}      12 pages, 1 page
  page_range         {{ first|page_range:last }}         pages 5–21, page 16

Single tags
  button             text  kind=primary|secondary|warning  href= name= value= id= form= about=
                     type=submit|button  once=False (True: a second click is ignored)
                     about: words only screen readers hear, "Remove" + about="item 4".
  tag                state (an enum member with .label and .colour), or: tag "Late" colour="orange"
                     colours: grey green teal blue purple magenta red orange yellow
  date_block         date  past=False
  file_link          href text  pages= size= (bytes) about=   words only screen readers hear
  page_link          href first  last=       "pages 5–21", opened at that page: href#page=N;
                     at= the PDF's own page to open, counted from 1, when it is not `first`
  progress           label done total  poll= (address that answers with this tag again)
                     finished=False
  pagination         page (Django Page)   keeps the rest of the query
  search_box         action  label  query="" hint=""
  error_summary      form [form or formset …]           nothing when there are no errors
  council            the council's name, from the settings (for pages without a context)
  canonical_url      the page's public address without its query

Block tags ({% x %}…{% endx %}; what stands between is HTML)
  breadcrumbs        holds: {% crumb "Boards" "boards" %} {% crumb board.name "board" board.slug %}
                     {% crumb "Members" %}  (text, route name, its arguments; "Home" comes first
                     by itself; the page itself has no route)
  summary_list       holds: {% row "When" %}…{% endrow %};  row: key  href= action="Change" about=
  inset   warning    a set-off sentence; a sentence with a warning sign
  notification       title  kind=neutral|success  id="notice"
  details            summary
  empty_state        title
  table              caption  stack=False hide_caption=False   the rows are plain <thead>, <tbody>,
                     <th scope="col|row">, <td>; class="portal-number" sets figures to the right;
                     stack=True: on phones each row is a block, labelled by td data-label="…"
  meeting_list       holds: {% meeting_entry title href date %}…{% endmeeting_entry %}
                     level=3 past=False
  board_list         holds: {% board_entry title href %}…{% endboard_entry %}  level=3
  agenda             holds: {% agenda_item number title id %}…{% endagenda_item %}
                     level=3 presenters="" mark=None (enum member shown as a tag beside the title)
  resolution         title="Resolved"
  withheld           one plain sentence: what is not public, and why
  file_list          holds <li class="portal-files__item"> with file_link
  downloads          holds: {% download href text %}note{% enddownload %}  pages= size=
  task_list          holds: {% task title id %}hint{% endtask %}  href= state=None (enum member)
                     status="" (words instead of a state)

Layouts (templates/layouts): page.html (reading), wide.html, confirm.html, bare.html (no database);
blocks: title, description, breadcrumbs, error_summary, content. Forms: {{ form }} or
{{ form.title.as_field_group }} inside <form method="post" novalidate>, with
{% block error_summary %}{% error_summary form %}{% endblock %}.
CSS by class only: portal-measure, portal-caption (line above an h1), portal-columns (two columns),
portal-section (space above), portal-secondary (quieter words).
"""

from django import template

from meetings import wording
from rotherham_hwb.templatetags import blocks, singles

register = template.Library()
register.tags.update(singles.register.tags | blocks.register.tags)
for each in (
    wording.page_date,
    wording.page_moment,
    wording.page_time,
    wording.file_size,
    wording.page_count,
    wording.page_range,
):
    register.filter(each.__name__, each)
