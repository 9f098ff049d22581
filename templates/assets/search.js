// The search page: the question in the address, the answer below the form, its words marked where they stand.
import { facets, forget, indexOf, reader } from "./find.js";
import { attach } from "./suggest.js";
import { forAddress, isChinese, places } from "./words.js";

const A_PAGE = 10;
const PASSAGES_SHOWN = 3;
const AROUND = { zh: 48, en: 110 };

const form = document.querySelector("[data-search]");
const part = (name) => document.querySelector(`[data-search-${name}]`);
const output = part("output");
const status = part("status");
const list = part("results");
const pages = part("pages");
const nothing = part("nothing");
const indexes = part("indexes");
const words = Object.fromEntries([...part("words").content.querySelectorAll("[data-say]")].map((one) => [one.dataset.say, one.textContent]));
const language = form.dataset.lang;
const root = new URL(form.dataset.root, location.href);
const name = document.title;
let turn = 0;
let answering = null;

const read = reader(root);
const index = (of) => indexOf(of, root);

/** One of the page's own sentences, with values or elements put in. */
function say(key, values = {}) {
  return words[key].split(/(\{[a-z]+\})/).filter(Boolean).map((piece) => {
    const name = /^\{([a-z]+)\}$/.exec(piece);
    return name ? values[name[1]] : piece;
  });
}

function make(tag, attributes = {}, ...inner) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...inner.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return element;
}

const asked = () => Object.fromEntries(new URLSearchParams(location.search));
const address = (changes) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...asked(), ...changes })) if (value) query.set(name, value);
  return location.pathname + `?${query}`.replace(/^\?$/, "");
};

/** Goes to another question; the browser's back button leads to the one before. */
function go(changes) {
  const to = address(changes);
  if (to !== location.pathname + location.search) history.pushState(null, "", to);
  return answer();
}

/** Reads the question from the address and shows the answer. */
async function answer() {
  const mine = ++turn;
  answering = location.search;
  const question = asked();
  const query = (question.q || "").trim();
  form.elements.q.value = question.q || "";
  document.title = query ? `${query.slice(0, 60)} · ${name}` : name;
  output.hidden = !query;
  indexes.hidden = Boolean(query);
  if (!query) {
    status.replaceChildren();
    list.replaceChildren();
    part("filters").hidden = true;
    return;
  }
  status.textContent = words.searching;
  const of = language !== "zh" && isChinese(query) ? "zh" : language;
  const search = async () => {
    const [found, own] = await Promise.all([index(of), index(language)]);
    await show(found, own, await found.search(query, question), question, query, mine);
  };
  try {
    try {
      await search();
    } catch (error) {
      forget(of); // a newer index may have taken the place of the one that was opened
      await search();
    }
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    list.replaceChildren();
    pages.hidden = true;
    nothing.hidden = true;
    indexes.hidden = false;
    status.textContent = words.failed;
  }
}

async function show(found, own, answered, question, query, mine) {
  const { results, passages, unfiltered } = answered;
  const total = Math.max(1, Math.ceil(results.length / A_PAGE));
  const page = Math.min(Math.max(1, Math.floor(Number(question.page)) || 1), total);
  const here = results.slice((page - 1) * A_PAGE, page * A_PAGE);
  const paths = await Promise.all(here.map(async (one) => found.path((await found.name(one)).record)));
  const near = results.length ? [] : found.nearest(query);
  const nearPaths = await Promise.all(near.map((record) => found.path(record)));
  if (mine !== turn) return; // another question was asked meanwhile
  const which = results.length === 1 ? (passages === 1 ? "found-one-each" : "found-one-record") : passages === 1 ? "found-one-passage" : "found";
  const number = (value) => value.toLocaleString(language);
  const count = (hook, value) => make("b", { [`data-${hook}-count`]: "", value }, number(value));
  const counts = say(which, { records: count("search", results.length), passages: count("passage", passages) });
  const notes = [
    answered.cut ? [" ", ...say("too-long", { n: number(answered.most) })] : [],
    found !== own ? [" ", ...say("other-language")] : [],
    results.length && language === "zh" && !isChinese(query) ? [" ", inEnglish(query)] : [],
  ];
  status.replaceChildren(make("span", results.length ? {} : { class: "visually-hidden" }, counts), ...notes.flat());
  list.start = (page - 1) * A_PAGE + 1;
  list.replaceChildren(...here.map((one, at) => result(found, own, one, paths[at], answered.words, query)));
  turnPages(page, total, number);
  sayNothing(found, results, near, nearPaths, unfiltered, query);
  part("filters").hidden = !unfiltered;
  showFilters(own, answered.facets, question);
}

