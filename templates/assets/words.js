// What readers type, as the index knows it: folded, cut into words; and where such words stand in a text.
// Folding is the same as in gongkai/search/folding.py; the signs that count as others come with the index.

const LONGEST = 120;
const HAN = /[\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/u;
const WORD = /[0-9]+(?:\.[0-9]+)*|[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;
const DIGITS = "零一二三四五六七八九";

/** As much of a query as goes into an address: more than is looked for, and hosts refuse addresses that are very long. */
export const forAddress = (query) => query.slice(0, 2 * LONGEST + 1);

/** Whether a text has Chinese characters. */
export const isChinese = (text) => HAN.test(text);

/** The words of folded English. */
export const tokens = (text) => text.match(WORD) || [];

/** The folding of an index: `alike` is two strings, of signs and of what each counts as. */
export class Folding {
  constructor([from, to]) {
    const target = [...to];
    this.alike = new Map([...from].map((sign, at) => [sign, target[at]]));
  }

  fold(text) {
    return this.map(text.normalize("NFKC"))[0];
  }

  /** The folded text, and for each of its UTF-16 units the place in `text` that it came from. */
  map(text) {
    let folded = "";
    const from = [];
    let at = 0;
    for (const sign of text) {
      if (!/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/.test(sign)) {
        for (const one of sign.normalize("NFKC").toLowerCase()) {
          let to = /[\s\u0000-\u001f\u007f-\u009f]/.test(one) ? " " : this.alike.get(one) || one;
          if (to === " " && (folded === "" || folded.endsWith(" "))) to = "";
          folded += to;
          for (let unit = 0; unit < to.length; unit++) from.push(at);
        }
      }
      at += sign.length;
    }
    const kept = [];
    const grouping = /([0-9]),(?=[0-9]{3}(?![0-9]))/g;
    for (let match; (match = grouping.exec(folded)); ) kept.push(match.index + 1);
    if (kept.length) {
      const commas = new Set(kept);
      folded = [...folded.split("")].filter((_, unit) => !commas.has(unit)).join("");
      return [folded.trimEnd(), from.filter((_, unit) => !commas.has(unit))];
    }
    return [folded.trimEnd(), from];
  }
}

/** A number from 1 to 9999 as Chinese writes it in the numbers of articles: 32 is 三十二, 110 is 一百一十. */
export function inChinese(number) {
  let words = "";
  let zero = false;
  const places = [[1000, "千"], [100, "百"], [10, "十"], [1, ""]];
  for (const [size, name] of places) {
    const digit = Math.floor(number / size) % 10;
    if (digit) {
      words += (zero && words ? "零" : "") + (size === 10 && digit === 1 && !words ? "" : DIGITS[digit]) + name;
      zero = false;
    } else zero = true;
  }
  return words;
}

/** A light stem: plurals, -ed, -ing and a last -e are set aside; nothing cleverer. */
export function stem(word) {
  if (word.length < 4 || /[^a-z']/.test(word)) return word;
  let root = word.replace(/'s?$/, "");
  if (/ies$/.test(root) && root.length > 4) root = root.slice(0, -3) + "y";
  else if (/(?:s|x|z|ch|sh)es$/.test(root)) root = root.slice(0, -2);
  else if (/[^sui]s$/.test(root)) root = root.slice(0, -1);
  const cut = root.replace(/(?:ed|ing)$/, "");
  if (cut !== root && cut.length > 2 && /[aeiouy]/.test(cut)) root = cut.replace(/([bdfgmnprt])\1$/, "$1");
  return root.length > 4 ? root.replace(/e$/, "") : root;
}

/** Whether a word of a text is found by a word that was typed: it begins with it, or has its stem. */
export function finds(typed, word, exact) {
  return word === typed || (!exact && ((typed.length > 2 && word.startsWith(typed)) || stem(word) === stem(typed)));
}

/**
 * A query as words. Each has the `text` that was meant, folded, `exact` where it stood in quotation marks, and
 * `forms`, any of which will do: strings in Chinese, lists of tokens in English. `place` is what a word that
 * names a law and one of its articles means: {name, anchor}. `whole` is the query as a name might have it, in
 * several ways. `cut` says that the query was too long.
 */
export function understand(query, language, folding) {
  const signs = [...query.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ")];
  const typed = signs.slice(0, LONGEST).join("");
  const words = new Map();
  const number = /("[^"]+"(?=\s|$)|“[^“”]+”(?=\s|$)|「[^「」]+」(?=\s|$))|(?:\bart(?:icles?)?\b\.?|§)\s*([0-9]{1,4})(?:-([0-9]{1,2}))?(?![0-9])/gi;
  const rest = typed.replace(number, (all, quoted, article, inserted) => {
    if (quoted) return all;
    add(numbered(Number(article), Number(inserted || 0), language));
    return " ";
  });
  const pieces = /"([^"]+)"(?=\s|$)|“([^“”]+)”(?=\s|$)|「([^「」]+)」(?=\s|$)|(\S+)/g;
  for (const [, straight, curly, corner, bare] of rest.matchAll(pieces)) {
    const quoted = straight || curly || corner;
    const text = folding.fold(quoted || bare);
    if (text) add(language === "zh" ? chinese(text, Boolean(quoted)) : english(text, Boolean(quoted)));
  }
  const [asTyped, meant] = [folding.fold(typed), [...words.values()].map((word) => word.text).join(" ")];
  const bare = (text) => (language === "zh" ? text.replace(/^[《<]|[》>]$/g, "") : tokens(text).join(" "));
  const whole = [asTyped, bare(asTyped), bare(meant)].filter(Boolean);
  return { words: [...words.values()], whole, cut: signs.length > LONGEST, most: LONGEST };

  function add(word) {
    if (word.forms.length) words.set(word.text + word.exact, word);
  }
}

function numbered(article, inserted, language) {
  const zh = `第${inChinese(article)}条${inserted ? `之${inChinese(inserted)}` : ""}`;
  const en = ["article", String(article), ...(inserted ? [String(inserted)] : [])];
  return { text: language === "zh" ? zh : en.join(" "), exact: true, forms: [language === "zh" ? zh : en] };
}

function english(text, exact) {
  const form = tokens(text);
  return { text: form.join(" "), exact, forms: form.length ? [form] : [] };
}

const ARTICLE = /^(.*?)第([0-9]+|[零〇一二三四五六七八九十百千两]+)条(?:之([0-9]+|[一二三四五六七八九十]+))?(.*)$/;

function chinese(text, exact) {
  const word = { text, exact, forms: [text] };
  const match = exact ? null : ARTICLE.exec(text);
  if (!match) return word;
  const [, name, number, inserted, behind] = match;
  if (Math.max(Number(number) || 1, Number(inserted) || 1) > 9999 || Number(number) === 0) return word;
  const said = (numeral) => (/^[0-9]/.test(numeral) ? inChinese(Number(numeral)) : numeral);
  const usual = `${name}第${said(number)}条${inserted ? `之${said(inserted)}` : ""}${behind}`;
  if (usual !== text) word.forms.push(usual);
  const bare = name.replace(/^[《<]|[》>]$/g, "");
  if (bare && /^(?:第[^条]{1,4}款)?(?:第[^条]{1,6}项)?$/.test(behind)) {
    const value = (numeral) => (/^[0-9]/.test(numeral) ? Number(numeral) : fromChinese(numeral));
    word.place = { name: bare, anchor: `art-${value(number)}${inserted ? `-${value(inserted)}` : ""}` };
  }
  return word;
}

function fromChinese(numeral) {
  let whole = 0;
  let digit = 0;
  for (const sign of numeral) {
    const size = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (size) {
      whole += (digit || 1) * size;
      digit = 0;
    } else digit = sign === "〇" ? 0 : sign === "两" ? 2 : DIGITS.indexOf(sign);
  }
  return whole + digit;
}

/** Where the words stand in a text: pairs of start and end, in order, none inside another. */
export function places(text, words, language, folding) {
  const [folded, from] = folding.map(text);
  const found = [];
  const note = (start, end) => found.push([from[start], end < from.length ? from[end] : text.length]);
  if (language === "zh") {
    for (const form of words.flatMap((word) => word.forms)) {
      for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + form.length)) note(at, at + form.length);
    }
  } else {
    const all = [...folded.matchAll(WORD)];
    for (const { forms, exact } of words) {
      for (const form of forms) {
        for (let at = 0; at + form.length <= all.length; at++) {
          if (form.every((typed, step) => finds(typed, all[at + step][0], exact))) {
            const last = all[at + form.length - 1];
            note(all[at].index, last.index + last[0].length);
          }
        }
      }
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let reached = 0;
  return found.filter(([start, end]) => {
    const stands = end > start && start >= reached;
    if (stands) reached = end;
    return stands;
  });
}
