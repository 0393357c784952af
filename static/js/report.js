// Turns the text boxes of a report into editors, and saves while the author writes.
// Without it the boxes take the markup that the page explains.
import * as kit from "../django_prose_editor/editor.js";

const form = document.querySelector("form[data-report-form]");
const status = document.querySelector("[data-report-status]");
const pictures = [...(document.getElementById("report-pictures")?.content.querySelectorAll("img") ?? [])];
const extensions = [
  kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.History, kit.Dropcursor, kit.Gapcursor,
  kit.Bold, kit.Italic, kit.Subscript, kit.Superscript, kit.Blockquote,
  kit.Heading.configure({ levels: [3, 4, 5] }), kit.BulletList, kit.OrderedList, kit.ListItem,
  kit.Link.configure({ openOnClick: false }), kit.Image.configure({ inline: true }),
  kit.Table, kit.TableRow, kit.TableHeader, kit.TableCell,
];

// Each button: its words, what it does, and the mark or block it shows as pressed.
const tools = [
  ["Heading", (chain) => chain.toggleHeading({ level: 3 }), ["heading", { level: 3 }]],
  ["Smaller heading", (chain) => chain.toggleHeading({ level: 4 }), ["heading", { level: 4 }]],
  ["Bold", (chain) => chain.toggleBold(), ["bold"]],
  ["Italic", (chain) => chain.toggleItalic(), ["italic"]],
  ["Points", (chain) => chain.toggleBulletList(), ["bulletList"]],
  ["Numbers", (chain) => chain.toggleOrderedList(), ["orderedList"]],
  ["Link", addLink, ["link"]],
  ["Picture", addPicture],
  ["Table", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ["Row below", (chain) => chain.addRowAfter(), null, "table"],
  ["Column right", (chain) => chain.addColumnAfter(), null, "table"],
  ["Delete row", (chain) => chain.deleteRow(), null, "table"],
  ["Delete column", (chain) => chain.deleteColumn(), null, "table"],
  ["Delete table", (chain) => chain.deleteTable(), null, "table"],
  ["Undo", (chain) => chain.undo()],
  ["Redo", (chain) => chain.redo()],
];

let dirty = false;

function addLink(chain, editor) {
  const address = window.prompt("Address of the link", editor.getAttributes("link").href ?? "https://");
  if (address === null) return null;
  return address.trim() ? chain.extendMarkRange("link").setLink({ href: address.trim() }) : chain.unsetLink();
}

function addPicture(chain) {
  if (!pictures.length) {
    window.alert("Add the picture on the report’s page first, under “Pictures”.");
    return null;
  }
  const list = pictures.map((picture, at) => `${at + 1}: ${picture.alt}`).join("\n");
  const chosen = pictures[Number(window.prompt(`Which picture?\n${list}`, "1")) - 1];
  return chosen ? chain.setImage({ src: chosen.getAttribute("src"), alt: chosen.alt }) : null;
}

function toolbar(editor, name) {
  const bar = document.createElement("div");
  bar.className = "portal-editor__tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Format ${name}`);
  const buttons = tools.map(([words, act, active, within]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "portal-editor__tool";
    button.textContent = words;
    button.addEventListener("click", () => act(editor.chain().focus(), editor)?.run());
    bar.append(button);
    return { button, active, within };
  });
  const show = () => {
    for (const { button, active, within } of buttons) {
      if (active) button.setAttribute("aria-pressed", String(editor.isActive(...active)));
      if (within) button.hidden = !editor.isActive(within);
    }
  };
  // One stop for the Tab key; the arrows move between the buttons.
  const row = () => buttons.map(({ button }) => button).filter((button) => !button.hidden);
  const stop = (button) => buttons.forEach((each) => { each.button.tabIndex = each.button === button ? 0 : -1; });
  stop(buttons[0].button);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const shown = row();
    const next = shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length];
    stop(next);
    next.focus();
    event.preventDefault();
  });
  editor.on("transaction", show);
  show();
  return bar;
}

function edit(box) {
  const label = document.querySelector(`label[for="${box.id}"]`);
  const format = document.createElement("input");
  Object.assign(format, { type: "hidden", name: `${box.name}-format`, value: "html" });
  const holder = document.createElement("div");
  holder.className = "portal-editor";
  box.before(holder);
  label.id = `${box.id}-label`;
  const editor = new kit.Editor({
    element: holder,
    injectCSS: false,
    extensions,
    content: box.dataset.html,
    editorProps: {
      attributes: {
        "class": "portal-editor__text portal-written",
        "role": "textbox",
        "aria-multiline": "true",
        "aria-labelledby": label.id,
        ...(box.getAttribute("aria-describedby") && { "aria-describedby": box.getAttribute("aria-describedby") }),
      },
    },
    onUpdate: () => { box.value = editor.getHTML(); dirty = true; },
  });
  holder.prepend(toolbar(editor, label.textContent.trim()));
  label.addEventListener("click", () => editor.commands.focus());
  box.value = box.dataset.html;
  box.hidden = true;
  box.after(format);
}

async function save() {
  if (!dirty || document.hidden) return;
  dirty = false;
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body: new FormData(form) });
    const told = await answer.json();
    if (told.revision) form.elements.revision.value = told.revision;
    status.textContent = told.said;
    if (answer.status === 409) clearInterval(clock);
  } catch {
    dirty = true;
    status.textContent = "Not saved: the connection is gone. Your text stays in this page.";
  }
}

let clock;
if (form) {
  form.querySelectorAll("[data-report-editor]").forEach(edit);
  document.querySelector(".portal-markup")?.remove();
  form.addEventListener("input", () => { dirty = true; });
  form.addEventListener("submit", () => { dirty = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  clock = setInterval(save, Number(form.dataset.every ?? 15) * 1000);
}