/** On a Chinese page, the way to the same words in the English ones. */
const inEnglish = (query) => make("a", { href: new URL(`en/search/?${new URLSearchParams({ q: forAddress(query) })}`, root), hreflang: "en" }, words["other-language"]);

/** What is said where nothing was found: that it is so, what the filters hold back, and the nearest names. */
function sayNothing(found, results, near, paths, unfiltered, query) {
  nothing.hidden = results.length > 0;
  indexes.hidden = results.length > 0 || near.length > 0 || unfiltered > 0;
  if (results.length) return;
  const key = !unfiltered ? "nothing" : unfiltered === 1 ? "nothing-filtered-one" : "nothing-filtered";
  const parts = [make("p", {}, say(key, { q: query.slice(0, 200), n: unfiltered }))];
  if (unfiltered) {
    const clear = make("button", { type: "button" }, words["without-filters"]);
    clear.addEventListener("click", () => go(cleared()).then(toStatus));
    parts.push(make("p", {}, clear));
  } else if (near.length) {
    const rows = near.map((record, at) => make("li", {}, titleLink(found, record, new URL(paths[at], root))));
    parts.push(make("h2", {}, words.nearest), make("ul", { class: "search-nearest" }, rows));
  }
  if (language === "zh" && !isChinese(query)) parts.push(make("p", {}, inEnglish(query)));
  nothing.replaceChildren(...parts);
}

function titleLink(found, record, href, attributes = {}) {
  return make("a", { href, lang: tag(found, record.title), ...attributes }, record.title);
}

/** The language of words that are not in the page's own. */
const tag = (found, text) => (language !== "zh" && (found.language === "zh" || isChinese(text)) ? "zh-Hans" : null);

/** A record that was found, with its passages. */
function result(found, own, one, path, asked, query) {
  const { record, passages } = one;
  const at = (anchor) => `${new URL(path, root)}?${new URLSearchParams({ mark: forAddress(query) })}${anchor ? `#${anchor}` : ""}`;
  const title = titleLink(found, record, at(""), { class: "search-result-title" });
  marked(title, record.title, asked, found);
  const facts = make("p", { class: "search-result-facts" }, make("span", { class: "row-label" }, named(own.types, found.types[record.type])), " ", record.date && dated(record.date), " ", state(found, own, record));
  const inner = [title, " ", facts];
  const others = [record.other, ...record.names].filter((name) => name && places(name, asked, found.language, found.folding).length);
  if (one.title && others.length && !title.querySelector("mark")) {
    const also = make("span", { lang: tag(found, others[0]) });
    marked(also, others[0], asked, found);
    inner.push(make("p", { class: "search-result-names" }, words["also-called"], " ", also));
  }
  const rows = passages.map((passage) => row(found, passage, record, at, asked));
  if (rows.length) {
    const shown = make("ol", { class: "search-passages" }, rows.slice(0, PASSAGES_SHOWN));
    inner.push(shown);
    if (rows.length > PASSAGES_SHOWN) inner.push(more(shown, rows));
    lookWhenSeen(shown, path);
  }
  return make("li", { class: "search-result" }, inner);
}

