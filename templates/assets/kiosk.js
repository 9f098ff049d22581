// Kiosk mode, for touch screens in a hall: large targets, no way out of the site, and everything forgotten when a visitor
// has gone. `site.js` starts it. Its words, bar and dialogs stand in templates on the page that explains it.
import { enlarge } from "./kioskwords.js";

const IDLE = 60;
const COUNTDOWN = 30;
const SHORTEST = { idle: 5, countdown: 20 };
const SLIDE = 9000;
const SVG = "http://www.w3.org/2000/svg";
const TOUCHES = ["pointerdown", "pointermove", "touchmove", "click", "keydown", "wheel", "scroll"];
const EDITING = /^[acvxyz]$/i;

/** The mode as the tab remembers it: the times in seconds, and the pages that this visitor has come through. */
function remembered() {
  const query = new URLSearchParams(location.search);
  const state = { idle: IDLE, countdown: COUNTDOWN, trail: [], ...JSON.parse(sessionStorage.getItem("kiosk") || "{}") };
  for (const name of ["idle", "countdown"]) if (query.has("kiosk") && query.has(name)) state[name] = Math.max(SHORTEST[name], Number(query.get(name)) || 0);
  if (query.has("kiosk")) {
    for (const name of ["kiosk", "idle", "countdown"]) query.delete(name);
    history.replaceState(null, "", location.pathname + (query.size ? `?${query}` : "") + location.hash);
  }
  return state;
}

/** Turns the mode on; `page` is the page that explains it, in the language of this one. */
export async function start(page, style) {
  const answer = await fetch(page);
  if (!answer.ok) {
    sessionStorage.removeItem("kiosk"); // a site without an exhibition has no kiosk
    style.remove();
    document.body.inert = false;
    return;
  }
  const explained = new DOMParser().parseFromString(await answer.text(), "text/html");
  const kiosk = { page, state: remembered(), part: (name) => part(explained, name, page) };
  kiosk.words = explained.querySelector("[data-kiosk-words]").dataset;
  kiosk.site = new URL(kiosk.words.root, page);
  kiosk.save = () => sessionStorage.setItem("kiosk", JSON.stringify(kiosk.state));
  document.documentElement.dataset.kiosk = "";
  history.scrollRestoration = "manual";
  addEventListener("pageshow", (event) => event.persisted && location.reload()); // nobody gets the page as another left it
  if (!style.sheet) await new Promise((done) => { style.onload = style.onerror = done; });
  const isAttract = location.pathname === page.pathname;
  if (isAttract) attract(kiosk);
  else {
    bar(kiosk);
    enlarge(kiosk.words.links);
    watchIdle(kiosk);
    scrollTo(0, 0);
    if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }
  lock(kiosk);
  document.body.inert = false;
}

/** A copy of one of the explaining page's templates, its links made whole. */
function part(explained, name, page) {
  const copy = document.importNode(explained.getElementById(`_kiosk-${name}`).content, true).firstElementChild;
  for (const link of copy.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), page).href;
  return copy;
}

/** Hall after hall fills the screen, until somebody touches it. */
function attract(kiosk) {
  const slides = [...document.querySelectorAll(".slides > li")];
  kiosk.state.trail = [];
  kiosk.save();
  document.documentElement.dataset.attract = "";
  document.body.append(kiosk.part("begin"));
  let shown = 0;
  const show = () => slides.forEach((slide, number) => slide.classList.toggle("slide-shown", number === shown));
  show();
  setInterval(() => {
    document.documentElement.dataset.attract = "moving"; // the first hall stands there at once
    shown = (shown + 1) % slides.length;
    show();
  }, SLIDE);
  let gone = false;
  const begin = (event) => {
    event.preventDefault();
    if (gone) return;
    gone = true;
    const chosen = event.target instanceof Element && event.target.closest(".kiosk-begin a");
    location.href = (chosen || document.querySelector(".kiosk-begin a")).href;
  };
  for (const kind of ["click", "pointerup", "keydown"]) addEventListener(kind, begin, { capture: true });
}

