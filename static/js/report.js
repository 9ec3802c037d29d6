/* Autosave of a report: each figure with its own version, each text with what stood there before.
   A conflict is shown beside the field with both values; nothing typed is ever replaced. */
"use strict";

(() => {
  const place = document.querySelector("[data-cells]");
  if (!place) return;
  const form = place.closest("form");
  const words = document.getElementById("words")?.dataset ?? {};
  const WAIT = 1200;
  const timers = new Map();
  let unsaved = 0; // changes on their way; while there are any, leaving the page warns

  const say = (text, state = "") => {
    const shown = form.querySelector("[data-saved-state]");
    shown.textContent = text;
    shown.dataset.state = state;
  };

  const mark = (field, error) => {
    const id = `${field.id}_autosave`;
    document.getElementById(id)?.remove();
    if (!error) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      return;
    }
    const note = Object.assign(document.createElement("p"), { id, className: "cell-error", textContent: error });
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
    field.after(note);
  };

  const send = async (body, field) => {
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    say(words.saving ?? "");
    try {
      const answer = await fetch(place.dataset.cells, {
        method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error",
      });
      const data = await answer.json();
      mark(field, answer.ok ? "" : data.error);
      say(answer.ok ? `${words.saved ?? ""} ${data.saved_at}`.trim() : data.error, answer.ok ? "saved" : "failed");
      return answer.ok ? data : null;
    } catch {
      say(words.unsaved ?? "", "failed");
      return null;
    }
  };

  const saveLine = async (row) => {
    const key = row.dataset.line;
    const at = (name) => form.elements[`${name}-${key}`];
    const body = new FormData();
    const parts = { value: "v", kind: "k", cutoff_on: "c", note: "n", version: "r" };
    body.append("line", key);
    for (const [name, short] of Object.entries(parts)) body.append(name, at(short).value);
    const data = await send(body, at("v"));
    if (data?.version != null) at("r").value = data.version;
    return data;
  };

  const saveText = async (box) => {
    const area = box.querySelector("textarea");
    const was = box.querySelector("input[type=hidden]");
    const body = new FormData();
    const text = area.value;
    body.append("name", box.dataset.narrative);
    body.append("text", text);
    body.append("shown", was.value);
    const data = await send(body, area);
    if (data) was.value = text;
    return data;
  };

  const later = (key, act) => {
    const entry = timers.get(key) ?? { chain: Promise.resolve() };
    clearTimeout(entry.timer);
    if (!entry.waits) unsaved += 1;
    entry.waits = true;
    entry.timer = setTimeout(() => {
      entry.waits = false;
      entry.chain = entry.chain.then(act).then((saved) => {
        unsaved -= 1;
        if (saved && !unsaved) form.removeAttribute("data-guard");
      });
    }, WAIT);
    timers.set(key, entry);
  };

  const countBlank = () => {
    const blank = [...form.querySelectorAll("[data-line]")].filter((row) => !form.elements[`v-${row.dataset.line}`].value.trim());
    form.querySelector("[data-blank-cells]").textContent = String(blank.length);
  };

  form.addEventListener("input", (event) => {
    form.dataset.guard = "";
    const row = event.target.closest("[data-line]");
    const box = event.target.closest("[data-narrative]");
    if (row) later(row, () => saveLine(row));
    if (box) later(box, () => saveText(box));
    countBlank();
  });
  form.addEventListener("submit", () => timers.forEach((entry) => clearTimeout(entry.timer)));
})();
