// The boxes that Django admin draws over a select carry no name when they are empty: they get that of their field.
// They are drawn when jQuery says that the page is ready, which may be before or after the page's load, and drawn anew
// when a choice is made: so whatever is added is looked at, not the page once.
"use strict";

const PARTS = ".select2-selection, .select2-search__field, .select2-selection__rendered[role]";

function nameOf(select) {
  const label = select.labels[0];
  return label ? label.textContent.trim().replace(/:$/, "") : select.name;
}

function nameBoxes() {
  for (const select of document.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling;
    if (!box) continue;
    for (const part of box.querySelectorAll(PARTS)) {
      if (part.hasAttribute("aria-label") && !part.hasAttribute("aria-labelledby")) continue;
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", nameOf(select));
    }
  }
}

new MutationObserver(nameBoxes).observe(document.documentElement, {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: ["aria-labelledby"],
});
nameBoxes();
