"use strict";
// What both pages do: show one kind alone, turn light to dark. "letgo" asks others to drop what they hold.
(() => {
  const root = document.documentElement;
  const show = (button) => {
    for (const each of document.querySelectorAll("nav [data-show]")) {
      each.setAttribute("aria-pressed", String(each === button));
    }
    document.dispatchEvent(new Event("letgo"));
    if (button.dataset.show === "all") delete root.dataset.show;
    else root.dataset.show = button.dataset.show;
  };
  const turn = () => {
    const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.show) show(button);
    else if (button && "themeToggle" in button.dataset) turn();
  });
  for (const part of document.querySelectorAll("nav, .keys")) part.hidden = false;
})();
