"use strict";
(() => {
  const root = document.documentElement;
  const held = document.getElementById("held");
  const beads = new Map(); // number -> its fragments on both sides
  for (const part of document.querySelectorAll(".bead[data-b]")) {
    const number = Number(part.dataset.b);
    if (!beads.has(number)) beads.set(number, []);
    beads.get(number).push(part);
  }
  const numbers = [...beads.keys()].sort((a, b) => a - b);
  let lit = null;
  let kept = null;

  const mark = (number, on) => {
    for (const part of beads.get(number) ?? []) part.classList.toggle("lit", on);
  };
  const light = (number) => {
    if (number === lit) return;
    mark(lit, false);
    lit = number;
    mark(lit, true);
  };
  const keep = (number) => {
    kept = number;
    light(number);
    held.hidden = number === null;
    if (number !== null) {
      held.querySelector("output").value = `${number}: ${beads.get(number)[0].dataset.info}`;
    }
  };
  const numberAt = (node) => {
    const part = node.closest?.("[data-q]:not(.off, .lone)") ? null : node.closest?.(".bead[data-b]");
    return part ? Number(part.dataset.b) : null;
  };
  const shown = (number) => {
    const kind = root.dataset.show;
    const parts = beads.get(number);
    const speaks = !("one" in root.dataset) || parts.some((part) => part.querySelector("[data-who]:not(.off)"));
    return speaks && (!kind || parts[0].classList.contains(kind));
  };
  const step = (by) => {
    const among = numbers.filter(shown);
    const at = among.findLastIndex((number) => number <= (kept ?? 0));
    const number = among[Math.min(Math.max(at + by, 0), among.length - 1)];
    if (number === undefined) return;
    keep(number);
    const first = beads.get(number)[0];
    first.querySelector(".n").focus({ preventScroll: true });
    for (const part of [...beads.get(number)].reverse()) part.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") light(numberAt(event.target) ?? kept);
  });
  document.addEventListener("focusin", (event) => {
    const number = numberAt(event.target);
    if (number !== null && event.target.matches(":focus-visible")) keep(number);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const number = numberAt(event.target);
    if (button?.dataset.step) step(Number(button.dataset.step));
    else if (button && "letGo" in button.dataset) keep(null);
    else if (number !== null && getSelection().isCollapsed) {
      event.preventDefault();
      keep(number);
      const side = (node) => node.closest(".src, .tgt").className;
      const other = beads.get(number).find((part) => side(part) !== side(event.target));
      other?.scrollIntoView({ block: "nearest" });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { j: 1, ArrowDown: 1, ArrowRight: 1, k: -1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") {
      keep(null);
      document.activeElement.blur();
    } else if (by && (kept !== null || "jk".includes(event.key))) {
      event.preventDefault();
      step(by);
    }
  });
  document.addEventListener("letgo", () => keep(null));
})();
