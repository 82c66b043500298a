// One-key shortcuts of the review queue. Every one only presses a button or moves the focus that is there anyway.
"use strict";

(() => {
  const field = (selector) => document.querySelector(selector);
  const press = (selector) => { const target = field(selector); if (target) target.click(); };
  const focus = (selector) => { const target = field(selector); if (target) { target.focus(); target.scrollIntoView({ block: "nearest" }); } };
  const keys = {
    a: () => press('[data-key="a"]'),
    u: () => press('[data-key="u"]'),
    j: () => press('[data-key="j"]'),
    k: () => press('[data-key="k"]'),
    e: () => focus("#draft-fields select, #draft-fields textarea, #draft-fields input"),
    m: () => focus('#similar input[name="target"]:checked, #similar input'),
    r: () => focus("#id_reason"),
    d: () => focus("#id_comment"),
    "?": () => { const list = field("#desk-keys"); if (list) { list.open = !list.open; list.querySelector("summary").focus(); } },
  };
  const isTyping = (target) => target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
    || (target.tagName === "INPUT" && !/^(radio|checkbox|submit|button)$/.test(target.type));
  let decided = false;
  const form = field("#verdict");

  // Enter in a field means the verdict that the field belongs to; in a field of the draft it means none.
  const enter = (place) => {
    const near = place.closest("[data-enter]");
    const [first, other] = near ? near.dataset.enter.split(" ") : [];
    const reason = field("#id_reason");
    const verdict = other && reason && !reason.value ? other : first;
    if (verdict) press(`#verdict button[value="${verdict}"]`);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isTyping(event.target)) { event.target.blur(); return; }
    if (event.key === "Enter" && !event.isComposing && event.target.tagName === "INPUT" && event.target.form === form && form) {
      event.preventDefault();
      if (!event.repeat) enter(event.target);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat || isTyping(event.target)) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // A second press while the page is leaving must not send the verdict twice.
  if (form) form.addEventListener("submit", (event) => { if (decided) event.preventDefault(); decided = true; });
  window.addEventListener("pageshow", () => { decided = false; });

  // The quote in sight, without moving the page away from the heading.
  const text = field(".desk-text");
  const quote = field("#quote");
  if (text && quote) text.scrollTop = quote.offsetTop - text.offsetTop - text.clientHeight / 3;

  // What is in a live region when a page opens is not read out; putting it in again is.
  const status = field(".desk-status");
  if (status && status.textContent.trim()) {
    const said = [...status.childNodes];
    status.replaceChildren();
    setTimeout(() => status.replaceChildren(...said), 150);
  }
  const faults = field("#faults");
  const heading = faults || field("#item");
  if (heading) { if (faults) faults.tabIndex = -1; heading.focus({ preventScroll: !faults }); }
})();
