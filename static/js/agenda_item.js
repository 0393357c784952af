// Unfolds what the chosen kind of item needs. Without it, one press on the words does the same.
document.addEventListener("change", ({ target }) => {
  if (!["kind", "restriction"].includes(target.name)) return;
  document.querySelectorAll("[data-needed-by]").forEach((each) => {
    if (each.dataset.neededBy.split(" ").includes(target.value)) each.open = true;
  });
});
