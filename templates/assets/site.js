// What the pages do beyond being read. Every page is complete without this file.
"use strict";

/** Light and dark: a button that names what it will do, and remembers it. */
function schemeSwitch() {
  const button = document.querySelector(".scheme-switch");
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const name = () => {
    const label = isDark() ? button.dataset.labelLight : button.dataset.labelDark;
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("scheme", root.dataset.scheme);
    } catch (error) {
      // The choice holds for this page only.
    }
    name();
  });
  system.addEventListener("change", name);
  name();
  button.hidden = false;
}

/** The other language opens at the same place, with the same filters. */
function languageSwitch() {
  const link = document.querySelector(".language-switch");
  const keepPlace = () => {
    const target = new URL(link.getAttribute("href"), location.href);
    target.search = location.search;
    target.hash = location.hash;
    link.href = target.href;
  };
  for (const moment of ["focus", "pointerenter", "touchstart", "click"]) link.addEventListener(moment, keepPlace, { passive: true });
}

/** The box in the masthead gets suggestions when somebody is about to type; a page opened from a result gets its words marked. */
function masthead(form) {
  const fetched = (name, use) => import(new URL(form.dataset[name], document.baseURI).href).then(use, () => {
    // Not to be had just now; the form and the page work without it.
  });
  form.elements.q.addEventListener("focusin", () => fetched("suggest", (module) => module.attach(form)), { once: true });
  if (new URLSearchParams(location.search).has("mark")) fetched("mark", (module) => module.markWords());
}

/** Lists: filter by words and facets, sort within each list, and keep both in the address. Every choice says how many rows it would leave; a group without rows is put away. */
function filterList(form) {
  const lists = Array.from(document.querySelectorAll("[data-rows]"));
  const rows = lists.flatMap((list) => Array.from(list.children));
  const order = new Map(rows.map((row, index) => [row, index]));
  const texts = new Map(rows.map((row) => [row, fold(row.textContent)]));
  const count = document.querySelector("[data-count]");
  const collator = new Intl.Collator(document.documentElement.lang);
  const title = (row) => row.querySelector(".row-title").textContent;
  const facets = Array.from(form.querySelectorAll("select")).filter((select) => select.name !== "sort");
  const keys = (row, name) => (row.getAttribute("data-" + name) || "").split(" ");
  const sorts = {
    "": (a, b) => order.get(a) - order.get(b),
    oldest: (a, b) => (a.dataset.date ? 0 : 1) - (b.dataset.date ? 0 : 1) || a.dataset.date.localeCompare(b.dataset.date) || order.get(a) - order.get(b),
    title: (a, b) => collator.compare(title(a), title(b)),
  };

  function apply() {
    const words = fold(form.elements.q.value).split(/\s+/).filter(Boolean);
    const left = new Map(facets.map((select) => [select, []]));
    let shown = 0;
    for (const row of rows) {
      const said = words.every((word) => texts.get(row).includes(word));
      const against = facets.filter((select) => select.value && !keys(row, select.name).includes(select.value));
      row.hidden = !said || against.length > 0;
      if (!row.hidden) shown += 1;
      if (said) for (const select of facets) if (against.every((one) => one === select)) left.get(select).push(row);
    }
    for (const [select, others] of left) countChoices(select, others);
    for (const list of lists) {
      const own = Array.from(list.children).sort(sorts[form.elements.sort.value] || sorts[""]);
      list.append(...own);
      const group = list.closest("[data-group]");
      if (group) group.hidden = own.every((row) => row.hidden);
    }
    count.textContent = (shown ? (rows.length === 1 ? count.dataset.one : count.dataset.many) : count.dataset.none)
      .replace("{n}", shown)
      .replace("{total}", rows.length);
  }

  function countChoices(select, others) {
    const counts = new Map();
    for (const row of others) for (const key of keys(row, select.name)) counts.set(key, (counts.get(key) || 0) + 1);
    for (const option of select.options) {
      if (!option.value) continue;
      const count = counts.get(option.value) || 0;
      option.textContent = option.textContent.replace(/\([0-9]+\)$/, `(${count})`);
      option.disabled = !count && !option.selected;
    }
  }

  function remember() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) query.set(name, value);
    const search = query.toString();
    history.replaceState(null, "", location.pathname + (search ? "?" + search : "") + location.hash);
  }

  function recall() {
    const query = new URLSearchParams(location.search);
    for (const field of form.elements) if (field.name) field.value = query.get(field.name) || "";
    for (const select of form.querySelectorAll("select")) if (select.selectedIndex < 0) select.value = "";
    apply();
  }

  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", recall);
  form.hidden = false;
  recall();
}

/** Full and half width, and upper and lower case, are the same when looking for words. */
function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

