// A press on a link marked data-copy copies its address and says so; without a clipboard, or with
// a key held, it is followed as any link.
for (const link of document.querySelectorAll("a[data-copy]")) {
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "portal-mark__said";
  link.after(said);
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      said.textContent = "Address copied";
    } catch {
      window.location.assign(link.href);
    }
  });
}
