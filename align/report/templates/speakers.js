"use strict";
// One speaker's quotes alone: the others' lose their marks, and what holds none of them goes.
(() => {
  const root = document.documentElement;
  const buttons = [...document.querySelectorAll("[data-speaker]")];
  const marked = [...document.querySelectorAll("[data-who]")];
  const choose = (speaker) => {
    document.dispatchEvent(new Event("letgo"));
    root.toggleAttribute("data-one", speaker !== null);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.speaker === speaker));
    for (const part of marked) {
      part.classList.toggle("off", speaker !== null && !part.dataset.who.split(" ").includes(speaker));
    }
    for (const group of document.querySelectorAll("main > .group, main .speech")) {
      group.hidden = speaker !== null && !group.matches("[data-who]:not(.off)") && !group.querySelector("[data-who]:not(.off)");
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-speaker]");
    if (button) choose(button.ariaPressed === "true" ? null : button.dataset.speaker);
  });
  for (const button of buttons) button.disabled = false;
})();
