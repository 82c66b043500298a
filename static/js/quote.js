// Words selected in the kept text become the quote, with the place they stand in. Without this script they are pasted.
"use strict";

(() => {
  const text = document.querySelector("#document-text");
  const quote = document.querySelector("#id_quote");
  const place = document.querySelector("#id_occurrence");
  if (!text || !quote) return;

  const take = () => {
    const words = text.value.slice(text.selectionStart, text.selectionEnd).trim();
    if (!words) return;
    const start = text.value.indexOf(words, text.selectionStart);
    let at = text.value.indexOf(words);
    let number = 1;
    while (at !== -1 && at < start) { number += 1; at = text.value.indexOf(words, at + 1); }
    quote.value = words;
    if (place) place.value = String(number);
  };
  // Words of a read-only field cannot be selected with the keyboard; this one can, and takes no change.
  text.readOnly = false;
  text.setAttribute("aria-readonly", "true");
  text.addEventListener("beforeinput", (event) => event.preventDefault());
  text.addEventListener("select", take);
  text.addEventListener("keyup", take);
})();
