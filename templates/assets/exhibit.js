// What pictures of the exhibition do beyond hanging there: seen large, laid over each other, walked through.
// Each opens in a room of its own, a dialog; the page behind it stays as it is and is complete without this file.
"use strict";
{
  const words = document.currentScript.dataset;
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  function element(name, className, content = "") {
    const made = document.createElement(name);
    made.className = className;
    made.append(content);
    return made;
  }

  function button(className, label, action) {
    const made = element("button", className, label);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  /** A button that shows a sign and says a word. */
  function tool(sign, label, action) {
    const made = button("look-tool", sign, action);
    made.setAttribute("aria-label", label);
    made.title = label;
    return made;
  }

  /** A dialog over the whole window: a stage, words that are read out when they change, tools, the way out. */
  function openRoom(name, className, tools) {
    const room = element("dialog", `look ${className}`);
    const stage = element("div", "look-stage");
    const told = element("div", "look-words");
    const bar = element("div", "look-tools");
    const closing = button("look-close", words.close, () => room.close());
    room.setAttribute("aria-label", name);
    told.setAttribute("aria-live", "polite");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", words.tools);
    bar.append(...tools);
    room.append(stage, told, bar, closing);
    document.body.append(room);
    room.addEventListener("close", () => room.remove());
    room.showModal();
    return { room, stage, told, bar };
  }

  // ---- pictures seen large

  const pictures = Array.from(document.querySelectorAll(".picture")).filter((one) => one.querySelector("img") && !one.closest("[data-zoom]"));

  /** The picture of a figure at its full size, to be put elsewhere. */
  function large(figure) {
    const image = figure.querySelector("img").cloneNode();
    image.removeAttribute("loading");
    if (image.srcset) image.sizes = "100vw";
    return image;
  }

  function showLarge(index) {
    let at = index;
    const step = (by) => { at = (at + by + pictures.length) % pictures.length; hang(); };
    const several = pictures.length > 1;
    const tools = several ? [tool("←", words.pictureBefore, () => step(-1)), tool("→", words.pictureAfter, () => step(1))] : [];
    const { room, stage, told, bar } = openRoom(words.enlarge, "look-large", tools);
    const count = element("span", "look-count");
    if (several) bar.append(count);
    function hang() {
      stage.replaceChildren(large(pictures[at]));
      told.replaceChildren(...Array.from(pictures[at].querySelector("figcaption").childNodes, (one) => one.cloneNode(true)));
      count.textContent = `${at + 1} / ${pictures.length}`;
    }
    if (several) room.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by) step(by);
    });
    hang();
  }

  // ---- two pictures laid over each other

  function layOver(compare) {
    const [left, right] = compare.querySelectorAll(".picture");
    const titles = Array.from(compare.querySelectorAll(".side-title"), (one) => withoutLinks(one).textContent.trim());
    const range = element("input", "look-range");
    const { stage, told } = openRoom(words.slide, "look-over", [range]);
    const upper = large(right);
    Object.assign(range, { type: "range", min: 0, max: 100, value: 50 });
    range.setAttribute("aria-label", words.slider);
    const cover = () => { upper.style.clipPath = `inset(0 0 0 ${100 - range.value}%)`; };
    range.addEventListener("input", cover);
    cover();
    stage.append(large(left), upper);
    told.append(...titles.map((title) => element("p", "look-side", title)));
    range.focus();
  }

  // ---- a picture to walk through

  let fetched = null;

  /** The viewer's script, asked for when somebody first wants it. It would write a style into the page, which the page forbids, did it not find something of that name there. */
  function seadragon(address) {
    fetched ??= new Promise((found, failed) => {
      const style = document.createElementNS(null, "style");
      style.setAttribute("data-openseadragon-mobile-css", "");
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => found(window.OpenSeadragon);
      script.onerror = () => { fetched = null; style.remove(); script.remove(); failed(new Error(address)); };
      document.head.append(style, script);
    });
    return fetched;
  }

  /** Words to be told again elsewhere: without numbers of sources, and not to be pressed. */
  function withoutLinks(place) {
    const copy = place.cloneNode(true);
    copy.querySelectorAll(".cite").forEach((one) => one.remove());
    copy.querySelectorAll("button").forEach((one) => one.replaceWith(...one.childNodes));
    return copy;
  }

  /** The other language's page at the same stop, for the masthead cannot be reached from the room. */
  function otherLanguage() {
    const link = document.querySelector(".language-switch").cloneNode(true);
    link.className = "look-language";
    return link;
  }

  function viewerOf(OpenSeadragon, zoom, stage) {
    const sizes = zoom.dataset.levels.split(" ").map((size) => size.split("x").map(Number));
    const [width, height] = sizes[sizes.length - 1];
    const viewer = new OpenSeadragon({
      element: stage,
      drawer: "canvas",
      showNavigationControl: false,
      animationTime: still.matches ? 0 : 1.2,
      visibilityRatio: 1,
      constrainDuringPan: true,
      minZoomImageRatio: 1,
      maxZoomPixelRatio: 2,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
      tileSources: {
        width, height, tileSize: Number(zoom.dataset.tile), minLevel: 0, maxLevel: sizes.length - 1,
        getTileUrl: (level, x, y) => new URL(`${zoom.dataset.tiles}${level}/${x}-${y}.webp`, document.baseURI).href,
      },
    });
    viewer.addHandler("canvas-key", (event) => { event.preventDefaultAction = true; });
    viewer.canvas.setAttribute("role", "application");
    viewer.canvas.setAttribute("aria-label", `${zoom.dataset.name}. ${words.keys}`);
    return viewer;
  }

  function walk(zoom, first) {
    const stops = Array.from(zoom.querySelectorAll(".stop"));
    let at = first ? stops.indexOf(first) : -1;
    let viewer = null;
    let box = null;
    const pan = (x, y) => viewer && move((view) => view.panBy(new box.Point(x * view.getBounds().width, y * view.getBounds().height), still.matches));
    const closer = (by) => viewer && move((view) => view.zoomBy(by, null, still.matches));
    const whole = () => { at = -1; tell(); if (viewer) viewer.viewport.goHome(still.matches); };
    const turn = (by) => { at = at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length; go(); };
    const moving = [
      tool("+", words.in, () => closer(1.6)), tool("−", words.out, () => closer(1 / 1.6)), tool("□", words.whole, whole),
      tool("←", words.left, () => pan(-0.3, 0)), tool("↑", words.up, () => pan(0, -0.3)),
      tool("↓", words.down, () => pan(0, 0.3)), tool("→", words.right, () => pan(0.3, 0)),
    ];
    const walking = stops.length ? [button("look-turn", words.before, () => turn(-1)), button("look-turn", words.after, () => turn(1))] : [];
    const numbers = stops.map((stop, index) => tool(String(index + 1), stop.querySelector(".stop-title").textContent, () => { at = index; go(); }));
    const { room, stage, told, bar } = openRoom(zoom.dataset.name, "look-walk", [...walking, ...numbers, ...moving]);
    const language = otherLanguage();
    const keys = {
      ArrowLeft: () => pan(-0.15, 0), ArrowRight: () => pan(0.15, 0), ArrowUp: () => pan(0, -0.15), ArrowDown: () => pan(0, 0.15),
      "+": () => closer(1.3), "=": () => closer(1.3), "-": () => closer(1 / 1.3), 0: whole, PageUp: () => turn(-1), PageDown: () => turn(1),
    };

    function move(how) {
      how(viewer.viewport);
      viewer.viewport.applyConstraints(still.matches);
    }
    /** What is to be seen, in words: read out, marked among the numbers, and kept in the address. */
    function tell() {
      const stop = stops[at];
      numbers.forEach((one, index) => one.setAttribute("aria-current", index === at ? "step" : "false"));
      if (!stop) return told.replaceChildren(element("p", "look-place", zoom.dataset.name));
      const place = element("p", "look-place", words.stop.replace("{n}", at + 1).replace("{count}", stops.length));
      told.replaceChildren(place, ...Array.from(stop.children, withoutLinks));
      history.replaceState(history.state, "", `#${stop.id}`);
      const there = new URL(document.querySelector(".language-switch").getAttribute("href"), document.baseURI);
      there.hash = stop.id;
      language.href = there.href;
      return stop;
    }
    function go() {
      const stop = tell();
      if (!viewer || !stop) return;
      const [x, y, width] = [stop.dataset.x, stop.dataset.y, stop.dataset.width].map((one) => Number(one) / 100);
      const tall = viewer.world.getItemAt(0).getBounds().height;
      viewer.viewport.fitBoundsWithConstraints(new box.Rect(x, y * tall, width, width * tall), still.matches);
    }

    bar.append(language);
    stage.append(large(zoom.querySelector(".picture")));
    room.addEventListener("keydown", (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? null : keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
    room.addEventListener("close", () => {
      if (viewer) viewer.destroy();
      if (document.activeElement === document.body) zoom.querySelector(".picture-button").focus();
    });
    tell();
    seadragon(zoom.dataset.zoom).then((OpenSeadragon) => {
      if (!room.open) return;
      box = OpenSeadragon;
      stage.replaceChildren();
      viewer = viewerOf(OpenSeadragon, zoom, stage);
      viewer.addOnceHandler("open", go);
      viewer.canvas.focus();
    }, () => moving.forEach((one) => one.remove())); // the picture stands still, its stops are told
  }

  /** Whether an address leads to a stop; if so, the picture opens there. */
  function openStop(hash) {
    const stop = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    const zoom = stop && stop.matches(".stop") && stop.closest("[data-zoom]");
    if (!zoom || document.querySelector("dialog.look")) return false;
    walk(zoom, stop);
    return true;
  }

  for (const [index, figure] of pictures.entries()) figure.querySelector(".picture-sheet").append(button("picture-button", words.enlarge, () => showLarge(index)));
  for (const compare of document.querySelectorAll("[data-slide]")) compare.append(button("picture-button", words.slide, () => layOver(compare)));
  for (const zoom of document.querySelectorAll("[data-zoom]")) {
    zoom.querySelector(".picture-sheet").append(button("picture-button", words.look, () => walk(zoom, null)));
    for (const title of zoom.querySelectorAll(".stop-title")) {
      const opening = button("stop-button", "", () => walk(zoom, title.closest(".stop")));
      opening.append(...title.childNodes);
      title.append(opening);
    }
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && openStop(link.hash)) event.preventDefault();
  });
  addEventListener("hashchange", () => openStop(location.hash));
  openStop(location.hash);
}
