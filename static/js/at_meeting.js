// Notes at a meeting: saved every few seconds, and kept on this computer until the server has
// them. Where somebody else saved other words first, both are shown and the officer chooses.
// Without this script each box has its own button.
const EVERY = 3000;
const OFFLINE = "Not saved yet: no connection. Your words are kept on this computer.";
const SIGNED_OUT = "Not saved yet: you are signed out. Sign in again in another tab; your words are kept on this computer.";
const UNKEPT = "Not saved yet: no connection. Leave this page open, for your words are kept here alone.";
const RELOAD = "Not saved yet: load this page again. Your words are kept on this computer and will be back.";
const FAILED = "Not saved yet: the server did not answer as it should. Your words are kept on this computer, and are sent again.";

class Note {
  constructor(form) {
    this.form = form;
    this.box = form.elements.text;
    this.revision = form.elements.revision;
    this.said = form.querySelector("[data-note-said]");
    this.both = form.querySelector("[data-note-both]");
    this.key = `note-${form.dataset.note}`;
    this.saved = this.box.value;
    this.kept = true;
    this.sending = false;
    this.stopped = false;
    this.recall();
    this.grow();
    form.addEventListener("input", () => this.write());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.stopped = !this.both.hidden;
      this.save();
    });
    form.addEventListener("click", (event) => this.choose(event.target.closest("[data-note-choice]")));
  }

  get dirty() {
    return this.box.value !== this.saved;
  }

  // What was typed and never reached the server, from before the page was closed.
  recall() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.key));
    } catch {
      return;
    }
    if (!kept || kept.text === this.saved) {
      this.forget();
      return;
    }
    this.box.value = kept.text;
    if (String(kept.revision) === this.revision.value) {
      this.tell("Your words from before are back, and are not saved yet.");
    } else {
      this.show(this.saved, "Somebody", this.revision.value);
    }
  }

  keep() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ text: this.box.value, revision: this.revision.value }));
      this.kept = true;
    } catch {
      this.kept = false;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // Nothing could be kept, so nothing is there.
    }
  }

  write() {
    this.grow();
    if (this.dirty) {
      this.keep();
    } else {
      this.forget();
    }
  }

  grow() {
    this.box.rows = Math.min(20, Math.max(6, this.box.value.split("\n").length + 1));
  }

  tell(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  async save() {
    if (!this.dirty || this.sending || this.stopped) return;
    const text = this.box.value;
    this.sending = true;
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        redirect: "manual", // whoever is signed out is sent to a page that answers as well
        body: new FormData(this.form),
      });
      await this.answered(answer, text);
    } catch {
      this.tell(this.kept ? OFFLINE : UNKEPT);
    } finally {
      this.sending = false;
    }
  }

  async answered(answer, text) {
    if (answer.type === "opaqueredirect") {
      this.tell(SIGNED_OUT);
      return;
    }
    if (!answer.headers.get("Content-Type")?.includes("json")) {
      this.tell(answer.status === 403 ? RELOAD : FAILED);
      return;
    }
    const told = await answer.json();
    if (answer.ok && Number.isInteger(told.revision)) {
      this.saved = text;
      this.revision.value = told.revision;
      this.write();
      this.tell(told.said);
    } else if ("theirs" in told) {
      this.show(told.theirs, told.by, told.revision);
    } else if (answer.ok) {
      this.tell(FAILED);
    } else {
      this.stopped = true;
      this.tell(`Not saved: ${told.said} Your words are kept on this computer.`);
    }
  }

  // Both texts side by side; nothing is sent until the officer has chosen.
  show(theirs, by, revision) {
    this.stopped = true;
    this.theirs = theirs;
    this.newest = revision;
    this.both.querySelector("[data-note-by]").textContent = by;
    this.both.querySelector("[data-note-theirs]").textContent = theirs;
    this.both.hidden = false;
    this.tell("Not saved yet: choose below which words stay.");
  }

  choose(button) {
    if (!button) return;
    const mine = this.box.value;
    const choice = button.dataset.noteChoice;
    if (choice === "together") this.box.value = `${this.theirs}\n${mine}`;
    if (choice === "theirs") this.box.value = this.theirs;
    this.revision.value = this.newest;
    this.saved = this.theirs;
    this.stopped = false;
    this.both.hidden = true;
    this.write();
    this.tell(this.dirty ? "Saving…" : "Saved as theirs.");
    this.box.focus();
    this.save();
  }
}

const notes = [...document.querySelectorAll("[data-note]")].map((form) => new Note(form));
const saveAll = () => notes.forEach((note) => note.save());

setInterval(saveAll, EVERY);
window.addEventListener("online", saveAll);
document.addEventListener("visibilitychange", saveAll);

// A press that did not get through is said where presses are answered, and any other page that
// comes in answer (signed out, gone from the list) does not take the place of the list.
function tellPress(words) {
  const said = document.querySelector("[data-roll-said]");
  if (said) said.textContent = words;
}

document.addEventListener("htmx:error", () => {
  tellPress("Nothing was recorded: no connection. Press again when it is back.");
});

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx?.target?.id === "roll-pressed" && !ctx.text?.includes('id="roll-pressed"')) {
    event.preventDefault();
    tellPress("Nothing was recorded. Load this page again: you may be signed out, or the list has changed.");
  }
});

// One item at a time, with the list beside it; on a phone also one part of the page at a time.
// Without this script all stand below each other. Alt and N or P turn to the next or previous.
const panes = document.querySelector("[data-panes]");
const boxes = [...document.querySelectorAll("[data-boxes] > section")];
const parts = [...document.querySelectorAll("[data-part]")];

function showItem(id) {
  boxes.forEach((box) => {
    box.hidden = box.id !== `item-${id}`;
  });
  document.querySelectorAll(".portal-live__go").forEach((link) => {
    if (link.dataset.go === id) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  });
}

function follow() {
  const box = boxes.find((each) => `#${each.id}` === location.hash);
  const part = parts.find((each) => each.hash === location.hash);
  if (box) showItem(box.id.replace("item-", ""));
  const first = location.hash.startsWith("#row-") ? "people" : panes.dataset.panes;
  panes.dataset.shown = box ? "items" : part?.dataset.part ?? first;
  document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "nearest" });
}

function turn(event) {
  const way = event.altKey && !event.ctrlKey && !event.metaKey && event.code;
  const link = document.querySelector(`[data-boxes] > :not([hidden]) [data-turn="${way}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

if (panes && boxes.length) {
  showItem(document.querySelector("[data-boxes]").dataset.boxes);
  follow();
  window.addEventListener("hashchange", follow);
  document.addEventListener("keydown", turn);
}
