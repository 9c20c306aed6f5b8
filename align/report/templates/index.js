"use strict";
// The list of audits: a column's name sorts by it, once more the other way round.
(() => {
  const table = document.querySelector(".index");
  const heads = [...document.querySelectorAll(".index th[data-sort]")];
  const order = new Intl.Collator(undefined, { numeric: true });
  const sort = (head) => {
    const turned = { ascending: "descending", descending: "ascending" };
    const way = head.ariaSort ? turned[head.ariaSort] : head.dataset.sort;
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way);
    const column = head.cellIndex;
    const sign = way === "ascending" ? 1 : -1;
    const value = (row) => row.cells[column].dataset.v;
    const body = table.tBodies[0];
    const compare = column ? (a, b) => value(a) - value(b) : (a, b) => order.compare(value(a), value(b));
    body.append(...[...body.rows].sort((a, b) => sign * compare(a, b)));
  };
  for (const head of heads) {
    head.firstElementChild.disabled = false;
    head.addEventListener("click", () => sort(head));
  }
  for (const part of document.querySelectorAll(".tools")) part.hidden = false;
})();
