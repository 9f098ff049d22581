// Suggestions while somebody types: names of records, in either language or by their sound. The arrow keys go through
// them, Enter opens the one chosen or searches for the words, Escape closes (the combobox pattern of the ARIA guide).
import { forget, indexOf } from "./find.js";
import { forAddress, isChinese } from "./words.js";

/** Gives the box of a form its suggestions, below the element it stands in. The form's data say where the index is and what to announce. */
export function attach(form) {
  const { root, lang, suggestions, suggestionsOne, noSuggestions } = form.dataset;
  const base = new URL(root, location.href);
  const box = form.elements.q;
  const list = document.createElement("ul");
  const told = document.createElement("p");
  const id = `${box.id}-suggestions`;
  let records = [];
  let offered = "";
  let chosen = -1;
  let turn = 0;

  list.className = "suggestions";
  list.id = id;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.labels[0].textContent.trim());
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  box.parentElement.append(list, told);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", id], ["aria-autocomplete", "list"]]) box.setAttribute(name, value);

  function close() {
    turn += 1;
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(at) {
    chosen = at;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  async function open(record) {
    try {
      const path = await (await indexOf(lang, base)).path(record);
      location.href = new URL(path, base).href;
    } catch (error) {
      forget(lang); // a newer index has taken the place of this one: its title is looked for there
      box.value = record.title;
      form.requestSubmit();
    }
  }

  async function suggest() {
    const mine = ++turn;
    const typed = box.value;
    if (!typed.trim()) {
      close();
      told.textContent = "";
      return;
    }
    try {
      const found = await indexOf(lang, base);
      if (mine !== turn) return;
      const some = await found.suggest(typed);
      if (mine !== turn) return;
      records = some;
      offered = typed;
      list.replaceChildren(...records.map((record, at) => option(found, record, at)));
    } catch (error) {
      close(); // the box still searches
      return;
    }
    list.hidden = !records.length;
    box.setAttribute("aria-expanded", String(records.length > 0));
    choose(-1);
    told.textContent = records.length === 1 ? suggestionsOne : records.length ? suggestions.replace("{n}", records.length) : noSuggestions;
  }

  function option(found, record, at) {
    const item = document.createElement("li");
    item.id = `${id}-${at}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const title = document.createElement("span");
    title.className = "suggestion-title";
    title.textContent = record.title;
    if (isChinese(record.title)) title.lang = "zh-Hans";
    const type = document.createElement("span");
    type.className = "row-label";
    type.textContent = found.types[record.type][1];
    item.append(title, " ", type);
    item.addEventListener("click", () => open(record));
    return item;
  }

  async function arrow(step) {
    if (list.hidden || box.value !== offered) await suggest();
    if (list.hidden) return;
    const count = records.length + 1; // one more: the words themselves
    choose(((chosen + 1 + step + count) % count) - 1);
  }

  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  box.addEventListener("input", suggest);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // 229: Safari, at the end of composing
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey && box.value.trim()) {
      event.preventDefault();
      arrow(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      open(records[chosen]);
    }
  });
  form.addEventListener("submit", () => {
    close();
    box.value = forAddress(box.value);
  });
  if (document.activeElement === box && box.value) suggest();
}
