/* Conveniences of the portal. Every page works without this file: it improves, it never carries.
   All listeners stand on the document, so that what htmx swaps in needs no set-up. */
"use strict";

(() => {
  const words = document.getElementById("words")?.dataset ?? {};
  const AUTOSAVE_AFTER = 1500;
  const SEND_AGAIN_AFTER = 10000;

  /* ---- unsaved work and autosave ----
     A form with data-autosave saves itself: as a whole, or in parts (data-part), each by itself and
     one answer after the other, so that a slow line never meets its own earlier save. A part sends
     its own fields, under the name in data-as where there is one, and takes back what the answer
     holds under these names. What stands against a part is said beside its first field. */
  const states = new WeakMap();
  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, { changed: false, waiting: 0, parts: new Map() });
    return states.get(form);
  };

  const say = (form, text, state = "") => {
    const place = form.querySelector("[data-saved-state]");
    if (!place) return;
    place.textContent = text;
    place.dataset.state = state;
  };

  const fieldsOf = (part) => [...part.querySelectorAll("input[name], select[name], textarea[name]")];
  const nameOf = (field) => field.dataset.as ?? field.name;

  const bodyOf = (form, part) => {
    if (part === form) {
      const body = new FormData(form);
      body.delete("once");
      for (const field of form.querySelectorAll("input[type=file]")) body.delete(field.name);
      return body;
    }
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of new URLSearchParams(part.dataset.part)) body.append(name, value);
    for (const field of fieldsOf(part)) body.append(nameOf(field), field.value);
    return body;
  };

  const mark = (part, error) => {
    const field = fieldsOf(part).find((each) => each.type !== "hidden");
    const id = `${field.id}_autosave`;
    document.getElementById(id)?.remove();
    for (const name of ["aria-invalid", "aria-describedby"]) field.removeAttribute(name);
    if (!error) return;
    const note = Object.assign(document.createElement("p"), { id, className: "cell-error", textContent: error });
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
    field.after(note);
  };

  const takeBack = (part, data) => {
    for (const field of fieldsOf(part))
      if (field.type === "hidden" && data[nameOf(field)] != null) field.value = data[nameOf(field)];
  };

  const save = async (form, part) => {
    say(form, words.saving ?? "");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        body: bodyOf(form, part),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
      });
      const data = await answer.json();
      if (part !== form) mark(part, answer.ok ? "" : data.error);
      if (!answer.ok) throw new Error(data.error ?? "");
      takeBack(part, data);
      say(form, `${words.saved ?? ""} ${data.saved_at ?? ""}`.trim(), "saved");
      return true;
    } catch (error) {
      const reason = error.constructor === Error ? error.message : "";
      say(form, reason || words.unsaved || "", "failed");
      return false;
    }
  };

  const saveLater = (form, part) => {
    const state = stateOf(form);
    if (!state.parts.has(part)) state.parts.set(part, { timer: 0, chain: Promise.resolve() });
    const entry = state.parts.get(part);
    if (entry.timer) clearTimeout(entry.timer);
    else state.waiting += 1;
    entry.timer = setTimeout(() => {
      entry.timer = 0;
      entry.chain = entry.chain.then(() => save(form, part)).then((saved) => {
        state.waiting -= 1;
        if (saved && !state.waiting) state.changed = false;
      });
    }, AUTOSAVE_AFTER);
  };

  const noteChange = (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-guard], [data-autosave]")) return;
    stateOf(form).changed = true;
    event.target.closest("tr")?.classList.add("is-changed");
    if (form.dataset.autosave) saveLater(form, event.target.closest("[data-part]") ?? form);
  };
  document.addEventListener("input", noteChange);
  document.addEventListener("change", noteChange);

  window.addEventListener("beforeunload", (event) => {
    const unsaved = [...document.forms].some(
      (form) => form.matches("[data-guard]") && states.get(form)?.changed && !form.dataset.sent,
    );
    if (unsaved) event.preventDefault();
  });

  /* ---- a form is sent once ---- */
  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll(".is-sending")) {
      button.classList.remove("is-sending");
      button.removeAttribute("aria-disabled");
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    for (const entry of stateOf(form).parts.values()) clearTimeout(entry.timer);
    form.dataset.sent = "1";
    event.submitter?.classList.add("is-sending");
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form), SEND_AGAIN_AFTER); // an answer that is a download leaves the page standing
  });
  window.addEventListener("pageshow", () => [...document.forms].forEach(release));

  /* ---- selection and bulk bar ---- */
  const countSelected = () => {
    const count = document.querySelectorAll("input[name=selected]:checked").length;
    for (const place of document.querySelectorAll("[data-bulk-count]")) {
      place.textContent = String(count);
      place.hidden = false;
    }
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-select-all]")) {
      const boxes = (event.target.closest("table") ?? document).querySelectorAll("input[name=selected]");
      for (const box of boxes) box.checked = event.target.checked;
    }
    if (event.target.matches("[data-select-all], input[name=selected]")) countSelected();
  });

  /* ---- keyboard ---- */
  const typing = (target) => target.closest("input, textarea, select, [contenteditable=true]");
  let waitingForPlace = false;

  const move = (step) => {
    const items = [...document.querySelectorAll("[data-queue] > li, [data-queue] > tr")];
    if (!items.length) return;
    const at = items.findIndex((item) => item.classList.contains("is-at"));
    const next = items[Math.min(Math.max(at + step, 0), items.length - 1)];
    items[at]?.classList.remove("is-at");
    next.classList.add("is-at");
    next.querySelector("a")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };

  const acts = {
    "/": () => document.getElementById("q")?.focus(),
    "?": () => document.getElementById("keys")?.showModal(),
    j: () => (document.querySelector("[data-queue]") ? move(1) : document.querySelector("[data-next]")?.click()),
    k: () => (document.querySelector("[data-queue]") ? move(-1) : document.querySelector("[data-previous]")?.click()),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.target.form?.requestSubmit();
      return;
    }
    if (event.key === "Escape") closeMenus();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (waitingForPlace) {
      waitingForPlace = false;
      document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
      event.preventDefault();
      return;
    }
    if (event.key === "g") {
      waitingForPlace = true;
      setTimeout(() => { waitingForPlace = false; }, 1500);
      return;
    }
    if (acts[event.key]) {
      event.preventDefault();
      acts[event.key]();
    }
  });

  for (const button of document.querySelectorAll("[data-open-keys]")) {
    button.hidden = false;
    button.addEventListener("click", acts["?"]);
  }

  /* ---- menus ---- */
  const closeMenus = (except = null) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
  };
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));

  /* ---- uploads: htmx sends them so that progress can be shown ---- */
  const prepareUploads = (root) => {
    if (!window.htmx) return;
    const forms = root.querySelectorAll("form[data-upload]:not([hx-post])");
    for (const form of forms) {
      form.setAttribute("hx-post", form.getAttribute("action") || window.location.href);
      form.setAttribute("hx-encoding", "multipart/form-data");
      form.setAttribute("hx-target", "#main");
      form.setAttribute("hx-select", "#main");
      form.setAttribute("hx-swap", "outerHTML show:top");
      form.setAttribute("hx-push-url", "true");
      window.htmx.process(form);
    }
  };
  document.addEventListener("htmx:xhr:progress", (event) => {
    const { loaded, total } = event.detail;
    const form = event.target.closest("form[data-upload]");
    if (!form || !total) return;
    let bar = form.querySelector("progress[data-upload-bar]");
    if (!bar) {
      bar = Object.assign(document.createElement("progress"), { max: 100 });
      bar.dataset.uploadBar = "";
      bar.setAttribute("aria-label", words.uploading ?? "");
      form.querySelector(".form-actions")?.before(bar);
    }
    bar.value = Math.round((100 * loaded) / total);
    say(form, `${words.uploading ?? ""} ${bar.value} %`);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
    if (form && !event.detail.xhr?.status) say(form, words.unsaved ?? "", "failed");
  });
  document.addEventListener("htmx:load", (event) => prepareUploads(event.detail.elt));

  /* ---- a refused form keeps the files that were chosen, but for the one that is wrong ---- */
  let chosen = new Map();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.target.closest("form[data-upload]") ?? event.detail.requestConfig.elt;
    const inputs = event.detail.xhr.status === 422 ? form.querySelectorAll("input[type=file]") : [];
    chosen = new Map(Array.from(inputs, (input) => [input.name, input.files]));
  });
  document.addEventListener("htmx:load", (event) => {
    for (const input of event.detail.elt.querySelectorAll("input[type=file]:not(.is-invalid)"))
      if (chosen.get(input.name)?.length) input.files = chosen.get(input.name);
  });
  window.addEventListener("DOMContentLoaded", () => prepareUploads(document));

  /* ---- a field of several entries: one line each becomes an entry that can be taken away ---- */
  const linesOf = (area) => area.value.split(/[\n;]/).map((line) => line.trim()).filter(Boolean);

  const drawEntries = (area) => {
    const list = area.previousElementSibling;
    list.replaceChildren(...linesOf(area).map((line) => {
      const entry = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
      button.setAttribute("aria-label", `${words.remove ?? ""} ${line}`.trim());
      button.dataset.takeAway = line;
      entry.append(line, button);
      return entry;
    }));
  };

  const setEntries = (area, lines) => {
    area.value = [...new Set(lines)].join("\n");
    area.dispatchEvent(new Event("change", { bubbles: true }));
    drawEntries(area);
  };

  const enter = (input) => {
    const area = input.parentElement.querySelector("textarea[data-many]");
    const typed = input.value.trim();
    if (!typed) return;
    input.value = "";
    setEntries(area, [...linesOf(area), ...typed.split(";").map((each) => each.trim())]);
  };

  const prepareEntries = (root) => {
    for (const area of root.querySelectorAll("textarea[data-many]:not([hidden])")) {
      const input = document.createElement("input");
      const offered = `${area.id}-offered`;
      const given = {
        type: "text", id: area.id, class: area.className, name: `${area.name}-typed`, list: offered, autocomplete: "off",
        "hx-get": area.dataset.many, "hx-trigger": "input changed delay:200ms", "hx-target": `#${offered}`,
        "hx-select": "unset", "hx-swap": "innerHTML", "hx-push-url": "false",
      };
      for (const [name, value] of Object.entries(given)) input.setAttribute(name, value);
      for (const name of ["aria-describedby", "aria-invalid"])
        if (area.hasAttribute(name)) input.setAttribute(name, area.getAttribute(name));
      input.dataset.enters = "";
      const list = Object.assign(document.createElement("ul"), { className: "entries" });
      area.removeAttribute("id");
      area.hidden = true;
      area.before(list);
      area.after(input);
      drawEntries(area);
      window.htmx?.process(input);
    }
  };
  document.addEventListener("click", (event) => {
    const line = event.target.dataset?.takeAway;
    if (line === undefined) return;
    const area = event.target.closest("ul").nextElementSibling;
    setEntries(area, linesOf(area).filter((each) => each !== line));
    area.nextElementSibling.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.target.dataset?.enters === undefined) return;
    event.preventDefault();
    enter(event.target);
  });
  document.addEventListener("input", (event) => {
    const input = event.target;
    if (input.dataset?.enters === undefined) return;
    if ([...(input.list?.options ?? [])].some((option) => option.value === input.value)) enter(input);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.dataset?.enters !== undefined) enter(event.target);
  });
  document.addEventListener("htmx:load", (event) => prepareEntries(event.detail.elt));
  window.addEventListener("DOMContentLoaded", () => prepareEntries(document));

  /* ---- errors of a form are read first ---- */
  document.querySelector("form[method=post] [data-form-errors]")?.focus();
})();
