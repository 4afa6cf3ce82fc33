// Searches an index that the crate mujaz-search made; its documentation describes the files.
//
//   const index = await open('/search/en/index.json');
//   const answer = await index.search('"prime minister" visit -cancelled', { tags: ['topic=economy'], from: 20000, to: 20030 });
//   for (const hit of answer.kinds.article.hits.slice(0, 10)) console.log(await answer.show(hit));
//
// It folds the query and looks its words up. If no text contains a word, it tries the word without its prefixes and
// endings, its broken plurals, then longer words that begin with it, and last words that sound alike or are one edit
// away, or two words that are written as one; `answer.near` contains those.

const FORMAT = 1;
// Number of words in an excerpt.
const AROUND = 34;
// Maximum size of a file that is fetched whole, in bytes.
const SMALL = 12e3;
// Size above which a list is skipped if the query has other words, in bytes.
const LONG = 24e3;

// --- words: the same rules as in fold.rs and token.rs ---

const REMOVED =
  /[\u00AD\u0300-\u036F\u0483-\u0489\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u08D3-\u08FF\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060-\u2069\u20D0-\u20FF\uFE20-\uFE2F\uFEFF]/g;
const LETTERS = { ٱ: 'ا', ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ', '’': "'", ʼ: "'", '‘': "'", '`': "'" };
const ZEROS = '٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐᥆꘠';

const digit = (c) => {
  const values = [...ZEROS].map((zero) => c.charCodeAt(0) - zero.charCodeAt(0));
  return values.find((value) => value >= 0 && value < 10) ?? c;
};

export const fold = (text) =>
  text
    .normalize('NFKD')
    .replace(REMOVED, '')
    .toLowerCase()
    .replace(REMOVED, '')
    .replace(/[^\0-_a-~]/gu, (c) => LETTERS[c] ?? digit(c))
    .normalize('NFC');

const known = new Map();

// Returns the words of a token, and their concatenation if there are several; for a percentage, the number with its sign.
export function words(token) {
  if (known.size > 2e4) known.clear();
  if (!known.has(token)) known.set(token, split(token));
  return known.get(token);
}

function split(token) {
  const parts = fold(token)
    .replace(/(\p{N})[,٬\u00A0\u202F ' ](?=\p{N})/gu, '$1')
    .replace(/(\p{N})[.٫](?=\p{N})/gu, '$1\u0001')
    .replace(/([\p{Alphabetic}\p{N}])'[\p{Alphabetic}\p{N}]?(?![\p{Alphabetic}\p{N}]).*/su, '$1')
    .split(/[^\p{Alphabetic}\p{N}\u0001]+/u)
    .filter(Boolean)
    .map((part) => part.replaceAll('\u0001', '.'));
  const whole = parts.length > 1 ? parts.join('') : parts[0];
  return { parts, whole: /\p{N}.?[%٪]$/u.test(token) ? `${parts.at(-1).match(/[\p{N}.]*$/u)}%` : whole };
}

const hash = (word) => {
  let sum = 0;
  for (let at = 0; at < word.length; at++) sum = (Math.imul(sum, 31) + word.charCodeAt(at)) >>> 0;
  return (((sum ^ (sum >>> 7) ^ (sum >>> 15)) >>> 0) % 127) + 1;
};

// Compares two strings in the order of the dictionary, by code points.
const isBefore = (a, b) => {
  const [one, other] = [[...a], [...b]];
  const at = one.findIndex((c, index) => c !== other[index]);
  return at < 0 ? one.length < other.length : other[at] !== undefined && one[at].codePointAt(0) < other[at].codePointAt(0);
};

// Returns the number of letters to insert, delete, replace or swap with the next to turn one word into the other; stops
// above `most`.
function edits(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

// --- queries ---

// Parses a query into words, phrases, and excluded ones. A number may have spaces between its thousands, and none before
// its unit.
export function parse(query) {
  const items = [];
  const text = query.replace(/(\p{N})\s+(?=[%٪])/gu, '$1').replace(/([\p{Nd}])[ \u00A0\u202F](?=\p{Nd}{3}(?!\p{Nd}))/gu, '$1,').replace(/([,.٫٬]\p{N}+)(?=\p{L})/gu, '$1 ');
  for (const [, minus, quoted, plain] of text.matchAll(/(?<![^\s([{])(-?)(?:["“„«”]([^"“”„«»]*)["”“»]?)|([^\s"“”„«»،؛/]+)/gu)) {
    const isOut = Boolean(minus) || /^-[\p{L}\p{N}]/u.test(plain ?? '');
    if (quoted !== undefined) {
      const phrase = quoted.split(/\s+/).flatMap((token) => words(token).parts);
      if (phrase.length) items.push({ phrase, isOut });
    } else {
      const { parts, whole } = words(plain);
      const apart = /\p{N},\p{N}/u.test(plain) ? plain.split(',').flatMap((part) => words(part).parts) : parts;
      if (whole) items.push({ word: whole, parts: apart, isOut });
    }
  }
  return items;
}

// --- files ---

class Bytes {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get isDone() {
    return this.at >= this.bytes.length;
  }

  number() {
    for (let [sum, scale] = [0, 1]; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      sum += (byte & 127) * scale;
      if (byte < 128) return sum;
    }
  }

  take(count) {
    return this.bytes.subarray(this.at, (this.at += count));
  }
}

const signed = (number) => (number % 2 ? -(number + 1) / 2 : number / 2);

function decode(bytes, base) {
  let text = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 127) text += String.fromCodePoint((bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[(at += 3)]);
    else text += String.fromCharCode(byte < 128 ? byte : base + byte - 128);
  }
  return text;
}

// Returns a reader of front-coded strings: each begins like the one before.
function front(base) {
  let last = [];
  return (from) => {
    const common = from.number();
    const rest = from.take(from.number());
    last = [...last.slice(0, common), ...rest];
    return decode(last, base);
  };
}

export async function open(address, options = {}) {
  const get = options.fetch ?? ((...args) => fetch(...args));
  const answer = await get(address, {});
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Index(address, await answer.json(), get);
}

export class Index {
  #files = new Map();
  #pieces = new Map();
  #get;
  #hasRanges = true;

  constructor(address, manifest, get = (...args) => fetch(...args)) {
    if (manifest.format !== FORMAT) throw new Error(`${address}: format ${manifest.format}, not ${FORMAT}`);
    this.address = address;
    this.manifest = manifest;
    this.#get = get;
  }

  // Returns the promise that `make` returned for a key; calls it once per key, again after a failure.
  #once(map, key, make) {
    if (!map.has(key)) {
      const made = make();
      made.catch(() => map.delete(key));
      map.set(key, made);
    }
    return map.get(key);
  }

  async #fetched(name, headers) {
    const url = new URL(name, new URL(this.address, globalThis.location?.href));
    const answer = await this.#get(url, { headers });
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return { part: answer.status === 206, bytes: new Uint8Array(await answer.arrayBuffer()) };
  }

  #file(name) {
    return this.#once(this.#files, name, async () => (await this.#fetched(name, {})).bytes);
  }

  // Fetches a range of a file; the whole file if the host does not support ranges.
  async #range(name, size, from, to) {
    if (this.#hasRanges && size > SMALL && !this.#files.has(name)) {
      const piece = await this.#once(this.#pieces, `${name} ${from} ${to}`, () => this.#fetched(name, { range: `bytes=${from}-${to - 1}` }));
      if (piece.part) return piece.bytes;
      this.#hasRanges = false;
      this.#files.set(name, Promise.resolve(piece.bytes));
    }
    return (await this.#file(name)).subarray(from, to);
  }

  // Fetches a file of the dictionary; maps each key to its references.
  #dictionary(index) {
    const [, name] = this.manifest.dictionary[index];
    return this.#once(this.#pieces, name, async () => {
      const from = new Bytes(await this.#file(name));
      const next = front(this.manifest.base);
      const keys = new Map();
      let [place, length] = [0, 0];
      while (!from.isDone) {
        const key = next(from);
        const refs = [];
        for (let count = from.number(); count > 0; count--) {
          const step = from.number();
          place += signed(Math.floor(step / 2));
          if (step > 1 || !place) length = from.number();
          refs.push({ place, length, isWeak: step % 2 === 1 });
        }
        keys.set(key, refs);
      }
      return keys;
    });
  }

  #pieceOf(key) {
    const { dictionary } = this.manifest;
    let [low, high] = [0, dictionary.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isBefore(key, dictionary[middle][0])) high = middle - 1;
      else low = middle;
    }
    return low;
  }

  async #refs(key) {
    return (await this.#dictionary(this.#pieceOf(key))).get(key) ?? [];
  }

  async #strong(key) {
    return (await this.#refs(key)).filter((ref) => !ref.isWeak);
  }

  // Finds the keys that begin with `start`, shortest first.
  async #beginning(start) {
    const first = this.#pieceOf(start);
    const pieces = await Promise.all([first, Math.min(first + 1, this.manifest.dictionary.length - 1)].map((one) => this.#dictionary(one)));
    const keys = new Map(pieces.flatMap((piece) => [...piece].filter(([key]) => key.startsWith(start))));
    return [...keys].sort(([a], [b]) => a.length - b.length).slice(0, 16);
  }

  // Fetches a class: its words, each with its records and its weight in each.
  #block({ place, length }) {
    return this.#once(this.#pieces, place, async () => {
      const { postings, base } = this.manifest;
      const piece = postings.findLast(([start]) => start <= place);
      const [start, name, size] = piece;
      const from = new Bytes(await this.#range(name, size, place - start, place - start + length));
      const next = front(base);
      const all = Array.from({ length: from.number() }, () => ({ word: next(from), count: from.number(), size: from.number(), after: from.number() }));
      let after = place - start + length;
      for (const one of all) {
        one.docs = new Uint32Array(one.count);
        one.counts = new Float32Array(one.count);
        for (let [at, doc] = [0, 0]; at < one.count; at++) {
          const byte = from.bytes[from.at++];
          one.docs[at] = doc += byte < 224 ? byte >> 5 : 7 + from.number();
          one.counts[at] = (2 ** ((byte & 31) / 3.7) - 1) / 8;
        }
        // Fetches the hashes of the words that follow this one in each record.
        const [begin, end] = [after, (after += one.after)];
        one.next = () => (begin === end ? null : this.#range(name, size, begin, end));
      }
      return all;
    });
  }

  // Returns a word without its possible prefixes and endings, longest first.
  #shorter(word) {
    const { prefixes, endings } = this.manifest;
    const bare = prefixes.filter((prefix) => word.startsWith(prefix) && word.length - prefix.length > (prefix === 'ال' ? 1 : 2)).map((prefix) => word.slice(prefix.length));
    const ends = (form) => endings.filter(([end]) => form.endsWith(end) && form.length - end.length > 2).map(([end, to]) => form.slice(0, form.length - end.length) + to);
    return [...bare, ...[word, ...bare].flatMap(ends)].sort((a, b) => b.length - a.length);
  }

  // Returns the broken plurals or singulars that a word may have, with or without its article, and unchanged forms.
  #plurals(word, shorter) {
    const forms = [word, ...shorter.filter((form) => word.endsWith(form) && word.length - form.length > 1)];
    return forms.flatMap((form) => this.manifest.patterns.map(([from, to]) => form.replace(RegExp(`^${from}$`), to)));
  }

  // Looks a word up: returns references, the weight of a match, and the similar words if only those were found.
  async #find(word) {
    const shorter = this.#shorter(word);
    const long = shorter.filter((form) => form.length > 3);
    const strong = (form) => this.#strong(form);
    const longer = async (start) => (start.length < 2 ? [] : (await this.#beginning(start)).flatMap(([, refs]) => refs.filter((ref) => !ref.isWeak)));
    let similar;
    for (const [counts, find, ...forms] of [
      [1, strong, word],
      [0.8, strong, ...shorter],
      [0.7, (form) => this.#refs(form), word, ...long, ...this.#plurals(word, shorter)],
      [0.6, longer, word],
      [0.5, async () => (similar = await this.#near(word)).refs, word],
      [0.6, longer, ...long],
    ]) {
      for (const form of forms) {
        const refs = await find(form);
        if (refs.length) return { ...similar, refs, counts };
      }
    }
    return { refs: [] };
  }

  // Finds words that sound alike or are one edit away.
  async #near(word) {
    if (word.length < 4 || /\p{N}/u.test(word)) return { refs: [] };
    const most = word.length < 6 ? 1 : 2;
    const found = [];
    const sound = [...word].map((c, at) => (this.manifest.sounds[c] === '' && !at ? '*' : (this.manifest.sounds[c] ?? c))).join('').replace(/(.)\1+/gu, '$1');
    for (const ref of [...sound].length > 2 ? (await this.#refs(`~${sound}`)).slice(0, 12) : []) {
      const [[distance, form]] = (await this.#block(ref)).map((one) => [edits(word, one.word, most), one.word]).sort(([a], [b]) => a - b);
      // Words that sound alike rank before others at the same distance.
      if (distance <= most) found.push(...(await this.#strong(form)).map((each) => [distance - 0.5, form, each]));
    }
    // An error in the first letters leads to another file of the dictionary.
    const starts = [word, word.slice(1), word[0] + word.slice(2), word[1] + word[0] + word.slice(2)];
    const pieces = await Promise.all([...new Set(starts.map((start) => this.#pieceOf(start)))].map((one) => this.#dictionary(one)));
    for (const piece of pieces) {
      for (const [key, refs] of piece) {
        if (key[0] === '~' || edits(word, key, 1) > 1) continue;
        found.push(...refs.filter((ref) => !ref.isWeak).map((ref) => [1, key, ref]));
      }
    }
    const least = Math.min(...found.map(([distance]) => distance));
    const best = found.filter(([distance]) => distance === least).slice(0, 6);
    return { refs: best.map(([, , ref]) => ref), near: [...new Set(best.map(([, form]) => form))] };
  }

  // Splits a word that no text contains into two that the texts contain, or into a number and its unit.
  async #split(word) {
    for (let at = word.length - 1; at; at--) {
      const text = `${word.slice(0, at)} ${word.slice(at)}`;
      if (!/^([\p{N}.]+ \P{N}+|\P{N}{3,} \P{N}{3,})$/u.test(text)) continue;
      const terms = [];
      for (const word of text.split(' ')) terms.push({ word, refs: await this.#refs(word), counts: 1 });
      if (terms.every(({ refs }) => refs.length)) return [{ ...terms[0], typed: word, near: [text] }, terms[1]];
    }
    return [{ refs: [] }];
  }

  // Looks the words of a query up. Words that are only found as one are joined; a word that is only found in parts is
  // split.
  async #terms(items) {
    const terms = [];
    for (let at = 0; at < items.length; at++) {
      const { word, parts, phrase, isOut } = items[at];
      if (phrase) {
        terms.push({ phrase, isOut });
        continue;
      }
      const strong = await this.#strong(word);
      if (word.endsWith('%')) {
        // Where no text has the percentage, the number is searched for.
        const bare = word.slice(0, -1);
        terms.push(strong.length ? { word, isOut, refs: strong, counts: 1, also: `=${bare}` } : { word: bare, isOut, ...(await this.#find(bare)) });
        continue;
      }
      if (parts.length > 1) {
        const each = await Promise.all(parts.map(async (part) => ({ word: part, isOut, ...(await this.#find(part)) })));
        if (strong.length) terms.push({ word, isOut, refs: strong, counts: 1, each });
        else terms.push(...each);
        continue;
      }
      const found = await this.#find(word);
      const next = items[at + 1];
      if ((!found.refs.length || found.counts < 0.8) && next?.word && !isOut && !next.isOut) {
        const refs = await this.#strong(word + next.word);
        if (refs.length) {
          terms.push({ word: word + next.word, refs, counts: 1 });
          at++;
          continue;
        }
      }
      const split = found.refs.length || isOut ? [found] : await this.#split(word);
      for (const term of split) terms.push({ word, isOut, ...term });
    }
    return terms;
  }

  // Returns the weight of a term in each record, and collects the forms to mark.
  async #weigh(term) {
    const counts = new Float32Array(this.manifest.records);
    const unique = [...new Map(term.refs.map((ref) => [ref.place, ref])).values()];
    for (const block of await Promise.all(unique.map((ref) => this.#block(ref)))) {
      for (const { word, docs, counts: each } of block) {
        const scale = term.counts * (word === term.word ? 1 : word[0] === '\u0002' ? 0.5 : 0.75);
        docs.forEach((doc, at) => (counts[doc] += scale * each[at]));
        if (word[0] === '\u0002') word.slice(1).split(' ').forEach((one) => term.names.add(one));
        else term.marks.add(word);
      }
    }
    // For a word with a hyphen, also records with all of its parts count.
    for (const part of term.each ?? []) Object.assign(part, { marks: term.marks, names: term.names });
    const each = await Promise.all((term.each ?? []).map((part) => this.#weigh(part)));
    if (each.length) counts.forEach((count, doc) => (counts[doc] = Math.max(count, each.reduce((least, one) => Math.min(least, one[doc]), Infinity))));
    return counts;
  }

  // Finds the forms of a word in a phrase: the word itself, and for the first word also those with prefixes.
  async #literal(word, isFirst) {
    const blocks = await Promise.all((await this.#refs(word)).map((ref) => this.#block(ref)));
    const is = (form) => form === word || (isFirst && form.endsWith(word) && this.manifest.prefixes.includes(form.slice(0, -word.length)));
    return blocks.flat().filter((one) => is(one.word));
  }

  // Finds the records with a phrase. The index only stores hashes of following words, so a few results are verified in
  // their texts.
  async #phrase(term) {
    const { phrase, marks } = term;
    const counts = new Float32Array(this.manifest.records);
    const forms = await Promise.all(phrase.map((word, at) => this.#literal(word, at === 0)));
    const all = new Uint8Array(counts.length);
    for (const [at, each] of forms.entries()) {
      const follows = at + 1 < phrase.length && hash(phrase[at + 1]);
      for (const one of each) {
        marks.add(one.word);
        const next = follows ? await one.next() : null;
        for (let [index, place] = [0, 0]; index < one.count; index++) {
          let is = !next;
          for (let more = next; more; ) {
            is ||= (next[place] & 127) === follows;
            more = next[place++] & 128;
          }
          const doc = one.docs[index];
          if (is && all[doc] >= at) all[doc] = at + 1;
          if (is) counts[doc] += one.counts[index];
        }
      }
    }
    const docs = [...all.keys()].filter((doc) => all[doc] === phrase.length);
    const isSeen = async (doc) => {
      const { title, blocks } = await this.#text(doc);
      const lines = [title, ...blocks.map((block) => block.tokens)].map((tokens) => tokens.flatMap((token) => words(token).parts));
      const starts = new Set(forms[0].map((one) => one.word));
      return lines.some((line) => line.some((word, at) => starts.has(word) && phrase.every((other, index) => !index || line[at + index] === other)));
    };
    const seen = docs.length > 24 || phrase.length < 2 ? docs.map(() => true) : await Promise.all(docs.map(isSeen));
    const kept = new Set(docs.filter((_, index) => seen[index]));
    counts.forEach((_, doc) => kept.has(doc) || (counts[doc] = 0));
    return counts;
  }

  async #days() {
    const days = new Int32Array(this.manifest.records);
    const from = new Bytes(await this.#file(this.manifest.when));
    let doc = 0;
    for (const [,] of this.manifest.kinds) {
      let day = 0;
      for (let runs = from.number(); runs > 0; runs--) {
        const step = from.number();
        if (step) day += signed(step - 1);
        const count = from.number();
        days.fill(step ? day : -1e9, doc, doc + count);
        doc += count;
      }
    }
    return days;
  }

  // Returns the records that the filters accept.
  async #allowed({ tags = [], from, to }, days) {
    const allowed = new Uint8Array(days.length).fill(1);
    for (const tag of tags) {
      const has = new Uint8Array(days.length);
      for (const ref of await this.#refs(`\u0001${tag}`)) for (const { docs } of await this.#block(ref)) docs.forEach((doc) => (has[doc] = 1));
      has.forEach((is, doc) => (allowed[doc] &= is));
    }
    days.forEach((day, doc) => (allowed[doc] &= (from ?? to) === undefined || (day > -1e9 && day >= (from ?? day) && day <= (to ?? day))));
    return allowed;
  }

  async search(query, filters = {}) {
    const days = await this.#once(this.#pieces, 'days', () => this.#days());
    const [allowed, terms] = await Promise.all([this.#allowed(filters, days), this.#terms(parse(query))]);
    const near = [];
    const weigh = async (wanted) => {
      const least = Math.min(...wanted.map((term) => Math.max(0, ...(term.refs ?? []).map((ref) => ref.length))));
      const heavy = (term) => term.refs?.some((ref) => ref.length > LONG) && least < LONG;
      return Promise.all(wanted.map(async (term) => {
        // `also` is the number of a percentage: tokens that are this number alone are marked, such as that of 35 per cent.
        term.marks = new Set([term.word, term.also].filter(Boolean));
        term.names = new Set();
        if (term.phrase) return this.#phrase(term);
        return heavy(term) && !term.isOut ? null : this.#weigh(term);
      }));
    };
    const wanted = terms.filter((term) => !term.isOut);
    const weighed = await weigh(wanted);
    // If no text contains a phrase, its words are searched for instead.
    for (const [at, { phrase }] of [...wanted.entries()].reverse()) {
      if (!phrase || weighed[at].some(Boolean)) continue;
      const loose = await this.#terms(phrase.map((word) => ({ word, parts: [word] })));
      if (phrase.length > 1) near.push({ word: phrase.join(' '), shown: loose.filter((term) => term.refs.length).map((term) => term.word), isPhrase: true });
      wanted.splice(at, 1, ...loose);
      weighed.splice(at, 1, ...(await weigh(loose)));
    }
    for (const { word, typed = word, near: shown } of wanted) if (shown?.length) near.push({ word: typed, shown });
    const out = terms.filter((term) => term.isOut && (term.phrase || term.counts >= 0.8));
    for (const counts of await weigh(out)) counts.forEach((count, doc) => count && (allowed[doc] = 0));
    return new Answer(this, wanted, this.#rank(weighed.filter(Boolean), allowed, days), near, (doc) => this.#text(doc));
  }

  // Ranks the records of each kind, best first: those with all words, or else those with some.
  #rank(weighed, allowed, days) {
    const { records, kinds } = this.manifest;
    const [scores, found] = [new Float32Array(records), new Uint8Array(records)];
    for (const counts of weighed) {
      const having = counts.reduce((sum, count) => sum + (count > 0), 0);
      const rarity = Math.log(1 + (records - having + 0.5) / (having + 0.5));
      counts.forEach((count, doc) => {
        if (!count) return;
        scores[doc] += (rarity * count) / (count + 1.2);
        found[doc]++;
      });
    }
    const newest = days.reduce((a, b) => Math.max(a, b), -1e9);
    const answer = {};
    for (const [kind, first, count] of kinds) {
      const docs = [];
      for (let doc = first; doc < first + count; doc++) if (found[doc] && allowed[doc]) docs.push(doc);
      const most = docs.reduce((most, doc) => Math.max(most, found[doc]), 0);
      const isWhole = most === weighed.length;
      const score = (doc) => scores[doc] * (1 + 0.1 * 2 ** ((days[doc] - newest) / 365));
      const hits = docs.filter((doc) => !isWhole || found[doc] === most).map((doc) => ({ doc, score: score(doc), words: found[doc] }));
      hits.sort((a, b) => b.words - a.words || b.score - a.score || b.doc - a.doc);
      answer[kind] = { hits, isWhole };
    }
    return answer;
  }

  #table() {
    return this.#once(this.#pieces, 'table', async () => {
      const from = new Bytes(await this.#file(this.manifest.table));
      const next = front(this.manifest.base);
      const table = [''];
      while (!from.isDone) table.push(next(from));
      return table;
    });
  }

  // Fetches the displayed text of a record.
  async #text(doc) {
    const { texts, lengths, base } = this.manifest;
    const group = Math.floor(doc / 4096);
    const piece = texts.findLastIndex(([first]) => first <= doc);
    const [first, name] = texts[piece];
    const [table, sizes] = await Promise.all([this.#table(), this.#file(lengths[group])]);
    const from = new Bytes(sizes);
    const until = texts[piece + 1]?.[0] ?? Infinity;
    let [start, end, size] = [0, 0, 0];
    for (let record = group * 4096; record < until && !from.isDone; record++) {
      const length = from.number();
      if (record < first) continue;
      if (record < doc) start += length;
      if (record === doc) end = start + length;
      size += length;
    }
    const text = new Bytes(await this.#range(name, size, start, end));
    const address = new TextDecoder().decode(text.take(text.number()));
    const [lines, blocks, tokens] = [[], [], []];
    while (!text.isDone) {
      const number = text.number();
      const token = number ? table[number] : decode(text.take(text.number()), base);
      if (token === '\u0004') lines.push(tokens.splice(0));
      else if (/^[\u0003\u0005]/.test(token)) blocks.push({ anchor: token.slice(1), isHeading: token[0] === '\u0005', tokens: [] });
      else (blocks.at(-1)?.tokens ?? tokens).push(token);
    }
    return { address, title: lines[0], notes: lines.slice(1), blocks };
  }
}

// Joins tokens into spans of text, cut where marked words begin and end.
function spans(tokens, isMarked = () => false) {
  const parts = [];
  let glue = '';
  for (const token of tokens) {
    const text = token.replaceAll('\u0002', '');
    if (token[0] === '\u0002') glue = '';
    const mark = isMarked(token);
    const last = parts.at(-1);
    if (last && !last.mark && !mark) last.text += glue + text;
    else {
      if (last && glue) last.mark ? parts.push({ text: glue }) : (last.text += glue);
      if (!mark && parts.length && !parts.at(-1).mark) parts.at(-1).text += text;
      else parts.push({ text, mark });
    }
    glue = token.at(-1) === '\u0002' ? '' : ' ';
  }
  return parts;
}

const isEnd = (token) => /[.!?؟…]/.test(token ?? '.') && !/[\p{L}\p{N}]/u.test(token ?? '.');

class Answer {
  #terms;
  #text;
  #index;

  constructor(index, terms, kinds, near, text) {
    this.#index = index;
    this.#terms = terms;
    this.#text = text;
    // For each kind { hits, isWhole }; `isWhole` is true if the hits have all words.
    this.kinds = kinds;
    // For each word that no text contains { word, shown }: the words that were searched for instead.
    this.near = near;
  }

  // Returns the index of the term that matches a token, or -1.
  #termOf(token) {
    const { parts, whole } = words(token);
    if (!parts.length) return -1;
    const isOf = (name) => parts.some((part) => part === name || (name.length > 2 && this.#joined(part, name)));
    return this.#terms.findIndex(({ marks, names }) => marks.has(whole) || marks.has(`=${whole}`) || parts.some((part) => marks.has(part)) || [...names].some(isOf));
  }

  #joined(part, word) {
    return part.endsWith(word) && this.#index.manifest.prefixes.includes(part.slice(0, -word.length));
  }

  // Returns a hit for display: address, title, notes, and an excerpt with the anchor of its block. Title and excerpt are
  // lists of { text, mark }.
  async show({ doc }) {
    const { address, title, notes, blocks } = await this.#text(doc);
    const known = new Map();
    const termOf = (token) => known.get(token) ?? known.set(token, this.#termOf(token)).get(token);
    const isMarked = (token) => termOf(token) >= 0;
    let best = { score: 0, block: blocks.findIndex((block) => !block.isHeading), at: 0 };
    for (const [block, { tokens, isHeading }] of blocks.entries()) {
      const marked = tokens.flatMap((token, at) => (isMarked(token) ? [[at, termOf(token)]] : []));
      for (const [index, [at]] of marked.entries()) {
        const within = marked.slice(index).filter(([other]) => other < at + AROUND - 6).map(([, term]) => term);
        const score = 10 * new Set(within).size + Math.min(within.length, 9) - (isHeading ? 2 : 0);
        if (score > best.score) best = { score, block, at };
      }
    }
    const shown = { address, title: spans(title, isMarked), notes: notes.map((note) => spans(note)[0]?.text ?? '') };
    const block = blocks[best.block];
    if (!block) return { ...shown, excerpt: [], anchor: '' };
    let { tokens } = block;
    if (block.isHeading && blocks[best.block + 1]) tokens = [...tokens, '·', ...blocks[best.block + 1].tokens];
    let start = best.at;
    while (start > 0 && best.at - start < 12 && !isEnd(tokens[start - 1])) start--;
    const end = tokens.length - start <= AROUND + 6 ? tokens.length : start + AROUND;
    const excerpt = spans(tokens.slice(start, end), isMarked);
    if (start > 0 && !isEnd(tokens[start - 1])) excerpt.unshift({ text: '… ' });
    if (end < tokens.length) excerpt.push({ text: '…' });
    return { ...shown, excerpt, anchor: best.score ? block.anchor : '' };
  }
}
