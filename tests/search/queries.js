// Asks an index the queries of tests/browser/search.table.js, without a browser: which of them find among the first three what they
// are after. Takes the folder of the site of search.site.js, and whether to print what each finds.
//
//   node tests/search/queries.js FOLDER [--all]

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NOTHING, QUERIES } from '../browser/search.table.js';
import { host } from './host.js';

const [folder, all] = process.argv.slice(2);
const base = pathToFileURL(join(folder, 'search/'));
const reader = readdirSync(base).find((name) => /^reader\..*\.js$/.test(name));
const { open } = await import(new URL(reader, base));
const { fetch } = host();
const indexes = Object.fromEntries(await Promise.all(['ar', 'en'].map(async (lang) => [lang, await open(new URL(`${lang}/index.json`, base), { fetch })])));

function thingAt(address) {
  const [, section, id] = decodeURI(address).replace(/^\w+=/, '').split(' ')[0].split('/');
  if (section !== 'articles') return `page:${section}/${id}`;
  return { 'معاهدة-الشراكة': 'treaty-signing-pyongyang', 'partnership-treaty': 'treaty-signing-pyongyang' }[id] ?? id;
}

let missed = 0;
for (const [lang, query, expected, { in: list = `article/${lang}` } = {}] of QUERIES) {
  const [kind, of] = list.split('/');
  const answer = await indexes[of].search(query);
  const { hits, isWhole } = answer.kinds[kind];
  const first = await Promise.all(hits.slice(0, 3).map((hit) => answer.show(hit)));
  const things = first.map((shown) => thingAt(shown.address));
  const found = things.includes(expected);
  if (!found) missed++;
  if (!found || all) console.log(found ? 'ok' : 'MISSED', lang, query, `${expected} in ${list}:`, things.join(' '), isWhole ? '' : '(some)', JSON.stringify(answer.near));
}
for (const [lang, query] of NOTHING) {
  for (const index of Object.values(indexes)) {
    const { kinds, near } = await index.search(query);
    for (const [kind, { hits }] of Object.entries(kinds)) if (hits.length) console.log('NOT NOTHING', lang, query, kind, hits.length, JSON.stringify(near));
  }
}
console.log(`${QUERIES.length - missed} of ${QUERIES.length} reached`);