/** The contents mark the heading being read. */
function followReading(contents) {
  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place) links.set(place, link);
  }
  const places = Array.from(links.keys()).sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1));
  let current = null;
  let waiting = false;
  const mark = () => {
    waiting = false;
    const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const line = atEnd ? innerHeight : innerHeight / 4;
    let reading = null;
    for (const place of places) {
      const top = place.getBoundingClientRect().top;
      if (top > line) break;
      reading = place;
      if (top >= 0 && "#" + place.id === location.hash) break;
    }
    if (reading === current) return;
    if (current) links.get(current).removeAttribute("aria-current");
    if (reading) {
      const link = links.get(reading);
      link.setAttribute("aria-current", "location");
      if (contents.scrollHeight > contents.clientHeight) {
        const box = link.getBoundingClientRect();
        const frame = contents.getBoundingClientRect();
        if (box.top < frame.top || box.bottom > frame.bottom) contents.scrollTop += box.top - frame.top - frame.height / 3;
      }
    }
    current = reading;
  };
  addEventListener("hashchange", mark);
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(mark); } }, { passive: true });
  mark();
}

/** A term of the glossary is explained where it stands; without this its link leads to the same words at the page's end. */
function explainTerms() {
  const terms = [...document.querySelectorAll("a.term")];
  if (!terms.length) return;
  const note = document.createElement("div");
  note.className = "term-note";
  note.id = "_term-note";
  note.setAttribute("role", "tooltip");
  note.hidden = true;
  document.querySelector(".terms-used").append(note);
  let shown = null;
  let leaving = 0;
  const hide = () => {
    clearTimeout(leaving);
    if (shown) shown.removeAttribute("aria-describedby");
    note.hidden = true;
    shown = null;
  };
  const show = (term) => {
    clearTimeout(leaving);
    if (shown === term) return;
    hide();
    const entry = document.getElementById(term.hash.slice(1));
    const [title, words] = [entry.querySelector("dt"), entry.querySelector("dd")].map((one) => {
      const copy = document.createElement("div");
      copy.append(...[...one.childNodes].map((node) => node.cloneNode(true)));
      copy.querySelectorAll("a").forEach((link) => link.remove());
      return copy;
    });
    title.className = "term-note-title";
    note.replaceChildren(title, words);
    note.hidden = false;
    const word = term.getBoundingClientRect();
    const left = Math.min(word.left, document.documentElement.clientWidth - note.offsetWidth - 12);
    const above = word.bottom + note.offsetHeight + 12 > innerHeight && word.top > note.offsetHeight + 12;
    note.style.left = `${Math.max(12, left) + scrollX}px`;
    note.style.top = `${(above ? word.top - note.offsetHeight - 6 : word.bottom + 6) + scrollY}px`;
    term.setAttribute("aria-describedby", note.id);
    shown = term;
  };
  const leave = () => { leaving = setTimeout(hide, 250); };
  for (const term of terms) {
    term.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") show(term); });
    term.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") leave(); });
    term.addEventListener("focus", () => { if (term.matches(":focus-visible")) show(term); });
    term.addEventListener("blur", leave);
    term.addEventListener("click", (event) => { if (shown !== term) { event.preventDefault(); show(term); } });
  }
  note.addEventListener("pointerenter", () => clearTimeout(leaving));
  note.addEventListener("pointerleave", leave);
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("pointerdown", (event) => { if (shown && !note.contains(event.target) && event.target !== shown) hide(); });
}

/** Citations get a button that copies them; without it they are selected as any words are. */
function copyButtons(page) {
  if (!navigator.clipboard) return;
  for (const words of page.querySelectorAll(".citation dd")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = page.dataset.copy;
    button.lang = document.documentElement.lang;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(words.querySelector("p").textContent.trim());
      button.textContent = page.dataset.copied;
      setTimeout(() => { button.textContent = page.dataset.copy; }, 2000);
    });
    words.append(button);
  }
}

/** A touch screen in a hall: `?kiosk=1` turns it on for this tab, `?kiosk=0` off. Only then is anything of it fetched, and nothing can be touched before it is ready. */
function kioskMode({ kiosk, kioskStyle, kioskPage }) {
  const asked = new URLSearchParams(location.search).get("kiosk");
  if (!kiosk || asked === "0") sessionStorage.removeItem("kiosk");
  else if (asked === "1" || sessionStorage.getItem("kiosk")) {
    document.body.inert = true;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = kioskStyle;
    document.head.append(style);
    import(new URL(kiosk, document.baseURI).href)
      .then((module) => module.start(new URL(kioskPage, document.baseURI), style))
      .catch(() => setTimeout(() => location.reload(), 10000)); // a screen that nobody watches tries again
  }
}

schemeSwitch();
languageSwitch();
explainTerms();
document.querySelectorAll("[data-copy]").forEach(copyButtons);
document.querySelectorAll("form[data-suggest]").forEach(masthead);
document.querySelectorAll("form[data-filters]").forEach(filterList);
document.querySelectorAll("[data-contents]").forEach(followReading);
try {
  kioskMode(document.currentScript.dataset);
} catch (error) {
  // Storage is closed to us; the page stays as it is.
}
