// Puts a button beside each link marked data-copy that copies the link's address.
for (const link of document.querySelectorAll("a[data-copy]")) {
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "portal-link-button";
  button.textContent = "Copy";
  button.setAttribute("aria-label", `Copy the ${link.textContent.toLowerCase()}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.href);
    said.textContent = "Copied";
  });
  if (navigator.clipboard) {
    link.after(" ", button, " ", said);
  }
}
