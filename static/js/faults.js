// A form that was refused says so above its fields, which may be far down the page: the reader is taken there.
"use strict";

(() => {
  const note = document.querySelector(".errornote");
  // The queue does so by itself; at the login the name is at hand.
  if (!note || document.querySelector("#faults") || document.body.classList.contains("login")) return;
  note.tabIndex = -1;
  note.focus();
})();
