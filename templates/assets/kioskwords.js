// Kiosk mode: what a finger can hit. A link in running text is too small for one, so its words stay as plain words and
// the links of a text are gathered after it as large buttons; a link that stands by itself gets a box of its own.

const OUTSIDE = "#_main a[href]:not(.kiosk-target)";
const TEXTS = [".prose, .law-article", "svg, table, dl, ul, ol, figure, blockquote, p"];
const SVG = "http://www.w3.org/2000/svg";

/** Makes every link of the page large enough, those that scripts bring later too. `name` is the label of a gathered list. */
export function enlarge(name) {
  const page = document.getElementById("_main");
  const watch = new MutationObserver(work);
  function work() {
    for (const link of page.querySelectorAll(OUTSIDE)) treat(link, name);
    watch.takeRecords();
  }
  watch.observe(page, { childList: true, subtree: true });
  work();
}

function treat(link, name) {
  if (link.matches(".term, .cite a") || leadsToItself(link)) makePlain(link);
  else if (link instanceof SVGElement || runsInText(link)) {
    gather(link, name);
    makePlain(link);
  } else {
    if (getComputedStyle(link).display === "inline") link.classList.add("kiosk-inline");
    link.classList.add("kiosk-target");
  }
}

/** The number of an article links to the article: to be copied, which nobody does here. */
function leadsToItself(link) {
  const address = link.getAttribute("href");
  return address.length > 1 && address.startsWith("#") && link.closest(`[id="${CSS.escape(decodeURIComponent(address.slice(1)))}"]`) !== null;
}

/** Whether words stand directly before or after a link; punctuation between links is none. */
function runsInText(link) {
  if (getComputedStyle(link).display !== "inline") return false;
  return [...link.parentNode.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.data));
}

function makePlain(link) {
  const words = link instanceof SVGElement ? document.createElementNS(SVG, "g") : document.createElement("span");
  for (const { name, value } of link.attributes) if (["id", "lang", "class"].includes(name)) words.setAttribute(name, value);
  words.classList.remove("term");
  words.append(...link.childNodes);
  link.replaceWith(words);
}

/** A button for the link in the list after its text, unless the list has it already. */
function gather(link, name) {
  const text = TEXTS.map((kind) => link.closest(kind)).find(Boolean) || link.parentNode;
  const address = link instanceof SVGElement ? new URL(link.getAttribute("href"), document.baseURI).href : link.href;
  let list = text.nextElementSibling;
  if (!list || !list.matches(".kiosk-links")) {
    list = document.createElement("ul");
    list.className = "kiosk-links";
    list.setAttribute("aria-label", name);
    text.after(list);
  }
  if ([...list.querySelectorAll("a")].some((one) => one.href === address)) return;
  const item = document.createElement("li");
  const button = document.createElement("a");
  button.className = "kiosk-target";
  button.href = address;
  button.lang = link.closest("[lang]").lang;
  button.textContent = (link.getAttribute("aria-label") || link.textContent).trim();
  item.append(button);
  list.append(item);
}
