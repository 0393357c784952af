"""One person named in the papers: their names and days, their places, the account they use."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import RoleKind
from meetings.council import put_term
from meetings.doors import Request, officers
from meetings.lifecycle import Refused
from meetings.models import Board, CouncilTerm, Person
from meetings.people import change_sort_name, join_account, part_account
from rotherham_hwb.desk.common.ask_verb import ask, ask_in_form
from rotherham_hwb.desk.common.names import (
    FormerNameForm,
    NewNameForm,
    former_name_is_added,
    name_is_changed,
    remove_name_as_asked,
)
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.people.joining import give_or_invite, role_in
from rotherham_hwb.desk.people.person_forms import (
    AccountForm,
    KnownAccountForm,
    SortNameForm,
    TermForm,
)


def own_people(request: Request) -> QuerySet[Person]:
    """Those who are, were or will be on a board that this officer serves."""
    return Person.objects.filter(memberships__board__in=boards_of(request)).distinct()


@officers
@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(own_people(request).select_related("user"), pk=pk)
    places = found.memberships.select_related("board", "seat", "post__organisation")
    context = {
        "person": found,
        "terms": found.council_terms.select_related("group"),
        "places": places.order_by("-started_on", "-pk"),
        "own_boards": set(boards_of(request).values_list("pk", flat=True)),
        "invitations": found.invitations.filter(accepted_at=None, withdrawn_at=None),
    }
    return render(request, "desk/people/person.html", context)


@officers
@require_http_methods(["GET", "POST"])
def name(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(own_people(request), pk=pk)
    form = NewNameForm(posted(request), record=found)
    if form.is_valid() and name_is_changed(request, form, found):
        return redirect("desk_person", pk=pk)
    return render(request, "desk/people/person_name.html", {"person": found, "form": form})


@officers
@require_http_methods(["GET", "POST"])
def former_names(request: Request, pk: int) -> HttpResponse:
    """The names they had before, with a form for one more."""
    found = get_object_or_404(own_people(request), pk=pk)
    form = FormerNameForm(posted(request))
    if form.is_valid() and former_name_is_added(request, form, found):
        return redirect("desk_person_former", pk=pk)
    return render(request, "desk/people/person_former.html", {"person": found, "form": form})


@officers
@require_POST
def remove_former(request: Request, pk: int) -> HttpResponse:
    remove_name_as_asked(request, get_object_or_404(own_people(request), pk=pk))
    return redirect("desk_person_former", pk=pk)


@officers
@require_http_methods(["GET", "POST"])
def sort_name(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(own_people(request), pk=pk)
    form = SortNameForm(posted(request), initial={"sort_name": found.sort_name})
    if form.is_valid():
        said = form.cleaned_data["sort_name"]
        change = partial(change_sort_name, found, said, by=request.user)
        if ask(request, change, done="Lists have them there now."):
            return redirect("desk_person", pk=pk)
    return render(request, "desk/people/person_sort_name.html", {"person": found, "form": form})


@officers
@require_http_methods(["GET", "POST"])
def term(request: Request, pk: int, term: int | None = None) -> HttpResponse:
    """Say for which ward a councillor sits and in which group, or change what was said."""
    found = get_object_or_404(own_people(request), pk=pk)
    new = CouncilTerm(person=found, started_on=timezone.localdate())
    known = get_object_or_404(found.council_terms, pk=term) if term else new
    form = TermForm(posted(request), instance=known)
    if form.is_valid():
        said = partial(put_term, known, group=form.cleaned_data["group"], by=request.user)
        if ask_in_form(request, form, said, done="Ward and group are stored."):
            return redirect("desk_person", pk=pk)
    return render(request, "desk/people/person_term.html", {"person": found, "form": form})


@officers
@require_http_methods(["GET", "POST"])
def account(request: Request, pk: int) -> HttpResponse:
    """Invite a person, or join an account there is to them."""
    found = get_object_or_404(own_people(request), pk=pk, user=None)
    boards = _boards_of(request, found)
    current = found.memberships.current().filter(board__in=boards).first()
    form = AccountForm(posted(request), boards=boards, kind=role_in(current))
    if form.is_valid() and _invited(request, found, form):
        return redirect("desk_person", pk=pk)
    known = KnownAccountForm(person=found, boards=boards)
    context = {"person": found, "form": form, "known": known}
    return render(request, "desk/people/person_account.html", context)


@officers
@require_POST
def join(request: Request, pk: int) -> HttpResponse:
    """Join an account that acts for a board of theirs."""
    found = get_object_or_404(own_people(request), pk=pk)
    form = KnownAccountForm(posted(request), person=found, boards=_boards_of(request, found))
    if not form.is_valid():
        return redirect("desk_person_account", pk=pk)
    user = form.cleaned_data["user"]
    verb = partial(join_account, found, user, by=request.user)
    ask(request, verb, done=f"{user.email} is the account of {found} now.")
    return redirect("desk_person", pk=pk)


@officers
@require_POST
def part(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(own_people(request), pk=pk)
    verb = partial(part_account, found, by=request.user)
    ask(request, verb, done=f"{found} has no account now. Its roles stay until you end them.")
    return redirect("desk_person", pk=pk)


def _boards_of(request: Request, found: Person) -> list[Board]:
    """The officer's boards on which a person has a place."""
    held = found.memberships.values("board")
    return list(boards_of(request).filter(pk__in=held).order_by("name"))


def _invited(request: Request, found: Person, form: AccountForm) -> bool:
    said = form.cleaned_data
    try:
        done = give_or_invite(
            said["board"],
            RoleKind(said["kind"]),
            email=said["email"],
            name=found.name,
            person=found,
            by=request.user,
        )
    except Refused as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(request, done)
    return True
