"use strict";
// Quotes in the text: light a quote on both sides, hold it, go from one to the next.
// Listens before pair.js does (capture), and keeps from it what is meant for a quote.
(() => {
  const held = document.getElementById("held");
  const parts = new Map(); // quote -> its stretches and letters on both sides
  const numbersOf = (text) => (text ? text.split(" ") : []);
  for (const part of document.querySelectorAll("[data-q]")) {
    for (const number of [...numbersOf(part.dataset.q), ...numbersOf(part.dataset.around)]) {
      if (!parts.has(number)) parts.set(number, []);
      parts.get(number).push(part);
    }
  }
  const numbers = [...parts.keys()].sort((a, b) => a - b);
  let lit = [];
  let kept = null;

  const light = (those) => {
    for (const number of lit) for (const part of parts.get(number)) part.classList.remove("said");
    lit = those;
    for (const number of lit) for (const part of parts.get(number)) part.classList.add("said");
  };
  const quotesAt = (node) => numbersOf(node.closest?.("[data-q]:not(.off)")?.dataset.q);
  const heads = (number) => parts.get(number).filter((part) => part.matches(".m"));
  const keep = (those) => {
    document.dispatchEvent(new Event("letgo"));
    kept = those[0];
    light(those);
    held.querySelector("output").value = heads(kept)[0].dataset.info;
    held.hidden = false;
  };
  const bring = (number) => {
    for (const head of heads(number).reverse()) head.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const among = numbers.filter((number) => heads(number).some((head) => head.checkVisibility() && !head.matches(".off")));
    const at = among.indexOf(kept);
    const number = among[Math.min(Math.max(at + by, 0), among.length - 1)];
    if (number === undefined) return;
    keep([number]);
    heads(number)[0].focus({ preventScroll: true });
    bring(number);
  };
  const take = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  document.addEventListener("letgo", () => {
    kept = null;
    light([]);
    if (held) held.hidden = true;
  });
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const those = quotesAt(event.target);
    light(those.length ? those : kept ? [kept] : []);
  });
  document.addEventListener("focusin", (event) => {
    const those = quotesAt(event.target);
    if (those.length && event.target.matches(":focus-visible")) keep(those);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const those = quotesAt(event.target);
    if (button?.dataset.step && kept !== null) {
      take(event);
      step(Number(button.dataset.step));
    } else if (those.length && getSelection().isCollapsed) {
      take(event);
      keep(those);
      const side = (node) => node.closest(".src, .tgt").className;
      heads(kept).find((head) => side(head) !== side(event.target))?.scrollIntoView({ block: "nearest" });
    } else if (kept !== null && event.target.closest(".bead")) document.dispatchEvent(new Event("letgo"));
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || kept === null) return;
    const by = { j: 1, ArrowDown: 1, ArrowRight: 1, k: -1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape") {
      document.dispatchEvent(new Event("letgo"));
    } else if (by) {
      take(event);
      step(by);
    }
  }, true);
})();
