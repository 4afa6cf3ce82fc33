// The search page's script: asks the indexes of the site for what the reader typed, and shows what they have.
//
// Nothing is fetched until somebody searches; then the index of the page's language, and after it those of the others. Each is in a
// folder search/<language>/ beside the folder of this script and says which module reads it. The words to say, the lists to fill and
// the phrases for numbers stand in the page.
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
  const filters = [...form.querySelectorAll('.filters :is(select, input)')];

  // How long the reader may pause while typing.
  const PAUSE = 150;

  // --- the indexes ---

  const indexes = new Map();

  function indexOf(lang) {
    if (!indexes.has(lang)) {
      const opening = opened(lang);
      opening.catch(() => indexes.delete(lang));
      indexes.set(lang, opening);
    }
    return indexes.get(lang);
  }

  async function opened(lang, reload = false) {
    const address = new URL(`../search/${lang}/index.json`, HERE);
    const answer = await fetch(address, reload ? { cache: 'reload' } : {});
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const manifest = await answer.json();
    const { Index } = await import(new URL(`../search/${manifest.reader}`, HERE));
    return new Index(address, manifest);
  }

  // What an index answers. The site may have been built anew since it was opened: then it is opened again.
  async function ask(lang, query, wanted) {
    try {
      return await (await indexOf(lang)).search(query, wanted);
    } catch {
      const again = opened(lang, true);
      again.catch(() => indexes.delete(lang));
      indexes.set(lang, again);
      return (await again).search(query, wanted);
    }
  }

  // What the reader narrows the search to.
  function wanted() {
    const { kind, topic, publisher, from, to } = Object.fromEntries(filters.map(({ name, value }) => [name, value]));
    const day = (value) => (value ? Date.parse(value) / 864e5 : undefined);
    const tags = Object.entries({ topic, publisher }).flatMap(([key, value]) => (value ? [`${key}=${value}`] : []));
    return { kind, tags, from: day(from), to: day(to) };
  }

  // --- what is shown ---

  const made = (name, text = '', attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const marked = (parts) => parts.map(({ text, mark }) => (mark ? made('mark', text) : text));

  async function entryOf(answer, hit, list) {
    const { address, title, notes, excerpt, anchor } = await answer.show(hit);
    const parts = address.split(' ').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
    const [, below] = parts.find(([lang]) => lang === PAGE) ?? parts[0];
    const topics = parts.filter(([name]) => name === 'topic');
    const link = made('a', '', { href: new URL(`../${below}${anchor && `#${encodeURIComponent(anchor)}`}`, HERE).href });
    link.append(...marked(title));
    const entry = made('li');
    if (list.dataset.kind === 'page') {
      entry.append(link);
      return entry;
    }
    if (list.dataset.dir) {
      entry.lang = list.dataset.in;
      entry.dir = list.dataset.dir;
    }
    const heading = made('h3');
    heading.append(link);
    entry.append(heading);
    if (excerpt.length) {
      const text = made('p', '', { class: 'excerpt' });
      text.append(...marked(excerpt));
      entry.append(text);
    }
    if (notes.length) {
      const note = made('p', '', { class: 'meta' });
      note.append(...topics.map(([, topic]) => made('i', '', { 'data-topic': topic })));
      notes.forEach((text, index) => note.append(...(index ? [' · '] : []), made('bdi', text)));
      entry.append(note);
    }
    return entry;
  }

  const written = (count) => new Intl.NumberFormat(PAGE, { numberingSystem: found.dataset.numerals }).format(count);

  // Shows what a list found, its first entries at once, and how much that is.
  async function fill(list, answer, hits, isCurrent) {
    const into = list.querySelector('ol, ul');
    const further = list.querySelector('.further');
    const most = Number(list.dataset.most);
    const rest = [...hits];
    const some = () => Promise.all(rest.splice(0, most).map((hit) => entryOf(answer, hit, list)));
    const entries = await some();
    if (!isCurrent()) return;
    into.replaceChildren(...entries);
    list.hidden = !entries.length;
    list.querySelector('.n').textContent = written(hits.length);
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

  // Says what is shown in place of words that no text has.
  function nearby(near) {
    const texts = near.map(({ word, shown }) => found.dataset.near.replace('{word}', word).replace('{shown}', shown.join(found.dataset.or)));
    return texts.join(' ');
  }

  let latest = 0;

  function rest() {
    found.textContent = '';
    results.hidden = true;
    browse.hidden = false;
  }

  // Looks for what is in the box and shows what there is.
  async function look() {
    const run = (latest += 1);
    const isCurrent = () => run === latest;
    const query = input.value;
    if (!/[\p{L}\p{N}]/u.test(query)) {
      rest();
      return;
    }
    found.textContent = found.dataset.waiting;
    try {
      const { kind, ...limits } = wanted();
      const asked = lists.filter((list) => !kind || list.dataset.kind === kind);
      const answers = new Map();
      for (const lang of new Set(asked.map((list) => list.dataset.in))) {
        try {
          answers.set(lang, await ask(lang, query, limits));
        } catch (reason) {
          if (lang === PAGE) throw reason;
        }
        if (!isCurrent()) return;
      }
      await show(asked, answers, isCurrent);
    } catch (reason) {
      if (!isCurrent()) return;
      console.info(reason);
      rest();
      found.textContent = found.dataset.failed;
    }
    if (isCurrent()) results.dataset.for = query;
  }

  // Fills the lists with what has all that was looked for. Where nothing has, those of the page's language show what comes near.
  async function show(asked, answers, isCurrent) {
    const of = (list) => answers.get(list.dataset.in)?.kinds[list.dataset.kind] ?? { hits: [] };
    const isTrue = (list) => of(list).isWhole && !answers.get(list.dataset.in).near.length;
    const isOwn = (list) => list.dataset.in === PAGE && list.dataset.kind !== 'original';
    let shown = asked.filter((list) => isTrue(list) && of(list).hits.length);
    const near = shown.length ? [] : answers.get(PAGE).near;
    const isPartial = !shown.length;
    if (isPartial) {
      const some = asked.filter((list) => isOwn(list) && of(list).hits.length);
      const whole = some.filter((list) => of(list).isWhole);
      const articles = some.filter((list) => list.dataset.kind === 'article');
      shown = whole.length ? whole : articles.length ? articles : some;
    }
    for (const list of lists) {
      if (shown.includes(list)) await fill(list, answers.get(list.dataset.in), of(list).hits, isCurrent);
      else list.hidden = true;
      if (!isCurrent()) return;
    }
    const count = shown.reduce((sum, list) => sum + of(list).hits.length, 0);
    const isHere = shown.some((list) => list.dataset.in === PAGE && list.dataset.kind === 'article') || asked.every((list) => list.dataset.kind !== 'article');
    if (!count) found.textContent = found.dataset.none;
    else if (near.length) found.textContent = nearby(near);
    else if (isPartial) found.textContent = found.dataset.some;
    else found.textContent = isHere ? phrase(count) : found.dataset.elsewhere;
    browse.hidden = count > 0;
    results.hidden = !count;
  }

  // --- the box ---

  function addressFor() {
    const values = [input, ...filters].filter(({ value }) => value).map(({ name, value }) => [name, value]);
    return `${location.pathname}${values.length ? `?${new URLSearchParams(values)}` : ''}`;
  }

  let pause;
  form.addEventListener('input', (event) => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      history.replaceState(null, '', addressFor());
      look();
    }, event.target === input ? PAUSE : 0);
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    if (addressFor() !== location.pathname + location.search) history.pushState(null, '', addressFor());
    look();
  });

  function fromAddress() {
    const values = new URLSearchParams(location.search);
    for (const field of [input, ...filters]) field.value = values.get(field.name) ?? '';
    const details = form.querySelector('.filters');
    if (filters.some(({ value }) => value)) details.open = true;
    look();
  }

  window.addEventListener('popstate', fromAddress);
  fromAddress();
  if (!input.value) input.focus();
})();