/** The masthead's words make room for the few that a visitor standing here needs. */
function bar(kiosk) {
  const { trail } = kiosk.state;
  const mine = kiosk.part("bar");
  const back = mine.querySelector("button");
  const here = () => location.pathname + location.search + location.hash;
  const arrived = () => {
    if (trail.at(-1) !== here()) trail.push(here());
    back.hidden = trail.length < 2;
    kiosk.save();
  };
  back.addEventListener("click", () => {
    trail.pop();
    kiosk.save();
    location.href = new URL(trail.at(-1), location.href).href;
  });
  addEventListener("hashchange", arrived);
  addEventListener("pagehide", () => {
    if (!sessionStorage.getItem("kiosk")) return; // ended, or forgotten
    if (trail.length && trail.at(-1).split(/[?#]/)[0] === location.pathname) trail[trail.length - 1] = here();
    kiosk.save();
  });
  document.querySelector(".masthead-groups").replaceWith(mine);
  arrived();
}

/** No way out: what leads elsewhere, is a file or is mail is shown as a code for the visitor's own phone. */
function lock(kiosk) {
  const isOutside = (address) => address.origin !== kiosk.site.origin || !address.pathname.startsWith(kiosk.site.pathname);
  const isFile = (address) => /\.(?!html?$)[a-z0-9]+$/i.test(address.pathname);
  const stop = (event) => event.preventDefault();
  window.open = () => null;
  window.print = () => {};
  for (const kind of ["contextmenu", "dragstart", "auxclick"]) addEventListener(kind, stop, { capture: true });
  addEventListener("keydown", (event) => {
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    if (isCommand && !event.getModifierState("AltGraph") && !EDITING.test(event.key)) event.preventDefault();
  }, { capture: true });
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a, area");
    if (!link || !link.hasAttribute("href")) return;
    const address = new URL(link.getAttribute("href"), document.baseURI);
    const kind = ["mailto:", "tel:"].includes(address.protocol) ? "contact" : isOutside(address) ? "site" : isFile(address) || link.hasAttribute("download") ? "file" : "";
    if (kind) {
      event.preventDefault();
      event.stopImmediatePropagation();
      showAway(kiosk, kind, address);
      return;
    }
    link.removeAttribute("target");
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) event.preventDefault();
  }, { capture: true });
  addEventListener("submit", (event) => {
    const form = event.target;
    const action = new URL(event.submitter?.getAttribute("formaction") || form.getAttribute("action") || location.href, document.baseURI);
    form.removeAttribute("target");
    if (form.method === "dialog" || !isOutside(action)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    showAway(kiosk, "contact", action);
  }, { capture: true });
}

/** An address as a code and as text. A file of this site is named by its public address, mail without what was typed. */
async function showAway(kiosk, kind, address) {
  let told = address.href;
  if (kind === "contact") told = told.split("?")[0];
  if (kind === "file") told = new URL(address.pathname.slice(kiosk.site.pathname.length), kiosk.words.public).href;
  const dialog = kiosk.part("away");
  for (const words of dialog.querySelectorAll("[data-for]")) words.hidden = words.dataset.for !== kind;
  dialog.querySelector("[data-address]").textContent = told.replace(/^(mailto|tel):/, "");
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  if (!kiosk.words.qrcode) return;
  try {
    const { default: qrcode } = await import(new URL(kiosk.words.qrcode, kiosk.page).href);
    dialog.querySelector("[data-code]").append(drawn(qrcode, told));
  } catch (error) {
    // Not to be had, or the address is too long for a code: it stands there as text.
  }
}

function drawn(qrcode, text) {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const all = [...Array(size).keys()];
  const dark = all.flatMap((row) => all.filter((column) => code.isDark(row, column)).map((column) => `M${column + 4} ${row + 4}h1v1h-1z`));
  const picture = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  picture.setAttribute("viewBox", `0 0 ${size + 8} ${size + 8}`);
  picture.setAttribute("shape-rendering", "crispEdges");
  picture.setAttribute("aria-hidden", "true");
  path.setAttribute("d", dark.join(""));
  picture.append(path);
  return picture;
}

/** After a while without a touch a dialog counts down; a touch goes on, the end forgets everything. Time is measured, not counted in ticks, for a sleeping tab ticks late. */
function watchIdle(kiosk) {
  const { idle, countdown } = kiosk.state;
  let touched = performance.now();
  let asking = null;
  const isPlaying = () => [...document.querySelectorAll("video")].some((video) => !video.paused && !video.ended);

  function ask(now) {
    const dialog = kiosk.part("idle");
    asking = { dialog, since: now, said: Infinity };
    dialog.addEventListener("close", () => {
      dialog.remove();
      asking = null;
    });
    document.body.append(dialog);
    dialog.showModal();
    count(now);
  }

  function count(now) {
    const left = Math.ceil(countdown - (now - asking.since) / 1000);
    if (left <= 0) return forget(kiosk);
    asking.dialog.querySelector("[data-left]").textContent = left;
    if (asking.said > 10 && (asking.said === Infinity || left <= 10)) {
      asking.said = left; // said twice: at the start and when ten seconds are left
      for (const words of asking.dialog.querySelectorAll("[data-words]")) words.textContent = words.dataset.words.replace("{n}", left);
    }
  }

  function tick() {
    const now = performance.now();
    if (isPlaying()) touched = now;
    if (asking?.held) return;
    if (asking) count(now);
    else if (now - touched >= idle * 1000) ask(now);
  }

  /** The dialog stays until the finger's click has landed on it, so that nothing beneath is touched. */
  function goOn(event) {
    if (event.type === "pointermove" && !event.movementX && !event.movementY) return; // the page moved under a resting mouse
    touched = performance.now();
    if (!asking || asking.held || event.type === "scroll") return;
    asking.held = true;
    const { dialog } = asking;
    setTimeout(() => dialog.close(), 400);
  }

  for (const kind of TOUCHES) addEventListener(kind, goOn, { capture: true, passive: true });
  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 500);
}

/** The next visitor finds nothing of the last one, and Chinese, as at the start. */
async function forget({ page, site, state }) {
  if (state.over) return;
  state.over = true;
  sessionStorage.clear();
  localStorage.clear();
  const paths = location.pathname.split("/").map((_, number, names) => names.slice(0, number + 1).join("/") || "/");
  for (const cookie of document.cookie.split("; ").filter(Boolean)) {
    for (const path of paths) for (const end of ["", "/"]) document.cookie = `${cookie.split("=")[0]}=; max-age=0; path=${path + end}`;
  }
  const kept = "caches" in window ? await caches.keys().catch(() => []) : [];
  await Promise.allSettled(kept.map((name) => caches.delete(name)));
  const chinese = new URL("exhibition/kiosk/", site);
  chinese.search = new URLSearchParams({ kiosk: "1", idle: state.idle, countdown: state.countdown });
  location.replace(chinese.href);
}
