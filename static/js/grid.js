/* Entry in a grid, in the manner of a spreadsheet: arrows, Enter, paste of a block, running sums. */
"use strict";

(() => {
  const cellRows = (table) =>
    [...table.querySelectorAll("tbody tr")]
      .map((row) => [...row.querySelectorAll("[data-cell]")])
      .filter((cells) => cells.length);

  const placeOf = (cell) => {
    const rows = cellRows(cell.closest("table"));
    const row = rows.findIndex((cells) => cells.includes(cell));
    return { rows, row, column: rows[row].indexOf(cell) };
  };

  const go = (cell, down, across) => {
    const { rows, row, column } = placeOf(cell);
    const next = rows[row + down]?.[column + across];
    if (!next) return false;
    next.focus();
    next.select?.();
    return true;
  };

  const caretAt = (cell, end) =>
    cell.selectionStart == null ||
    (cell.selectionStart === cell.selectionEnd &&
      cell.selectionStart === (end ? cell.value.length : 0)) ||
    (cell.selectionStart === 0 && cell.selectionEnd === cell.value.length);

  document.addEventListener("keydown", (event) => {
    const cell = event.target.closest?.(".grid-entry [data-cell]");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowDown: [1, 0], ArrowUp: [-1, 0], Enter: [event.shiftKey ? -1 : 1, 0] };
    if (cell.tagName === "SELECT" && event.key !== "Enter") return;
    if (event.key === "ArrowRight" && caretAt(cell, true)) steps.ArrowRight = [0, 1];
    if (event.key === "ArrowLeft" && caretAt(cell, false)) steps.ArrowLeft = [0, -1];
    const step = steps[event.key];
    if (!step) return;
    if (go(cell, ...step) || event.key === "Enter") event.preventDefault(); // Enter never sends half a grid
  });

  document.addEventListener("paste", (event) => {
    const cell = event.target.closest?.(".grid-entry [data-cell]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!cell || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const { rows, row, column } = placeOf(cell);
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach((line, down) => {
      line.split("\t").forEach((value, across) => {
        const target = rows[row + down]?.[column + across];
        if (!target || target.disabled || target.readOnly) return;
        target.value = value.trim();
        target.dispatchEvent(new Event("input", { bubbles: true }));
        target.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  });

  /* ---- running sums: <output data-sum="x"> adds the inputs with data-sum-group="x" ---- */
  const NUMBER = /^[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/;
  const read = (text) => {
    const typed = text.replace(/\s/g, "");
    return NUMBER.test(typed) ? Number(typed.replaceAll(".", "").replace(",", ".")) : null;
  };
  const written = (value) =>
    new Intl.NumberFormat("de-DE", { maximumFractionDigits: 4 }).format(Math.round(value * 1e4) / 1e4);

  // a grid of many pages says what stands on the others: <output data-elsewhere="1.200">
  const elsewhere = (place) => read(place.dataset.elsewhere ?? "") ?? 0;

  const addUp = (group) => {
    let sum = 0;
    let blank = 0;
    for (const cell of document.querySelectorAll(`[data-sum-group="${CSS.escape(group)}"]`)) {
      const value = read(cell.value);
      if (value === null) blank += 1;
      else sum += value;
    }
    for (const place of document.querySelectorAll(`[data-sum="${CSS.escape(group)}"]`)) {
      const whole = sum + elsewhere(place);
      place.textContent = written(whole);
      const target = read(place.dataset.target ?? "");
      place.dataset.state = target === null ? "" : Math.abs(target - whole) < 1e-6 ? "equal" : "differs";
    }
    for (const place of document.querySelectorAll(`[data-blank="${CSS.escape(group)}"]`)) {
      place.textContent = written(blank + elsewhere(place));
    }
  };

  document.addEventListener("input", (event) => {
    const group = event.target.dataset?.sumGroup;
    if (group) addUp(group);
  });
  for (const place of document.querySelectorAll("[data-sum]")) addUp(place.dataset.sum);
})();
