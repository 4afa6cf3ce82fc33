// The search page's script: finds the words that the reader typed in the indexes that pagefind made, and shows where.
//
// Nothing is fetched until somebody searches; then the index of the page's language, and after it those of the others. Each
// index is a folder pagefind/<language>/ beside the folder of this script, and consists of parts, the last of which has the
// newest articles. The words to say, the lists to fill and the phrases for numbers stand in the page.
//
// A word of an index may have riders, other forms of it behind bars (بيونغ|بيونج|pyongyang): found by any of them, it is shown
// without. A word of marks ¶ begins a paragraph, and counts the paragraphs of an original. What would lose its order on a line stands
// between isolates.
(() => {
  'use strict';

  const HERE = document.currentScript.src;
  const PAGE = document.documentElement.lang;
  const form = document.getElementById('search');
  const input = form.elements.q;
  const found = document.getElementById('found');
  const results = document.getElementById('results');
  const browse = document.getElementById('browse');
  const lists = [...results.querySelectorAll('.hits')];

  // What a match weighs in what is shown above the text, in comparison with the text.
  const RANKING = { metaWeights: { title: 7, topics: 2, original: 2, publisher: 1, date: 0.5 }, pageLength: 0.5 };
  // So many words are shown around what was found.
  const AROUND = 34;
  // How long the reader may pause while typing.
  const PAUSE = 250;

  // --- words ---

  const digit = (zero) => (c) => String.fromCharCode(48 + c.charCodeAt(0) - zero);

  // The form in which two spellings of a word are equal: as the index has it, which strips more by itself.
  const fold = (text) =>
    text
      .normalize('NFC')
      .replace(/[\u0640\u064B-\u065F\u0670\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
      .replace(/[أإآٱ]/g, 'ا')
      .replace(/ؤ/g, 'و')
      .replace(/[ئی]/g, 'ي')
      .replace(/ک/g, 'ك')
      .replace(/[\u0660-\u0669]/g, digit(0x660))
      .replace(/[\u06F0-\u06F9]/g, digit(0x6f0))
      .toLowerCase();

  // The words of a query. A number may have spaces between its thousands.
  const wordsOf = (query) =>
    fold(query)
      .replace(/(\d)[ \u00A0\u202F](?=\d{3}(?!\d))/g, '$1')
      .split(/[\s/،؛؟…«»“”„"()[\]]+/)
      .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}%]+$/gu, ''))
      .filter((word) => /[\p{L}\p{N}]/u.test(word));

  const LEAST = 3;
  const ARTICLES = ['ال', 'بال', 'كال', 'لل'];
  const ENDINGS = ['ات', 'ين', 'ون', 'ان', 'ها', 'هم', 'يه', 'ية', 'ه', 'ة', 'ي', 'ا'];

  // An Arabic word without what is joined before it, in every way that letters before it may be taken so.
  function withoutPrefixes(word) {
    const after = /^[وف]/.test(word) ? [word.slice(1)] : [];
    const [bare, rests] = [[], [...after]];
    for (const start of [word, ...after]) {
      const article = ARTICLES.find((one) => start.startsWith(one));
      if (article) bare.push(start.slice(article.length));
      if (/^[بكلس]/.test(start)) rests.push(start.slice(1));
    }
    // Nothing else looks like the article before a word of two letters: السد is سد.
    return [...new Set([...bare.filter((rest) => rest.length > 1), ...rests.filter((rest) => rest.length >= LEAST)])];
  }

  // The forms of a word to look for, each with what it counts: as it is typed; without what is joined before it and after it.
  function formsOf(word) {
    const forms = new Map([[word, 1]]);
    if (!/^[\u0621-\u064A]+$/.test(word)) return forms;
    for (const rest of withoutPrefixes(word)) forms.set(rest, word.startsWith('ال') || /^[وف]?[بك]?ال|^[وف]?لل/.test(word) ? 0.9 : 0.6);
    for (const [form, counts] of [...forms]) {
      for (const ending of ENDINGS) {
        const stem = form.slice(0, -ending.length);
        if (form.endsWith(ending) && stem.length >= LEAST && !forms.has(stem)) forms.set(stem, counts * 0.6);
      }
    }
    return forms;
  }

  // Where nothing begins as a word does, pagefind gives what the word begins with, were it one letter. Half of the word has
  // to be there.
  function isLike(word, form) {
    const least = Math.max(Math.min(2, form.length), Math.ceil(form.length / 2));
    for (let from = 0; from + least <= form.length; from++) {
      if (word.includes(form.slice(from, from + least))) return true;
    }
    return false;
  }

  // --- the indexes ---

  const indexes = new Map();

  function indexOf(lang) {
    if (!indexes.has(lang)) {
      const opening = open(lang);
      opening.catch(() => indexes.delete(lang));
      indexes.set(lang, opening);
    }
    return indexes.get(lang);
  }

  // The parts of an index, the newest first, so that among equals the newest come first.
  async function open(lang) {
    const folder = new URL(`../pagefind/${lang}/`, HERE);
    const { parts } = await (await fetch(new URL('parts.json', folder))).json();
    const numbers = Array.from({ length: parts }, (_, index) => parts - index);
    return Promise.all(numbers.map((number) => openPart(new URL(`${number}/pagefind.js`, folder))));
  }

  async function openPart(address) {
    const part = await import(address);
    await part.options({ noWorker: true, ranking: RANKING });
    await part.init();
    return part;
  }

  // What has one of the forms of a word: by record, what it scores and the places in its text.
  async function having(index, kind, word) {
    const hits = new Map();
    for (const [form, counts] of formsOf(word)) {
      const answers = await Promise.all(index.map((part) => part.search(form, { filters: { kind } })));
      for (const [number, { results: all }] of answers.entries()) {
        if (!all.length || !(await isSound(all[0], form))) continue;
        for (const one of all) {
          const id = `${number} ${one.id}`;
          const hit = hits.get(id) ?? { one, score: 0, places: new Set() };
          hit.score = Math.max(hit.score, one.score * counts);
          one.words.forEach((place) => hit.places.add(place));
          hits.set(id, hit);
        }
      }
    }
    return hits;
  }

  async function isSound(one, form) {
    const { content, meta } = await one.data();
    const places = one.words.map((place) => content.split(/\s+/)[place] ?? '');
    const words = places.length ? places : Object.values(meta).join(' ').split(/\s+/);
    return words.some((word) => isLike(fold(word), form.replace(/[^\p{L}\p{N}]/gu, '')));
  }

  // What has all words of a query, or else what has some; the best first.
  async function search(lang, kind, words) {
    const index = await indexOf(lang);
    const all = new Map();
    for (const word of words) {
      let hits = await having(index, kind, word);
      // A word with a hyphen is found in one, or else by its parts.
      const parts = word.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      if (!hits.size && parts.length > 1) hits = (await search(lang, kind, parts)).hits;
      for (const [id, hit] of hits) {
        const known = all.get(id) ?? { one: hit.one, score: 0, places: new Set(), words: 0 };
        known.score += hit.score;
        known.words += 1;
        hit.places.forEach((place) => known.places.add(place));
        all.set(id, known);
      }
    }
    const whole = [...all].filter(([, hit]) => hit.words === words.length);
    const is = whole.length > 0;
    const hits = new Map((is ? whole : [...all]).sort(([, a], [, b]) => b.words - a.words || b.score - a.score));
    return { hits, isWhole: is || all.size === 0 };
  }

  // --- what is shown ---

  const made = (name, text = '', attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  // Words with those in `marked` marked: without riders, and without the marks beside their letters.
  function* shown(tokens, marked) {
    for (const [index, token] of tokens) {
      if (token.startsWith('¶')) {
        yield '· ';
        continue;
      }
      const word = token.split('|')[0];
      if (!marked(index, token)) {
        yield `${word} `;
        continue;
      }
      const [, before, letters, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
      yield before;
      yield made('mark', letters);
      yield `${after} `;
    }
  }

  // A title, with the words that begin as one that was looked for.
  function titled(text, words) {
    const looked = words.flatMap((word) => [word, ...withoutPrefixes(word)]).filter((word) => word.length >= LEAST);
    const begins = (form) => looked.some((word) => form.startsWith(word));
    const forms = (token) => token.split('|').map((form) => fold(form).replace(/[^\p{L}\p{N}]/gu, ''));
    const is = (_, token) => forms(token).some((form) => [form, ...withoutPrefixes(form)].some(begins));
    return shown([...text.split(/\s+/).entries()], is);
  }

  // The part of a text that has the most of what was found, from the beginning of a sentence where one is near.
  function excerptOf(tokens, places) {
    const inOrder = [...places].sort((a, b) => a - b);
    let [best, most] = [0, 0];
    for (const [index, place] of inOrder.entries()) {
      const within = inOrder.filter((other, at) => at >= index && other < place + AROUND - 6).length;
      if (within > most) [best, most] = [place, within];
    }
    const ends = (index) => /[.!?؟…][»”"’)\u2069]*$/.test(tokens[index].split('|')[0]) || tokens[index].startsWith('¶');
    let start = best;
    while (start > 0 && best - start < 12 && !ends(start - 1)) start -= 1;
    while (tokens[start]?.startsWith('¶')) start += 1;
    const next = tokens.findIndex((token, index) => index > Math.max(best, start + 12) && token.startsWith('¶'));
    const end = Math.min(tokens.length, start + AROUND, next > 0 ? next : tokens.length);
    const isWhole = start === 0 || ends(start - 1);
    return { start, end, first: best, isWhole };
  }

  const textOf = (text) => text.replace(/\|\S*/g, '');

  async function entryOf(hit, list, words) {
    const { content, meta, raw_url: urls } = await hit.one.data();
    const addresses = new Map(urls.split(' ').map((url) => [url.slice(0, url.indexOf('=')), url.slice(url.indexOf('=') + 1)]));
    const own = addresses.get(PAGE);
    let url = new URL(`../${own ?? [...addresses.values()][0]}`, HERE).href;
    const link = made('a');
    link.append(...titled(meta.title, words));
    link.lastChild.textContent = link.lastChild.textContent.trimEnd();
    const entry = made('li');
    if (list.dataset.kind === 'page') {
      link.href = url;
      entry.append(link);
      return entry;
    }
    if (list.dataset.dir) {
      entry.lang = list.dataset.in;
      entry.dir = list.dataset.dir;
    }
    const tokens = content.split(/\s+/);
    const { start, end, first, isWhole } = excerptOf(tokens, hit.places);
    const excerpt = made('p', '', { class: 'excerpt' });
    const window = tokens.slice(start, end).map((token, index) => [start + index, token]);
    if (!isWhole) excerpt.append('… ');
    excerpt.append(...shown(window, (index) => hit.places.has(index)));
    if (end < tokens.length && !tokens[end].startsWith('¶')) excerpt.append('…');
    if (list.dataset.kind === 'original' && hit.places.size) {
      const marks = tokens.slice(0, first).filter((token) => token.startsWith('¶')).join('').length;
      if (marks) url += `#p${marks}`;
    }
    link.href = url;
    const heading = made('h3');
    heading.append(link);
    const notes = [meta.date, meta.publisher].filter(Boolean).map(textOf);
    entry.append(heading, excerpt);
    if (notes.length) {
      const note = made('p', '', { class: 'meta' });
      notes.forEach((text, index) => note.append(...(index ? [' · '] : []), made('bdi', text)));
      entry.append(note);
    }
    return entry;
  }

  const written = (count) => new Intl.NumberFormat(PAGE, { numberingSystem: found.dataset.numerals }).format(count);

  // Shows what a list found, its first entries at once, and how much that is.
  async function fill(list, hits, words, isCurrent) {
    const into = list.querySelector('ol, ul');
    const further = list.querySelector('.further');
    const most = Number(list.dataset.most);
    const rest = [...hits.values()];
    const some = async () => Promise.all(rest.splice(0, most).map((hit) => entryOf(hit, list, words)));
    const entries = await some();
    if (!isCurrent()) return;
    into.replaceChildren(...entries);
    list.hidden = !entries.length;
    const count = list.querySelector('.n');
    if (count) count.textContent = written(hits.size);
    if (!further) return;
    further.hidden = !rest.length;
    further.onclick = async () => {
      const more = await some();
      if (!isCurrent()) return;
      into.append(...more);
      further.hidden = !rest.length;
      more[0].querySelector('a').focus();
    };
  }

  function phrase(count) {
    const category = new Intl.PluralRules(PAGE).select(count);
    return (found.dataset[count === 0 ? 'zero' : category] ?? found.dataset.other).replace('{n}', written(count));
  }

  let latest = 0;

  // Looks for what is in the box and shows what there is.
  async function look() {
    const run = (latest += 1);
    const isCurrent = () => run === latest;
    const words = wordsOf(input.value);
    if (!words.length) {
      found.textContent = '';
      results.hidden = true;
      browse.hidden = false;
      return;
    }
    found.textContent = found.dataset.waiting;
    let [own, others, partial] = [0, 0, null];
    try {
      for (const list of lists) {
        let looked;
        try {
          looked = await search(list.dataset.in, list.dataset.kind, words);
        } catch (reason) {
          if (list.dataset.in === PAGE) throw reason;
          continue;
        }
        if (!isCurrent()) return;
        const isOwn = list.dataset.kind === 'article' && list.dataset.in === PAGE;
        // What has some of the words alone is worth showing only where nothing has all.
        const hits = looked.isWhole || isOwn ? looked.hits : new Map();
        await fill(list, hits, words, isCurrent);
        if (!isCurrent()) return;
        results.hidden = false;
        if (isOwn && !looked.isWhole) partial = list;
        if (isOwn) own = hits.size;
        else others += hits.size;
      }
      // What has some of the words alone goes where another list has all of them.
      if (partial && others) {
        partial.hidden = true;
        own = 0;
      }
      // The number is of all that is shown, so it is said when every list is filled.
      if (own) found.textContent = partial ? found.dataset.some : phrase(own + others);
      else found.textContent = others ? found.dataset.elsewhere : found.dataset.none;
      browse.hidden = own + others > 0;
      results.hidden = own + others === 0;
    } catch (reason) {
      if (!isCurrent()) return;
      console.info(reason);
      found.textContent = found.dataset.failed;
      results.hidden = true;
      browse.hidden = false;
    }
    results.dataset.for = input.value;
  }

  const addressFor = (query) => `${location.pathname}${query ? `?${new URLSearchParams({ q: query })}` : ''}`;

  let pause;
  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      history.replaceState(null, '', addressFor(input.value));
      look();
    }, PAUSE);
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    if (addressFor(input.value) !== location.pathname + location.search) history.pushState(null, '', addressFor(input.value));
    look();
  });

  function fromAddress() {
    input.value = new URLSearchParams(location.search).get('q') ?? '';
    look();
  }

  window.addEventListener('popstate', fromAddress);
  fromAddress();
  if (!input.value) input.focus();
})();
