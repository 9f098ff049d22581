// Slides: the page's sections one at a time on the whole screen. Without this file the page is an article.

/** How far a finger travels before it turns the slide. */
const SWIPE = 50;

function attach(deck) {
  const slides = Array.from(deck.querySelectorAll(".slide"));
  const start = deck.querySelector(".deck-start");
  const controls = deck.querySelector(".deck-controls");
  const number = deck.querySelector(".deck-number");
  const part = (name) => deck.querySelector(`[data-deck-${name}]`);
  const turns = { before: -1, after: 1 };
  let at = -1;
  let stilled = [];

  const presenting = () => at >= 0;
  const named = () => slides.findIndex((slide) => "#" + slide.id === location.hash);

  /** Nothing but the deck can be reached while it fills the screen. */
  function still() {
    for (let node = deck; node !== document.body; node = node.parentElement) {
      for (const other of node.parentElement.children) {
        if (other !== node && !other.inert) stilled.push(other);
      }
    }
    for (const other of stilled) other.inert = true;
  }

  function show(index) {
    at = Math.max(0, Math.min(slides.length - 1, index));
    slides.forEach((slide, place) => slide.classList.toggle("is-current", place === at));
    slides[at].scrollTop = 0;
    number.textContent = deck.dataset.slide.replace("{n}", at + 1).replace("{count}", slides.length);
    part("before").disabled = at === 0;
    part("after").disabled = at === slides.length - 1;
    history.replaceState(null, "", "#" + slides[at].id);
    slides[at].querySelector("h1, h2").focus({ preventScroll: true });
  }

  function begin() {
    const first = Math.max(0, named());
    deck.classList.add("is-presenting");
    document.documentElement.classList.add("has-deck");
    controls.hidden = false;
    still();
    show(first);
    // Where the browser refuses the whole screen, the deck fills its window.
    if (deck.requestFullscreen) deck.requestFullscreen().catch(() => {});
  }

  function end() {
    if (!presenting()) return;
    const last = slides[at];
    at = -1;
    deck.classList.remove("is-presenting");
    document.documentElement.classList.remove("has-deck");
    controls.hidden = true;
    for (const other of stilled) other.inert = false;
    stilled = [];
    if (document.fullscreenElement === deck) document.exitFullscreen();
    last.scrollIntoView();
    part("start").focus({ preventScroll: true });
  }

  function toggleNotes() {
    const shown = deck.classList.toggle("with-notes");
    part("notes").setAttribute("aria-pressed", String(shown));
  }

  /** Up and down first move through a slide that is longer than the screen. */
  function scrolls(step) {
    const { scrollTop, scrollHeight, clientHeight } = slides[at];
    return step > 0 ? scrollTop + clientHeight < scrollHeight - 1 : scrollTop > 1;
  }

  function pressed(event) {
    if (!presenting() || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const onControl = event.target.closest("button, a");
    if (key === "Escape") end();
    else if (key === "n" || key === "N") toggleNotes();
    else if (key === "Home") show(0);
    else if (key === "End") show(slides.length - 1);
    else if (key === "ArrowRight" || key === "PageDown") show(at + 1);
    else if (key === "ArrowLeft" || key === "PageUp") show(at - 1);
    else if (key === "ArrowDown" || key === "ArrowUp") {
      const step = key === "ArrowDown" ? 1 : -1;
      if (scrolls(step)) slides[at].scrollBy({ top: step * 80 });
      else show(at + step);
    } else if (key === " " && !onControl) show(at + (event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
  }

  let touch = null;
  deck.addEventListener("touchstart", (event) => { touch = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
  deck.addEventListener("touchend", (event) => {
    if (!presenting() || !touch) return;
    const { clientX, clientY } = event.changedTouches[0];
    const across = clientX - touch.clientX;
    if (Math.abs(across) >= SWIPE && Math.abs(across) > 2 * Math.abs(clientY - touch.clientY)) show(at + (across < 0 ? 1 : -1));
    touch = null;
  }, { passive: true });

  for (const [name, step] of Object.entries(turns)) part(name).addEventListener("click", () => show(at + step));
  part("start").addEventListener("click", begin);
  part("notes").addEventListener("click", toggleNotes);
  part("end").addEventListener("click", end);
  document.addEventListener("keydown", pressed);
  document.addEventListener("fullscreenchange", () => { if (!document.fullscreenElement) end(); });
  addEventListener("hashchange", () => { if (presenting() && named() >= 0) show(named()); });
  start.hidden = false;
}

for (const deck of document.querySelectorAll("[data-deck]")) attach(deck);
