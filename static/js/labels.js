// The boxes that Django admin draws over a select carry no name when they are empty: they get that of their field.
"use strict";

window.addEventListener("load", () => {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const label = select.labels[0];
    const name = label ? label.textContent.trim().replace(/:$/, "") : select.name;
    const box = select.nextElementSibling;
    if (!box) continue;
    for (const part of box.querySelectorAll(".select2-selection, .select2-search__field, .select2-selection__rendered[role]")) {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", name);
    }
  }
});
