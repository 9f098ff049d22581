// The words that led to a page, marked where they stand in it. The address says them: `?mark=…`.
import { indexOf } from "./find.js";
import { isChinese, places, understand } from "./words.js";

const MOST = 1000;
const BLOCK = "p, li, dd, dt, td, th, h1, h2, h3, h4, h5, h6, figcaption, blockquote, div, section, .law-number, .note, .step-line, .as-of";
const GAP = { data: " " };

/** Marks the words in the page's content; nothing happens where the index cannot be had. */
export async function markWords() {
  const query = new URLSearchParams(location.search).get("mark") || "";
  const { root, lang } = document.querySelector(".masthead-search").dataset;
  const language = isChinese(query) ? "zh" : lang;
  const index = await indexOf(language, new URL(root, location.href)).catch(() => null);
  if (!index) return;
  const { words } = understand(query, language, index.folding);
  for (const word of words) if (word.place) word.forms.push(...word.forms.map((form) => behind(form, word.place.name)), word.place.name);
  const nodes = textsOf(document.getElementById("_main"));
  const found = places(nodes.map((node) => node.data).join(""), words, language, index.folding).slice(0, MOST);
  for (const [start, end] of found.reverse()) wrap(nodes, start, end);
}

/** The article in `《name》article`. */
const behind = (form, name) => form.slice(form.indexOf(name) + name.length).replace(/^[》>]/, "");

/** The text nodes of the page, with a gap between blocks, as the index has it: a phrase may run over a number or a paragraph. */
function textsOf(content) {
  const nodes = [];
  let last = null;
  const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("nav, script, template, select, button, svg, .visually-hidden, .cite, .trail")) continue;
    const block = parent.closest(BLOCK);
    if (block !== last) nodes.push(GAP);
    last = block;
    nodes.push(node);
  }
  return nodes;
}

/** Puts a stretch of text that may run through several nodes into `mark` elements. */
function wrap(nodes, start, end) {
  let at = 0;
  for (const node of nodes) {
    const length = node.data.length;
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, length)];
    if (from < to && node !== GAP) {
      const mark = document.createElement("mark");
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      range.surroundContents(mark);
    }
    at += length;
    if (at >= end) return;
  }
}
