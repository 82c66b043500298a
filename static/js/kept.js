// What was typed and not sent is kept in this tab: a login in between, a step to another page, the back button lose nothing.
// A form says by data-keep under which name; it holds the bar (.desk-kept) that offers to put the words back.
"use strict";

(() => {
  const PREFIX = "desk:kept:";
  const SENT = "\u0000sent";
  // A browser may refuse storage (private windows); then nothing is kept.
  const read = (key) => { try { return JSON.parse(sessionStorage.getItem(key)) || {}; } catch { return {}; } };
  const write = (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* not kept */ } };
  const drop = (key) => { try { sessionStorage.removeItem(key); } catch { /* was not kept */ } };

  const fieldsOf = (form) => [...form.elements].filter((one) => one.name && !/^(hidden|submit|button|radio|fieldset)$/.test(one.type));
  const chosen = (select, name) => [...select.options].filter((option) => option[name]).map((option) => option.value).join("\n");
  const valueOf = (one) => one.type === "checkbox" ? String(one.checked) : one.multiple ? chosen(one, "selected") : one.value;
  // A select that has no default starts at its first option.
  const wasOf = (one) => one.type === "checkbox" ? String(one.defaultChecked)
    : !one.options ? one.defaultValue : chosen(one, "defaultSelected") || (one.multiple ? "" : one.options[0].value);
  const fill = (one, value) => {
    if (one.type === "checkbox") one.checked = value === "true";
    else if (one.multiple) for (const option of one.options) option.selected = value.split("\n").includes(option.value);
    else one.value = value;
    const more = one.closest("details");
    if (more) more.open = true;
  };

  // After a verdict the next item is shown, whose form is another one.
  const decided = new URLSearchParams(location.search).get("decided");
  if (decided) drop(`${PREFIX}item-${decided}`);

  for (const form of document.querySelectorAll("form[data-keep]")) {
    const key = PREFIX + form.dataset.keep;
    const bar = form.querySelector(".desk-kept");
    let old = read(key);
    // What was sent and is answered by "recorded" is not lost; an answer that is a login is no answer.
    if (old[SENT] && document.querySelector(".messagelist .success, .messagelist .warning") && !document.querySelector(".errornote")) {
      old = {};
      drop(key);
    }
    const isLost = (one) => one.name in old && old[one.name] !== valueOf(one);
    if (bar && fieldsOf(form).some(isLost)) {
      bar.hidden = false;
      const close = () => { bar.hidden = true; fieldsOf(form)[0].focus(); };
      bar.querySelector('[value="put-back"]').addEventListener("click", () => {
        for (const one of fieldsOf(form).filter(isLost)) fill(one, old[one.name]);
        close();
      });
      bar.querySelector('[value="forget"]').addEventListener("click", () => { old = {}; drop(key); close(); });
    }
    const keep = () => {
      for (const one of fieldsOf(form)) {
        if (valueOf(one) !== wasOf(one)) old[one.name] = valueOf(one);
        else if (bar.hidden) delete old[one.name];
      }
      delete old[SENT];
      if (Object.keys(old).length) write(key, old); else drop(key);
    };
    form.addEventListener("input", keep);
    form.addEventListener("change", keep);
    form.addEventListener("submit", () => { if (Object.keys(old).length) write(key, { ...old, [SENT]: true }); });
  }
})();