/** What one of the site's words (a type, a state) is called in the page's language. */
const named = (own, [key, label]) => own.find((one) => one[0] === key)?.[1] || label;

function row(found, passage, record, at, asked) {
  const label = make("a", { class: "search-passage-label", href: at(passage.anchor), lang: passage.label ? tag(found, passage.label) : null }, passage.label || (passage.anchor ? record.title : words.summary));
  if (passage.named) marked(label, passage.label, asked, found);
  const snippet = make("span", { class: "search-snippet", lang: tag(found, "") });
  const element = make("li", { class: "search-passage" }, label, " ", snippet);
  element.fill = (page) => fill(element, page, passage, record, found, asked);
  return element;
}

/** The rest of the passages, shown and taken away by a button. */
function more(shown, rows) {
  const rest = rows.slice(PASSAGES_SHOWN);
  const name = () => say("more-passages", { n: rest.length.toLocaleString(language) }).join("");
  const button = make("button", { type: "button", "aria-expanded": "false" }, name());
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "false";
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? words.fewer : name();
    if (open) shown.append(...rest);
    else for (const one of rest) one.remove();
    if (open && shown.page) for (const one of rest) one.fill(shown.page);
  });
  return make("p", { class: "search-more" }, button);
}

/** A result's page is fetched when the result is looked at: it has the words around what was found. */
const watched = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    watched.unobserve(target);
    read(`${target.path}index.html`).then((bytes) => {
      target.page = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
      for (const one of target.children) one.fill(target.page);
    }, () => {});
  }
});

function lookWhenSeen(shown, path) {
  shown.path = path;
  watched.observe(shown);
}

/** Puts the words around the first that was found into a passage's row. */
function fill(element, page, passage, record, found, asked) {
  const snippet = element.querySelector(".search-snippet");
  const anchors = new Set(record.pieces.map((piece) => piece.anchor));
  if (snippet.firstChild) return;
  const names = passage.named ? passage.label : "";
  const said = (place) => {
    const whole = place.tagName === "H2" ? place.closest("section") || place.parentElement : place;
    return wordsOf(whole, anchors, names);
  };
  const heads = passage.anchor ? [page.getElementById(passage.anchor)] : [".summary", ".lead", ".hall-head", ".record-head", ".terms"].map((name) => page.querySelector(name));
  const texts = heads.filter(Boolean).map(said);
  const text = texts.find((one) => places(one, asked, found.language, found.folding).length) || texts[0] || "";
  const stands = places(text, asked, found.language, found.folding);
  const around = AROUND[found.language];
  const [from, to] = stands[0] || [0, 0];
  let start = from > around ? from - around : 0;
  if (start && found.language === "en") start = text.indexOf(" ", start) + 1;
  let end = Math.max(to, start + 3 * around);
  if (end < text.length && found.language === "en") end = text.lastIndexOf(" ", end);
  const cut = text.slice(start, end);
  marked(snippet, `${start ? "…" : ""}${cut}${end < text.length ? "…" : ""}`, asked, found);
}

/** The words of a piece of a page, one space between blocks, without what has an anchor of its own, and without its name. */
function wordsOf(whole, anchors, name) {
  const copy = whole.cloneNode(true);
  for (const one of copy.querySelectorAll("[id]")) if (anchors.has(one.id) && one.id !== whole.id) one.remove();
  for (const one of copy.querySelectorAll("h1, .cite, .record-kind, .other-title, .rows, .law-life, .panel-links-title, .panel-links, .visually-hidden, [aria-hidden], script, svg")) one.remove();
  for (const one of copy.querySelectorAll("p, li, dd, dt, div, td, th, h2, h3, h4, figure, section, .law-number, .note, .step-line, .as-of")) {
    one.before(" ");
    one.append(" ");
  }
  const text = copy.textContent.replace(/\s+/g, " ").trim();
  const number = name.replace(/、$/, ""); // numbers stand on the page without their stop
  return number && text.startsWith(number) ? text.slice(number.length).trim() : text;
}

