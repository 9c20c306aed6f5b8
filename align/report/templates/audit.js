"use strict";
// The audit: filter the findings, go from one to the next, show each in the texts, light its words everywhere.
(() => {
  const form = document.querySelector(".filters");
  const help = document.getElementById("help");
  const list = [...document.querySelectorAll(".finding")];
  const marked = [...document.querySelectorAll("[data-f]")];
  const severities = [...document.querySelectorAll("[data-severity][aria-pressed]")];
  const numbersOf = (node) => node.dataset.f.split(" ");
  const words = new Map(list.map((row) => [row, row.innerText.toLowerCase()]));
  let now = null;

  const light = (numbers) => {
    for (const part of marked) part.classList.toggle("said", numbersOf(part).some((n) => numbers.includes(n)));
  };
  const shown = () => list.filter((row) => !row.hidden);
  const filter = () => {
    const on = new Set(severities.filter((b) => b.ariaPressed === "true").map((b) => b.dataset.severity));
    const { kind, who, words: typed } = form.elements;
    const wanted = typed.value.trim().toLowerCase();
    for (const row of list) {
      row.hidden = !(on.has(row.dataset.severity) && (!kind.value || row.dataset.kind === kind.value)
        && (!who.value || row.dataset.by === who.value) && words.get(row).includes(wanted));
    }
    const left = new Set(shown().map((row) => row.id.slice(1)));
    for (const part of marked) part.classList.toggle("off", !numbersOf(part).some((n) => left.has(n)));
    form.querySelector("output").value = `${left.size} of ${list.length}`;
    document.getElementById("no-match").hidden = left.size > 0;
    if (now?.hidden) choose(null);
  };
  const choose = (row) => {
    now?.removeAttribute("aria-current");
    now = row;
    light(row ? [row.id.slice(1)] : []);
    if (!row) return;
    row.setAttribute("aria-current", "true");
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  };
  const step = (by) => {
    const among = shown();
    const at = now ? among.indexOf(now) + by : by > 0 ? 0 : among.length - 1;
    const row = among[Math.min(Math.max(at, 0), among.length - 1)];
    if (row) choose(row);
  };
  const go = (target) => {
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  };
  const openClose = () => (help.open ? help.close() : help.showModal());

  const pointed = (node) => node.closest?.("[data-f]:not(.off)");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const bead = event.target.closest?.(".bead[data-b]")?.dataset.b;
    for (const part of document.querySelectorAll(".bead.lit")) part.classList.remove("lit");
    if (bead) for (const part of document.querySelectorAll(`.bead[data-b="${bead}"]`)) part.classList.add("lit");
    const part = pointed(event.target);
    light(part ? numbersOf(part) : now ? [now.id.slice(1)] : []);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const part = pointed(event.target);
    const row = event.target.closest(".finding");
    if (button && "help" in button.dataset) openClose();
    else if (button?.dataset.severity) {
      button.ariaPressed = String(button.ariaPressed !== "true");
      filter();
    } else if (part && !row && getSelection().isCollapsed) {
      event.preventDefault();
      choose(document.getElementById(`f${numbersOf(part)[0]}`));
    } else if (row && !event.target.closest("a")) choose(row);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && !help.open) {
      document.activeElement.blur();
      if (!typing) choose(null);
    }
    if (typing || (help.open && event.key !== "?")) return;
    const act = {
      j: () => step(1),
      k: () => step(-1),
      "/": () => form && go(form.elements.words),
      "?": openClose,
      q: () => now && now.querySelector('[href^="#q"]')?.click(),
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (event.key === "Enter" && event.target === now) {
      event.preventDefault();
      go(document.getElementById(now.querySelector(".what a").hash.slice(1)));
    }
  });
  for (const part of document.querySelectorAll(".filters, .tools")) part.hidden = false;
  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }
})();
