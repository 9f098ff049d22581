// The search engine: an index made by gongkai/search, read in parts, and questions answered from it.
// It knows nothing of pages; `read` fetches a file by its address below the site and gives its bytes.
// The format of the files is told in docs/search.md.
import { Folding, finds, inChinese, isChinese, stem, tokens, understand } from "./words.js";

const NEAREST = 5;
const SUGGESTED = 8;
const MANY_OF_A_NAME = 5;
const SHORTEST_NAME = 3;

/** Fetches files by their address below `root`. The first file of an index is asked for anew each time. */
export function reader(root) {
  return async (path) => {
    const answer = await fetch(new URL(path, root), { cache: /^search\/[a-z]+\.json$/.test(path) ? "no-cache" : "default" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.arrayBuffer();
  };
}

const opened = new Map();

/** The index of a language, opened once for all that is on a page. */
export function indexOf(language, root) {
  if (!opened.has(language)) {
    const opening = openIndex(language, reader(root));
    opened.set(language, opening);
    opening.catch(() => forget(language));
  }
  return opened.get(language);
}

/** Has the index of a language opened anew the next time. */
export const forget = (language) => opened.delete(language);

/** Opens the index of a language, or fails with the error of `read`. */
export async function openIndex(language, read) {
  return new Index(JSON.parse(new TextDecoder().decode(await read(`search/${language}.json`))), read);
}

class Index {
  constructor(first, read) {
    Object.assign(this, { language: first.language, types: first.types, statuses: first.statuses, topics: first.topics });
    this.folding = new Folding(first.alike);
    this.keys = first.keys;
    this.parts = { p: first.tables, s: first.measures };
    const columns = first.records;
    this.records = columns.title.map((title, number) => ({
      number, title, other: columns.other[number], names: columns.names[number] || [], type: columns.type[number],
      status: columns.status[number], date: columns.date[number], topics: columns.topics[number], size: columns.size[number],
    }));
    let start = 0;
    this.block = first.block;
    this.starts = this.records.map((record) => {
      const at = start;
      record.size *= this.block;
      start += record.size;
      return at;
    });
    this.kept = new Map();
    this.file = (name) => this.once(name, () => read(`${first.folder}/${name}`));
  }

  /** What a file of JSON says. */
  json(name) {
    return this.once(`read ${name}`, async () => JSON.parse(new TextDecoder().decode(await this.file(name))));
  }

  /** What `make` gives, made once; a failure is not kept. */
  once(name, make) {
    if (!this.kept.has(name)) {
      const made = make();
      this.kept.set(name, made);
      Promise.resolve(made).catch(() => this.kept.delete(name));
    }
    return this.kept.get(name);
  }

  /**
   * The answer to a question. `filters` may name a type, a status, a year, a topic, and `sort` newest, oldest or title.
   * Gives the records found, best first, each with its passages; how many there are of each; what each filter would leave.
   * Where the passages of a result open, and what they are called, is told by `name`.
   */
  async search(query, filters = {}) {
    const asked = understand(query, this.language, this.folding);
    const hits = await Promise.all(asked.words.map((word) => this.positions(word)));
    const found = this.matching(asked, hits);
    const fits = facets.map((facet) => found.filter((one) => facets.every((other) => other === facet || passes(this, one.record, other, filters[other]))));
    const results = found.filter((one) => facets.every((facet) => passes(this, one.record, facet, filters[facet])));
    await this.findPassages(results, hits);
    results.sort(order(this, filters.sort, asked.words.length));
    return {
      ...asked,
      results,
      passages: results.reduce((sum, one) => sum + one.passages.length, 0),
      unfiltered: found.length,
      facets: Object.fromEntries(facets.map((facet, at) => [facet, counted(this, facet, fits[at])])),
    };
  }

  /** Where a word stands in the running text, in order. */
  async positions(word) {
    const lists = await Promise.all(word.forms.map((form) => (this.language === "zh" ? this.stretch([...form]) : this.phrase(form, word.exact))));
    if (word.place) lists.push(await this.named(word.place));
    return united(lists);
  }

  /** Positions of a stretch of characters: pairs that cover it, each at its distance from the first. No pair begins with a space. */
  async stretch(signs) {
    const wanted = [];
    for (let at = 0; at < signs.length; ) {
      const covered = at > 0 && signs[at - 1] !== " ";
      if (signs[at] !== " " && at + 1 < signs.length) {
        wanted.push([this.list(signs[at] + signs[at + 1]), at]);
        at += 2;
      } else {
        wanted.push(covered ? [this.list(signs[at - 1] + signs[at]), at - 1] : [this.beginning(signs[at], () => true), at]);
        at += 1;
      }
    }
    return together(await Promise.all(wanted.map(async ([list, distance]) => [await list, distance])));
  }

  /** Positions of words that stand side by side. */
  async phrase(form, exact) {
    const lists = await Promise.all(form.map((typed) => {
      if (exact) return this.list(typed);
      const root = stem(typed).replace(/y$/, ""); // policies has policy for its stem and does not begin with it
      let shared = 0;
      while (shared < root.length && root[shared] === typed[shared]) shared += 1;
      return this.beginning(typed.slice(0, shared), (word) => finds(typed, word, false));
    }));
    return together(lists.map((list, distance) => [list, distance]));
  }

  /** The articles that a law's name with a number means: where they begin. */
  async named({ name, anchor }) {
    const laws = this.records.filter((record) => this.titles(record).some((title) => title === name || (name.length >= SHORTEST_NAME && title.endsWith(name))));
    if (laws.length > MANY_OF_A_NAME) return new Uint32Array();
    const places = await Promise.all(laws.map(async (record) => {
      const number = (await this.pieces(record)).findIndex((piece) => piece.anchor === anchor);
      const [{ sizes }, row] = await this.part("s", record);
      return number < 0 ? [] : [this.starts[record.number] + this.block * sizes[row].slice(0, number).reduce((sum, size) => sum + size, 0)];
    }));
    return Uint32Array.from(places.flat()).sort();
  }

  /** The shard that may hold a key: the last that begins at it or before it. */
  shardOf(key) {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.keys[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  shard(number) {
    return this.once(number, async () => shardFrom(await this.file(`k${number}.bin`)));
  }

  /** Positions of one key. */
  async list(key) {
    const number = this.shardOf(key);
    return number < 0 ? new Uint32Array() : (await this.shard(number)).positions(key);
  }

  /** Positions of all keys that begin so and that `wanted` takes. */
  async beginning(start, wanted) {
    const last = this.shardOf(start + "\uffff");
    const numbers = [];
    for (let number = Math.max(this.shardOf(start), 0); number <= last; number++) numbers.push(number);
    const shards = await Promise.all(numbers.map((number) => this.shard(number)));
    const keys = shards.map((shard) => [shard, shard.keys.filter((key) => key.startsWith(start) && wanted(key))]);
    return united(keys.flatMap(([shard, some]) => some.map((key) => shard.positions(key))));
  }

  /** A record's names, folded: its titles in both languages, and what else it is called. */
  titles(record) {
    record.folded ||= [record.title, record.other, ...record.names].filter(Boolean).map((name) => this.folding.fold(name));
    return record.folded;
  }

  /** Records that have every word, in a name or in their text, with what is known before their pieces are. */
  matching({ words, whole }, hits) {
    if (!words.length) return [];
    const inText = hits.map((positions) => this.recordsOf(positions));
    const found = [];
    for (const record of this.records) {
      const titles = this.titles(record);
      const inTitle = words.map((word) => titles.some((title) => this.names(title, word)));
      if (words.every((_, at) => inTitle[at] || inText[at][record.number])) {
        found.push({ record, inTitle, title: titleRank(this.language === "zh" ? titles : titles.map((title) => tokens(title).join(" ")), whole, inTitle), passages: [] });
      }
    }
    return found;
  }

  /** Whether a name has a word: anywhere in Chinese, at the beginning of a word in Latin letters. */
  names(title, word) {
    return word.forms.some((form) => {
      if (typeof form !== "string") {
        const said = tokens(title);
        return said.some((_, at) => form.every((typed, step) => at + step < said.length && finds(typed, said[at + step], word.exact)));
      }
      for (let at = title.indexOf(form); at >= 0; at = title.indexOf(form, at + 1)) {
        if (!/^[a-z0-9]/.test(form) || !/[a-z0-9]/.test(title[at - 1] || "")) return true;
      }
      return false;
    });
  }

  recordsOf(positions) {
    const has = new Uint8Array(this.records.length);
    let record = 0;
    for (const position of positions) {
      while (record + 1 < this.starts.length && this.starts[record + 1] <= position) record += 1;
      has[record] = 1;
    }
    return has;
  }

  /** Puts into each result the passages that have any of the words, those with most of them first. */
  async findPassages(results, hits) {
    const inOrder = [...results].sort((a, b) => a.record.number - b.record.number).filter((one) => one.record.size);
    const next = hits.map(() => 0);
    const wanted = inOrder.filter((one) => {
      const [start, end] = [this.starts[one.record.number], this.starts[one.record.number] + one.record.size];
      one.hits = hits.map((positions, word) => {
        next[word] = notBefore(positions, start, next[word]);
        const from = next[word];
        next[word] = notBefore(positions, end, from);
        return positions.subarray(from, next[word]);
      });
      return one.hits.some((some) => some.length);
    });
    const measures = await Promise.all(wanted.map((one) => this.part("s", one.record)));
    wanted.forEach((one, at) => {
      const [{ sizes, heads }, row] = measures[at];
      const seen = new Map();
      one.hits.forEach((positions, word) => {
        let [number, start] = [0, this.starts[one.record.number]];
        for (const position of positions) {
          for (let size; start + (size = sizes[row][number] * this.block) <= position; number += 1) start += size;
          let passage = seen.get(number);
          if (!passage) seen.set(number, (passage = { number, words: 0, heading: 0, last: -1 }));
          if (passage.last === word) continue;
          passage.last = word;
          passage.words += 1;
          if (position < start + heads[row][number]) passage.heading += 1;
        }
      });
      one.passages = [...seen.values()].sort((a, b) => b.words - a.words || b.heading - a.heading || a.number - b.number);
      delete one.hits;
    });
  }

  /** The part of the index that has a record, of tables (p) or measures (s), and the record's row in it. */
  async part(kind, record) {
    const starts = this.parts[kind];
    let number = starts.length - 1;
    while (starts[number] > record.number) number -= 1;
    return [await this.json(`${kind}${number}.json`), record.number - starts[number]];
  }

  /** A record's address below the site, in the index's language. */
  async path(record) {
    const [table, row] = await this.part("p", record);
    return (this.language === "zh" ? "" : `${this.language}/`) + table.path[row];
  }

  /** A record's pieces in the order of the running text: anchor, label, and whether the label is their own or their section's. */
  async pieces(record) {
    if (record.pieces) return record.pieces;
    const [table, row] = await this.part("p", record);
    const sections = [];
    for (const [name, numbers] of Object.entries(table.sections[row])) for (const number of numbers) sections[number] = name;
    const labels = new Map(Object.entries(table.labels[row]));
    record.pieces = anchorsOf(table.anchors[row]).map((anchor, at) => {
      const label = labels.get(anchor) || articleName(anchor, this.language);
      return { anchor, label: label || sections[at] || "", named: Boolean(label) };
    });
    return record.pieces;
  }

  /** Gives the passages of a result the anchors and labels of their pieces. */
  async name(result) {
    const pieces = await this.pieces(result.record);
    for (const passage of result.passages) Object.assign(passage, pieces[passage.number]);
    return result;
  }

  /** Records whose names have most of the query's pairs of characters (threes in English), for when nothing was found. */
  nearest(query) {
    const asked = this.folding.fold(query.slice(0, 200));
    const [size, enough] = isChinese(asked) ? [2, 0] : [3, 0.3];
    const parts = (text) => new Set(pairsOf(size === 2 ? text : ` ${text} `, size));
    const wanted = parts(asked);
    const alike = this.records.map((record) => {
      const best = Math.max(...this.titles(record).map((title) => {
        const has = parts(title);
        const shared = [...wanted].filter((part) => has.has(part)).length;
        return shared / wanted.size + shared / (wanted.size + has.size);
      }));
      return [best, record];
    });
    return alike.filter(([likeness]) => likeness > enough).sort((a, b) => b[0] - a[0] || a[1].number - b[1].number).slice(0, NEAREST).map(([, record]) => record);
  }

  /** Names that begin with or hold what is being typed, in either language, or that are read so in pinyin. */
  async suggest(typed) {
    const wanted = this.folding.fold(typed.slice(0, 60));
    if (!wanted) return [];
    const sounds = /^[a-zü' ]+$/.test(wanted) ? wanted.replace(/[' ]/g, "").replaceAll("ü", "v") : "";
    const readings = sounds && (await this.json("readings.json"));
    const word = { forms: [wanted], exact: true };
    const found = [];
    for (const record of this.records) {
      const ranks = this.titles(record).map((title) => (title.startsWith(wanted) ? 0 : this.names(title, word) ? 1 : sounds && soundsLike(title, sounds, readings)));
      const rank = Math.min(...ranks.filter((one) => Number.isInteger(one)));
      if (rank <= 3) found.push([rank, record]);
    }
    return found.sort((a, b) => a[0] - b[0] || a[1].title.length - b[1].title.length || a[1].number - b[1].number).slice(0, SUGGESTED).map(([, record]) => record);
  }
}

/** The ways to narrow results, by their names in addresses. */
export const facets = ["type", "status", "year", "topic"];

const valuesOf = {
  type: (index, record) => [index.types[record.type][0]],
  status: (index, record) => (record.status < 0 ? [] : [index.statuses[record.status][0]]),
  year: (index, record) => (record.date ? [record.date.slice(0, 4)] : []),
  topic: (index, record) => record.topics.map((topic) => index.topics[topic][0]),
};

function passes(index, record, facet, value) {
  if (!value) return true;
  if (facet === "type" && index.types[record.type][2] === value) return true;
  return valuesOf[facet](index, record).includes(value);
}

/** The choices of a filter among some results: [value, how many], in the order of the site, years newest first. */
function counted(index, facet, found) {
  const counts = new Map();
  for (const { record } of found) for (const value of valuesOf[facet](index, record)) counts.set(value, (counts.get(value) || 0) + 1);
  const known = { type: index.types, status: index.statuses, topic: index.topics }[facet];
  const values = known ? known.map(([value]) => value).filter((value) => counts.has(value)) : [...counts.keys()].sort().reverse();
  return values.map((value) => [value, counts.get(value)]);
}

/** 4 the whole name, 3 its beginning or end, 2 all words in it, 1 some of them, 0 none. */
function titleRank(titles, whole, inTitle) {
  if (whole.some((words) => titles.includes(words))) return 4;
  if (titles.some((title) => whole.some((words) => title.startsWith(words) || title.endsWith(words)))) return 3;
  return inTitle.every(Boolean) ? 2 : inTitle.some(Boolean) ? 1 : 0;
}

function order(index, sort, words) {
  const inForce = (one) => (one.record.status < 0 || index.statuses[one.record.status][3] ? 1 : 0);
  const most = (one) => (words > 1 && one.passages.length ? one.passages[0].words : 0);
  const heading = (one) => one.passages.reduce((best, passage) => Math.max(best, passage.heading), 0);
  const listed = (a, b) => a.record.number - b.record.number;
  const newer = (a, b) => (b.record.date || "").localeCompare(a.record.date || "") || listed(a, b);
  const collator = new Intl.Collator(index.language === "zh" ? "zh-Hans" : "en");
  const orders = {
    newest: newer,
    oldest: (a, b) => (a.record.date ? 0 : 1) - (b.record.date ? 0 : 1) || a.record.date.localeCompare(b.record.date) || listed(a, b),
    title: (a, b) => collator.compare(a.record.title, b.record.title) || listed(a, b),
  };
  return Object.hasOwn(orders, sort ?? "") ? orders[sort] : ((a, b) => b.title - a.title || most(b) - most(a) || heading(b) - heading(a) || inForce(b) - inForce(a) || newer(a, b));
}

/** A shard: its keys, and the positions of one of them. */
function shardFrom(buffer) {
  const bytes = new Uint8Array(buffer);
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const keys = [];
  const counts = [];
  for (let left = number(), before = ""; left > 0; left--) {
    const kind = number();
    const shared = kind >> 5;
    let more = kind & 15;
    if (more === 15) more += number();
    let key = before.slice(0, shared) + String.fromCharCode(number() + (before.charCodeAt(shared) || 0));
    for (; more > 1; more--) key += String.fromCharCode((bytes[at++] << 8) | bytes[at++]);
    keys.push((before = key));
    counts.push(kind & 16 ? 1 : number());
  }
  const begins = new Map();
  keys.forEach((key, place) => {
    begins.set(key, [at, counts[place]]);
    for (let left = counts[place]; left > 0; left--) while (bytes[at++] > 127);
  });
  return {
    keys,
    positions(key) {
      const [start, count] = begins.get(key) || [0, 0];
      at = start;
      let position = 0;
      return Uint32Array.from({ length: count }, () => (position += number()));
    },
  };
}

/** Where lists meet: positions p such that each list has p + its distance. The shortest list leads. */
function together(lists) {
  if (!lists.length) return new Uint32Array();
  const [[shortest, first], ...others] = [...lists].sort((a, b) => a[0].length - b[0].length);
  let met = shortest.subarray();
  let base = first;
  met = met.filter((position) => position >= base).map((position) => position - base);
  for (const [list, distance] of others) {
    let at = 0;
    met = met.filter((position) => {
      at = notBefore(list, position + distance, at);
      return list[at] === position + distance;
    });
  }
  return met;
}

/** Several lists as one, in order, each position once. */
function united(lists) {
  const full = lists.filter((list) => list.length);
  if (full.length < 2) return full[0] || new Uint32Array();
  const all = new Uint32Array(full.reduce((sum, list) => sum + list.length, 0));
  let end = 0;
  for (const list of full) {
    all.set(list, end);
    end += list.length;
  }
  all.sort();
  return all.filter((position, at) => at === 0 || all[at - 1] !== position);
}

/** The first place in a list, from `at` on, whose position is not before the one given: near by first, then by halves. */
function notBefore(list, position, at) {
  let step = 1;
  while (at + step < list.length && list[at + step] < position) step *= 2;
  let low = at + (step >> 1);
  if (!(list[low] < position)) low = at;
  let high = Math.min(at + step + 1, list.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `art-1..3 ch-2 .` is art-1, art-2, art-3, ch-2 and the head of the page. */
function anchorsOf(text) {
  return text.split(" ").filter(Boolean).flatMap((run) => {
    const match = /^(.*?)([0-9]+)\.\.([0-9]+)$/.exec(run);
    if (!match) return [run === "." ? "" : run];
    const anchors = [];
    for (let number = Number(match[2]); number <= Number(match[3]); number++) anchors.push(match[1] + number);
    return anchors;
  });
}

/** What an article is called by its anchor: art-12-1 is 第十二条之一, Article 12-1. Others have labels of their own. */
function articleName(anchor, language) {
  const match = /^art-([0-9]+)(?:-([0-9]+))?$/.exec(anchor);
  if (!match) return "";
  if (language !== "zh") return `Article ${match[1]}${match[2] ? `-${match[2]}` : ""}`;
  return `第${inChinese(Number(match[1]))}条${match[2] ? `之${inChinese(Number(match[2]))}` : ""}`;
}

function pairsOf(text, size) {
  const signs = [...text];
  return signs.length < size ? [text] : signs.slice(size - 1).map((_, at) => signs.slice(at, at + size).join(""));
}

/** How well pinyin fits a Chinese name: 2 from its beginning, 3 from within, false not at all. Syllables may be cut short. */
function soundsLike(title, typed, readings) {
  const signs = [...title];
  const fits = (at, rest) => {
    if (!rest) return true;
    return at < signs.length && (readings[signs[at]] || "").split(" ").some((reading) => {
      if (!reading || reading[0] !== rest[0]) return false;
      if (reading.startsWith(rest)) return true;
      if (rest.startsWith(reading) && fits(at + 1, rest.slice(reading.length))) return true;
      return reading.length > 1 && fits(at + 1, rest.slice(1));
    });
  };
  const start = signs.findIndex((_, at) => fits(at, typed));
  return start < 0 ? false : start === 0 ? 2 : 3;
}
