"use strict";
// Search and choices in long tables, the current place in the contents, and open details on paper.
// Nothing here is needed to read the report. Texts come from the page in its language.
(() => {
  const fold = (text) => text.toLocaleLowerCase(document.documentElement.lang).normalize("NFD")
    .replace(/\p{M}/gu, "").replace(/\u0142/g, "l").replace(/\s+/g, " ").trim();
  const make = (name, parent, text) => {
    const element = document.createElement(name);
    if (text) element.append(text);
    parent.append(element);
    return element;
  };

  for (const box of document.querySelectorAll("[data-filterable]")) {
    const table = box.querySelector("table");
    const heads = [...table.tHead.rows[0].cells];
    const rows = [...table.tBodies[0].rows];
    const data = rows.filter((row) => !row.classList.contains("group"));
    const texts = new Map(data.map((row) => [row, fold(row.textContent)]));
    const form = document.createElement("div");
    form.className = "filter";
    form.setAttribute("role", "search");
    const search = make("input", make("label", form, box.dataset.search));
    search.type = "search";
    const choices = heads.flatMap((head, column) => {
      if (!("choice" in head.dataset)) return [];
      const select = make("select", make("label", form, head.textContent));
      make("option", select, box.dataset.all).value = "";
      const values = new Set(data.map((row) => row.cells[column].textContent.trim()));
      for (const value of [...values].sort((a, b) => a.localeCompare(b, document.documentElement.lang, { numeric: true })))
        make("option", select, value).value = value;
      return [[select, column]];
    });
    const count = make("output", form);
    count.setAttribute("aria-live", "polite");
    const apply = () => {
      const words = fold(search.value).split(" ").filter(Boolean);
      let shown = 0, group = null, active = words.length > 0;
      for (const [select] of choices) active = active || select.value !== "";
      for (const row of rows) {
        if (row.classList.contains("group")) {
          group = row;
          row.hidden = active;
          continue;
        }
        row.hidden = !(words.every((word) => texts.get(row).includes(word))
          && choices.every(([select, column]) => !select.value || row.cells[column].textContent.trim() === select.value));
        if (row.hidden) continue;
        shown += 1;
        if (group) group.hidden = false;
      }
      count.textContent = active
        ? box.dataset.found.replace("{shown}", shown).replace("{all}", data.length) : "";
    };
    form.addEventListener("input", apply);
    box.prepend(form);
  }

  for (const region of document.querySelectorAll(".scroll"))
    if (region.scrollWidth <= region.clientWidth) region.removeAttribute("tabindex");

  const links = new Map([...document.querySelectorAll(".contents a")]
    .map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  if (links.size && "IntersectionObserver" in window) {
    const visible = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) visible[entry.isIntersecting ? "add" : "delete"](entry.target.id);
      const current = [...links.keys()].find((id) => visible.has(id));
      if (!current) return;
      for (const [id, link] of links)
        if (id === current) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }, { rootMargin: "-10% 0px -70% 0px" });
    for (const section of document.querySelectorAll("main > section")) observer.observe(section);
  }

  const closed = [];
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      closed.push(details);
    }
  });
  window.addEventListener("afterprint", () => {
    while (closed.length) closed.pop().open = false;
  });
})();
