"""Who acts for a board: roles given and ended, invitations sent, sent again and withdrawn."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.access import RoleKind
from meetings.account_names import confirm_name, refuse_name
from meetings.boards import end_role
from meetings.doors import NEEDS_SECOND_STEP, SECOND_STEPS, Request, officers
from meetings.invitations import withdraw as withdraw_invitation
from meetings.lifecycle import Refused
from meetings.models import Board, Invitation, Role, User
from meetings.wording import joined_with_and
from rotherham_hwb.desk.common.ask_verb import ask
from rotherham_hwb.desk.common.posted import posted
from rotherham_hwb.desk.meetings.filters import boards_of
from rotherham_hwb.desk.people.forms import InviteForm
from rotherham_hwb.desk.people.joining import give_or_invite, without_account
from rotherham_hwb.notifications import invitations
from rotherham_hwb.outbox.models import Message


@officers
@require_GET
def boards(request: Request) -> HttpResponse:
    adding = Role.objects.current().of_the_council().order_by("user__name")
    context = {
        "boards": boards_of(request).order_by("name"),
        "council_officers": joined_with_and(list(adding.values_list("user__name", flat=True))),
    }
    return render(request, "desk/people/boards.html", context)


@officers
@require_GET
def roles(request: Request, slug: str) -> HttpResponse:
    board = get_object_or_404(boards_of(request), slug=slug)
    context = {
        "board": board,
        "roles": current_roles(board),
        "needs_second_step": _needs_second_step(board),
        "waiting": invitations.with_their_mail(
            board.invitations.filter(
                accepted_at__isnull=True, withdrawn_at__isnull=True
            ).select_related("invited_by")
        ),
        "asked_names": asked_names(board),
        "unsent": unsent_mail(board),
    }
    return render(request, "desk/people/roles.html", context)


def asked_names(board: Board) -> list[User]:
    """Those who act for a board and asked for another name, the first who asked first."""
    asking = User.objects.exclude(asked_name="").filter(roles__in=board.roles.current())
    return list(asking.distinct().order_by("name_asked_at", "pk"))


@officers
@require_POST
def answer_name(request: Request, pk: int) -> HttpResponse:
    """Confirm or refuse the name somebody asked for, as it was read."""
    board = get_object_or_404(boards_of(request), slug=request.POST.get("board", ""))
    user = get_object_or_404(User, pk=pk, roles__in=board.roles.current())
    seen = request.POST.get("name", "")
    verb = confirm_name if request.POST.get("answer") == "confirm" else refuse_name
    done = f"{seen} is their name now." if verb is confirm_name else f"{user.name} keeps that name."
    ask(request, lambda: verb(user, seen=seen, by=request.user), done=done)
    return redirect("desk_roles", slug=board.slug)


def unsent_mail(board: Board) -> list[Message]:
    """The newest e-mails that could not be sent to those who act, or are to act, for a board."""
    acting = board.roles.current().values_list("user__email", flat=True)
    invited = board.invitations.values_list("email", flat=True)
    failed = Message.objects.filter(status=Message.Status.FAILED).exclude(error="")
    return list(failed.filter(recipient__in=acting.union(invited, all=True))[:20])


def _needs_second_step(board: Board) -> list[str]:
    kinds = [*NEEDS_SECOND_STEP, *([RoleKind.MEMBER] if board.members_need_second_step else [])]
    return [kind.value for kind in kinds]


def current_roles(board: Board) -> list[Role]:
    """Who acts for a board today, each with whether they have a second step of signing in."""
    second_step = Authenticator.objects.filter(user=OuterRef("user"), type__in=SECOND_STEPS)
    held = (
        board.roles.current().select_related("user").annotate(has_second_step=Exists(second_step))
    )
    return list(held.order_by("user__name", "user_id", "kind"))


@officers
@require_http_methods(["GET", "POST"])
def invite(request: Request, slug: str) -> HttpResponse:
    board = get_object_or_404(boards_of(request), slug=slug)
    form = InviteForm(posted(request), people=without_account(board))
    if form.is_valid() and _add(request, board, form):
        return redirect("desk_roles", slug=slug)
    context = {"board": board, "form": form}
    return render(request, "desk/people/invite.html", context)


def _add(request: Request, board: Board, form: InviteForm) -> bool:
    """Give the role to somebody who has an account, invite anybody else; whether it was done."""
    told = form.cleaned_data
    try:
        done = give_or_invite(
            board,
            RoleKind(told["kind"]),
            email=told["email"],
            name=told["name"],
            person=told["person"],
            by=request.user,
        )
    except Refused as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(request, done)
    return True


@officers
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int) -> HttpResponse:
    board = get_object_or_404(boards_of(request), roles=pk)
    role = get_object_or_404(board.roles.current().select_related("user"), pk=pk)
    if request.method == "GET":
        context = {"role": role, "itself": role.user_id == request.user.pk}
        return render(request, "desk/people/end_role.html", context)
    done = f"{role.user.name} is no longer {role.kind.label.lower()} of {board}."
    ask(request, lambda: end_role(role, by=request.user), done=done)
    if role.user_id == request.user.pk:
        return redirect("after_sign_in")
    return redirect("desk_roles", slug=board.slug)


@officers
@require_POST
def send_again(request: Request, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk, board__in=boards_of(request))
    ask(
        request,
        lambda: invitations.send_again(invitation, by=request.user),
        done="A new link is on its way, good for fourteen days; the one before stops working.",
    )
    return redirect("desk_roles", slug=invitation.board.slug)


@officers
@require_http_methods(["GET", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = Invitation.objects.select_related("board")
    invitation = get_object_or_404(found, pk=pk, board__in=boards_of(request))
    if request.method == "GET":
        return render(request, "desk/people/withdraw.html", {"invitation": invitation})
    ask(
        request,
        lambda: withdraw_invitation(invitation, by=request.user),
        done="The invitation is withdrawn.",
    )
    return redirect("desk_roles", slug=invitation.board.slug)
