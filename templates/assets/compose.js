// A text composed on the page, for the visitor's own mail program or to be copied. Nothing is sent and nothing is kept here.
// The words come from the form's data; without this script the page says what to write and where to.

/** Mail programs and the systems that start them cut longer addresses. */
const LONGEST = 1800;

/** A part of a mailto address: percent-encoded, lines ended as in mail (RFC 6068). Half a character, which no address can hold, is shown as lost. */
function encoded(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD").replace(/\r\n?|\n/g, "\r\n"));
}

function attach(form) {
  const { to, subject, first, colon } = form.dataset;
  const { article, about, comment, name } = form.elements;
  const shown = form.querySelector("[data-compose-text]");
  const mail = form.querySelector("[data-compose-mail]");
  const status = form.querySelector("[data-compose-status]");
  let tooLong = false;

  /** What will be sent: what it is about, the comment, and the name, each only where there is one. */
  function composed() {
    const line = (label, field, value) => (field && value.trim() ? label + colon + value.trim() : "");
    const head = [
      first,
      line(form.dataset.article, article, article && article.value ? article.selectedOptions[0].textContent : ""),
      line(form.dataset.about, about, about ? about.value : ""),
    ];
    const parts = [head.filter(Boolean).join("\n"), comment.value.trim(), line(form.dataset.name, name, name.value)];
    return parts.filter(Boolean).join("\n\n");
  }

  function say(words) {
    if (status.textContent !== words) status.textContent = words;
  }

  function update() {
    const text = composed();
    shown.textContent = text;
    if (!mail) return say("");
    mail.href = `${to}?subject=${encoded(subject)}&body=${encoded(text)}`;
    tooLong = mail.href.length > LONGEST;
    say(tooLong ? form.dataset.long : "");
  }

  /** Whether there is a comment; if not, says so and leads back to where it is written. */
  function written() {
    if (comment.value.trim()) return true;
    say(form.dataset.empty);
    comment.focus();
    return false;
  }

  /** Where the browser does not let the page copy, the text is marked for the visitor to copy. */
  function markText() {
    const range = document.createRange();
    range.selectNodeContents(shown);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    say(form.dataset.byHand);
  }

  async function copy() {
    if (!written()) return;
    try {
      await navigator.clipboard.writeText(composed());
      say(form.dataset.copied);
    } catch (error) {
      markText();
    }
  }

  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault()); // Enter in a line sends nothing
  form.querySelector("[data-compose-copy]").addEventListener("click", copy);
  if (mail) mail.addEventListener("click", (event) => written() || event.preventDefault());
  addEventListener("pageshow", update); // a page gone back to has its words again
  update();
  form.closest(".compose").querySelector("[data-compose-plain]").hidden = true;
  for (const one of [form, form.closest("[data-compose-fold]")]) if (one) one.hidden = false;
}

document.querySelectorAll("form[data-compose]").forEach(attach);
