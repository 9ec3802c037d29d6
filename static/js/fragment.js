/* Fills the code of an invitation from the part of the address after "#", which no server sees. */
"use strict";

(() => {
  const field = document.querySelector("input[data-fragment]");
  const code = decodeURIComponent(window.location.hash.slice(1));
  if (!field || !code || field.value) return;
  field.value = code;
  // The code does not stay in the history of a shared computer.
  window.history.replaceState(null, "", window.location.pathname);
})();
