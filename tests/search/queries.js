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

// The lists that the page shows, by kind and language, and what is searched for instead of words that are nowhere.
async function ask(query) {
  const shown = {};
  const near = [];
  for (const [lang, index] of Object.entries(indexes)) {
    const answer = await index.search(query);
    near.push(answer.near);
    for (const [kind, { hits }] of Object.entries(answer.kinds)) {
      if (hits.length === 0) continue;
      const first = await Promise.all(hits.slice(0, SHOWN).map((hit) => answer.show(hit)));
      shown[`${kind}/${lang}`] = first.map(({ address }) => thingAt(address));
    }
  }
  return { shown, near };
}

const saysNear = (near) => near.some((one) => Object.keys(one ?? {}).length > 0);
const TABLES = { 'search.table.js': { queries: [...QUERIES, ...NOTHING.map(([lang, query]) => [lang, query, NONE_DUE])] }, 'search.blind.table.js': BLIND };

for (const [table, kinds] of Object.entries(TABLES)) {
  let reached = 0;
  for (const [kind, rows] of Object.entries(kinds)) {
    let ofKind = 0;
    for (const row of rows) {
      const [lang, query, due, options] = row;
      const { shown, near } = await ask(query);
      const isFound = isReached(row, shown, saysNear(near));
      if (isFound) ofKind++;
      const lists = typeof due === 'symbol' ? JSON.stringify(shown) : (shown[options?.in ?? `article/${lang}`] ?? []).join(' ');
      if (!isFound || all) console.log(isFound ? 'ok' : 'MISSED', lang, query, `${String(due)}:`, lists, JSON.stringify(near));
    }
    console.log(`${kind}: ${ofKind} of ${rows.length}`);
    reached += ofKind;
  }
  console.log(`${table}: ${reached} of ${Object.values(kinds).flat().length} reached\n`);
}
