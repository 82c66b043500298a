// One-key shortcuts of the review queue. Every one only presses a button or moves the focus that is there anyway.
"use strict";

(() => {
  const field = (selector) => document.querySelector(selector);
  const press = (selector) => { const target = field(selector); if (target) target.click(); };
  const focus = (selector) => { const target = field(selector); if (target) { target.focus(); target.scrollIntoView({ block: "nearest" }); } };
  const form = field("#verdict");
  // A browser may refuse storage (private windows); the desk works without it.
  const remember = (key, value) => { try { if (value) localStorage.setItem(key, value); else localStorage.removeItem(key); } catch { /* not kept */ } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  const keys = {
    a: () => press('[data-key="a"]'),
    u: () => press('[data-key="u"]'),
    j: () => press('[data-key="j"]'),
    k: () => press('[data-key="k"]'),
    e: () => focus("#draft-fields select, #draft-fields textarea, #draft-fields input"),
    m: () => { if (field('#similar input[name="target"]:checked') || !choose(1)) focus('#similar input[name="target"]:checked, #similar input'); },
    r: () => focus("#id_reason"),
    d: () => focus("#id_comment"),
    "?": () => { const list = field("#desk-keys"); if (list) { list.open = !list.open; list.querySelector("summary").focus(); } },
  };
  const choose = (number) => {
    const found = document.querySelectorAll('[data-digits] input[type="radio"]')[number - 1];
    if (found && !found.matches(":disabled")) { found.checked = true; found.focus(); }
    return Boolean(found);
  };

  // Single letters get in the way of speech input and of some screen readers: they can be switched off, in this browser.
  const OFF = "desk:keys-off";
  const switchOff = field("#keys-off");
  let areOff = recall(OFF) === "yes";
  if (switchOff) {
    switchOff.closest("p").hidden = false;
    switchOff.checked = areOff;
    switchOff.addEventListener("change", () => {
      areOff = switchOff.checked;
      remember(OFF, areOff ? "yes" : "");
    });
  }

  const isTyping = (target) => target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
    || (target.tagName === "INPUT" && !/^(radio|checkbox|submit|button)$/.test(target.type));
  // Enter and Escape belong to an input method while it composes; some browsers say so by 229 alone.
  const isComposing = (event) => event.isComposing || event.keyCode === 229;
  const isListOpen = (select) => { try { return select.matches(":open"); } catch { return false; } };

  // Enter in a field means the verdict that the field belongs to; in a field of the draft it means none.
  const enter = (place) => {
    const near = place.closest("[data-enter]");
    const [first, other] = near ? near.dataset.enter.split(" ") : [];
    const reason = field("#id_reason");
    const verdict = other && reason && !reason.value ? other : first;
    if (verdict) press(`#verdict button[value="${verdict}"]`);
  };
  let wasOpen = false;

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (isComposing(event)) return;
    if (event.key === "Escape" && isTyping(target)) { if (!isListOpen(target)) target.blur(); return; }
    if (event.key === "Enter" && form && target.form === form && /^(INPUT|SELECT)$/.test(target.tagName)) {
      if (target.tagName === "SELECT" && isListOpen(target)) { wasOpen = true; return; }
      event.preventDefault();
      if (event.repeat || wasOpen) return;
      if (target.tagName === "INPUT" || (target.id === "id_reason" && target.value)) enter(target);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(target) || areOff) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); } else if (/^[1-9]$/.test(event.key) && choose(Number(event.key))) event.preventDefault();
  });
  document.addEventListener("keyup", () => { wasOpen = false; });

  // The hold on the item ends by itself after a quarter of an hour.
  const left = form ? Number(form.dataset.held) : 0;
  const status = field(".desk-status");
  if (left > 0 && status) {
    setTimeout(() => {
      const line = document.createElement("p");
      line.textContent = "Your hold on this item has ended: another editor may take it. A verdict still counts if nobody did, and what you typed is kept.";
      status.append(line);
    }, left * 1000);
  }

  // The quote in sight, without moving the page away from the heading.
  const text = field(".desk-text");
  const quote = field("#quote");
  if (text && quote) text.scrollTo({ top: quote.offsetTop - text.clientHeight / 3, behavior: "instant" });

  // What is in a live region when a page opens is not read out; putting it in again is.
  if (status && status.textContent.trim()) {
    const said = [...status.childNodes];
    status.replaceChildren();
    setTimeout(() => status.replaceChildren(...said), 150);
  }
  const faults = field("#faults");
  const heading = faults || field("#item");
  if (heading) { if (faults) faults.tabIndex = -1; heading.focus({ preventScroll: !faults }); }
})();