function marked(element, text, asked, found) {
  let end = 0;
  const parts = [];
  for (const [start, stop] of places(text, asked, found.language, found.folding)) {
    parts.push(text.slice(end, start), make("mark", {}, text.slice(start, stop)));
    end = stop;
  }
  element.replaceChildren(...parts, text.slice(end));
}

function state(found, own, record) {
  if (record.status < 0) return null;
  const status = found.statuses[record.status];
  return make("span", { class: `state state-${status[2]}` }, make("span", { class: "state-mark", "aria-hidden": "true" }), named(own.statuses, status));
}

/** A date in words: 2024年5月1日, 1 May 2024; shorter where less is known. */
function dated(date) {
  const exact = date.replace("~", "");
  const [, month, day] = exact.split("-");
  const shape = { year: "numeric", month: month && "long", day: day && "numeric", timeZone: "UTC" };
  const words = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", shape).format(new Date(exact));
  return make("time", { datetime: exact }, exact === date ? "" : language === "zh" ? "约" : "about ", words);
}

/** Where the eyes and the keyboard go when the link or button that was used is no longer there. */
function toStatus() {
  status.tabIndex = -1;
  status.focus();
}

function turnPages(page, total, number) {
  pages.hidden = total < 2;
  const link = (to, key, rel) => {
    if (to < 1 || to > total) return null;
    const one = make("a", { href: address({ page: to > 1 ? String(to) : "" }), rel }, words[key]);
    one.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      go({ page: to > 1 ? String(to) : "" }).then(toStatus);
    });
    return one;
  };
  pages.replaceChildren(...[link(page - 1, "page-previous", "prev"), make("span", {}, say("page-of", { n: number(page), total: number(total) })), link(page + 1, "page-next", "next")].filter(Boolean));
}

/** The choices of every filter with what each would leave; a chosen one that would leave nothing stays. */
function showFilters(own, counts, question) {
  const names = { type: own.types, status: own.statuses, topic: own.topics };
  for (const facet of facets) {
    const select = form.elements[facet];
    const every = select.options[0];
    const label = (value) => (names[facet] || []).find((one) => one[0] === value)?.[1] || value;
    const type = facet === "type" && own.types.find((one) => one[2] === question.type);
    const chosen = type ? type[0] : question[facet] || "";
    const choices = counts[facet].map(([value, count]) => [value, `${label(value)} (${count.toLocaleString(language)})`]);
    if (chosen && !choices.some(([value]) => value === chosen)) choices.push([chosen, `${label(chosen)} (0)`]);
    select.replaceChildren(every, ...choices.map(([value, text]) => make("option", { value }, text)));
    select.value = chosen;
    select.closest(".filter").hidden = choices.length < 2 && !chosen && select !== document.activeElement;
  }
  form.elements.sort.value = question.sort || "";
  if (form.elements.sort.selectedIndex < 0) form.elements.sort.value = "";
}

const cleared = () => Object.fromEntries([...facets, "sort", "page"].map((name) => [name, ""]));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go({ q: forAddress(form.elements.q.value), page: "" });
});
form.addEventListener("change", (event) => {
  if (event.target.name !== "q") go({ q: forAddress(form.elements.q.value) || asked().q, [event.target.name]: event.target.value, page: "" });
});
form.addEventListener("reset", (event) => {
  event.preventDefault();
  go(cleared());
});
addEventListener("popstate", () => { if (location.search !== answering) answer(); });
// Back from a result, the results stand where they stood.
addEventListener("pagehide", () => {
  const first = [...list.children].findIndex((one) => one.getBoundingClientRect().bottom > 0);
  if (first >= 0) history.replaceState({ first, top: list.children[first].getBoundingClientRect().top }, "");
});
attach(form);
answer().then(() => {
  const seen = history.state && list.children[history.state.first];
  if (seen) scrollBy({ top: seen.getBoundingClientRect().top - history.state.top, behavior: "instant" });
});
