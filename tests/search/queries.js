// Asks an index the queries of tests/browser/search.table.js and search.blind.table.js, without a browser: which of them find what
// they are after. Takes the folder of the site of search.site.js, and whether to print what each finds.
//
//   node tests/search/queries.js FOLDER [--all]

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BLIND, isReached, NOTHING as NONE_DUE } from '../browser/search.blind.table.js';
import { NOTHING, QUERIES } from '../browser/search.table.js';
import { host } from './host.js';

const [folder, all] = process.argv.slice(2);
const base = pathToFileURL(join(folder, 'search/'));
const reader = readdirSync(base).find((name) => /^reader\..*\.js$/.test(name));
const { open } = await import(new URL(reader, base));
const { fetch } = host();
const indexes = Object.fromEntries(await Promise.all(['ar', 'en'].map(async (lang) => [lang, await open(new URL(`${lang}/index.json`, base), { fetch })])));

// How many results of a list the page shows at first.
const SHOWN = 10;

function thingAt(address) {
  const [, section, id] = decodeURI(address).replace(/^\w+=/, '').split(' ')[0].split('/');
  if (section !== 'articles') return `page:${section}/${id}`;
  return { 'معاهدة-الشراكة': 'treaty-signing-pyongyang', 'partnership-treaty': 'treaty-signing-pyongyang' }[id] ?? id;
}

// The lists that the search page of a language shows, as its script chooses them (`show` in themes/nashra/static/search.js), and
// what is searched for instead of words that are nowhere.
async function ask(lang, query) {
  const answers = new Map();
  for (const [of, index] of Object.entries(indexes)) answers.set(of, await index.search(query));
  const every = Object.keys(indexes).flatMap((of) => (of === lang ? ['page', 'article', 'original'] : ['original', 'article']).map((kind) => [kind, of]));
  const of = ([kind, of]) => answers.get(of).kinds[kind];
  const lists = every.filter((list) => of(list).hits.length);
  let shown = lists.filter((list) => of(list).isWhole && !answers.get(list[1]).near.length);
  const near = shown.length ? [] : answers.get(lang).near;
  if (!shown.length) {
    const some = lists.filter(([kind, of]) => of === lang && kind !== 'original');
    const whole = some.filter((list) => of(list).isWhole);
    const articles = some.filter(([kind]) => kind === 'article');
    shown = whole.length ? whole : articles.length ? articles : some;
  }
  const things = async ([kind, of]) => {
    const answer = answers.get(of);
    const first = await Promise.all(answer.kinds[kind].hits.slice(0, SHOWN).map((hit) => answer.show(hit)));
    return [`${kind}/${of}`, first.map(({ address }) => thingAt(address))];
  };
  return { shown: Object.fromEntries(await Promise.all(shown.map(things))), near };
}

const TABLES = { 'search.table.js': { queries: [...QUERIES, ...NOTHING.map(([lang, query]) => [lang, query, NONE_DUE])] }, 'search.blind.table.js': BLIND };

for (const [table, kinds] of Object.entries(TABLES)) {
  let reached = 0;
  for (const [kind, rows] of Object.entries(kinds)) {
    let ofKind = 0;
    for (const row of rows) {
      const [lang, query, due] = row;
      const { shown, near } = await ask(lang, query);
      const isFound = isReached(row, shown, near.length > 0);
      if (isFound) ofKind++;
      if (!isFound || all) console.log(isFound ? 'ok' : 'MISSED', lang, query, `${String(due)}:`, JSON.stringify(shown), JSON.stringify(near));
    }
    console.log(`${kind}: ${ofKind} of ${rows.length}`);
    reached += ofKind;
  }
  console.log(`${table}: ${reached} of ${Object.values(kinds).flat().length} reached\n`);
}
