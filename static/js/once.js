// A second press while a page is leaving sends nothing twice, and an answer that stays away is told.
"use strict";

(() => {
  const WAITING_MS = 700;
  const PATIENCE_MS = 20000;
  let sent = null;
  let timers = [];

  const say = (words) => {
    let line = document.querySelector(".desk-said");
    if (!line) {
      line = document.createElement("p");
      line.className = "desk-said";
      line.setAttribute("role", "status");
      document.body.append(line);
    }
    line.textContent = words;
  };
  const settle = () => {
    sent = null;
    timers.forEach(clearTimeout);
    timers = [];
    const line = document.querySelector(".desk-said");
    if (line) line.remove();
  };

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (sent) { event.preventDefault(); return; }
    sent = event.target;
    timers = [
      setTimeout(() => say("Sent. Waiting for the answer…"), WAITING_MS),
      setTimeout(() => { sent = null; say("No answer yet. You may press again."); }, PATIENCE_MS),
    ];
  });
  // Shown again from the browser's memory, a page may send again.
  window.addEventListener("pageshow", settle);
})();
