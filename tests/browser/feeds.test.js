// What the site says to programs, read by programs of others: feeds by a parser and by the schemas of their forms, the
// sitemap and the list of feeds by theirs. The schemas in schemas/ are written from the specifications; what these say in
// words alone is asked here.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { parseAtomFeed, parseJsonFeed, parseOpml } from 'feedsmith';
import { validateXML } from 'xmllint-wasm';
import { AT_ROOT, DIRECTION, LANGUAGES, OF_CHARTS, UNDER_PATH } from './site.js';

const schema = (name) => readFileSync(fileURLToPath(new URL(`schemas/${name}`, import.meta.url)), 'utf8');
const SITES = [AT_ROOT, UNDER_PATH, OF_CHARTS];

// What is wrong with XML files by a schema.
const faults = (site, names, name) =>
  faultsOf(names.map((name) => ({ fileName: name.replaceAll('/', '-'), contents: read(site, name) })), name);

async function faultsOf(xml, name) {
  const { errors } = await validateXML({
    xml,
    schema: [{ fileName: name, contents: schema(name) }],
    extension: name.endsWith('.rng') ? 'relaxng' : 'schema',
    preload: { fileName: 'alternate.xsd', contents: schema('alternate.xsd') },
  });
  return errors.map((error) => error.rawMessage);
}

const read = (site, name) => readFileSync(join(site.folder, name), 'utf8');
const named = (site, pattern) => readdirSync(site.folder, { recursive: true }).filter((name) => pattern.test(name));

for (const site of SITES) {
  describe(`what programs read, ${site.name}`, () => {
    const atom = named(site, /(^|\/)feed\.xml$/);
    const json = named(site, /(^|\/)feed\.json$/);

    it('has a feed in both forms for each language, topic and author, for editions and for corrections', () => {
      const expected = named(site, /(^|\/)index\.html$/).map((name) => name.replace(/index\.html$/, ''))
        .filter((page) => /^\w+\/((topics|authors)\/[^/]+\/|editions\/|corrections\/)?$/.test(page) && !/^(search|assets)\//.test(page));
      assert.deepEqual(atom.toSorted(), expected.map((page) => `${page}feed.xml`).sort());
      assert.deepEqual(json, atom.map((name) => name.replace('.xml', '.json')));
    });

    it('is Atom by its schema', async () => {
      assert.deepEqual(await faults(site, atom, 'atom.rng'), []);
    });

    it('is Atom by what RFC 4287 says in words', () => {
      for (const name of atom) {
        const feed = parseAtomFeed(read(site, name));
        const links = (rel, of = feed) => of.links.filter((link) => (link.rel ?? 'alternate') === rel);
        assert.equal(links('self').length, 1, name);
        assert.equal(links('self')[0].href, new URL(name, site.base).href, name);
        // 4.1.1: an author of the feed stands for entries that have none.
        assert.ok(feed.authors[0].name, name);
        const ids = (feed.entries ?? []).map((entry) => entry.id);
        assert.equal(new Set([feed.id, ...ids]).size, ids.length + 1, `${name}: an id stands for one thing`);
        for (const part of [feed, ...(feed.entries ?? [])]) {
          const kinds = links('alternate', part).map((link) => `${link.type} ${link.hreflang}`);
          assert.equal(new Set(kinds).size, kinds.length, `${name}: alternates of one type and language`);
          assert.ok(kinds.length > 0 && part.title.value && part.updated, name);
          for (const link of part.links) assert.ok(URL.canParse(link.href), `${name}: ${link.href}`);
        }
        for (const entry of feed.entries ?? []) {
          assert.ok(entry.published <= entry.updated && entry.updated <= feed.updated, `${name}: ${entry.id}`);
          assert.ok(entry.content ?? entry.summary, `${name}: ${entry.id}`);
        }
      }
    });

    it('says the same in JSON Feed, by its schema', () => {
      const validate = new Ajv({ allErrors: true }).compile(JSON.parse(schema('json-feed.json')));
      for (const name of json) {
        const text = read(site, name);
        assert.ok(validate(JSON.parse(text)), `${name}: ${JSON.stringify(validate.errors)}`);
        const feed = parseJsonFeed(text);
        const other = parseAtomFeed(read(site, name.replace('.json', '.xml')));
        assert.equal(feed.title, other.title.value);
        const of = (items) => (items ?? []).map((item) => [item.id, item.title.value ?? item.title]);
        assert.deepEqual(of(feed.items), of(other.entries), name);
      }
    });

    it('has entries that stand by themselves, in their direction', () => {
      for (const name of json) {
        const lang = name.split('/')[0];
        for (const item of JSON.parse(read(site, name)).items) {
          const dir = DIRECTION[lang];
          if (dir) assert.ok(item.content_html.startsWith(`<div lang="${lang}" dir="${dir}">`), item.id);
          const addresses = [...item.content_html.matchAll(/ (?:href|src)="([^"]*)"/g)].map((match) => match[1]);
          for (const address of addresses) assert.match(address, /^(https?|mailto|tel):/, item.id);
          const active = item.content_html.match(/<(script|style|svg|iframe)| (style|srcset|id|class|on\w+)=/);
          assert.equal(active, null, item.id);
        }
      }
    });

    it('has a sitemap by its schema', async () => {
      assert.deepEqual(await faults(site, ['sitemap.xml'], 'sitemap.xsd'), []);
    });

    it('lists its feeds in OPML', async () => {
      assert.deepEqual(await faults(site, ['feeds.opml'], 'opml.rng'), []);
      const { body } = parseOpml(read(site, 'feeds.opml'));
      const listed = body.outlines.flatMap((outline) => outline.outlines).map((outline) => outline.xmlUrl);
      // Those of authors are found on their pages.
      const general = atom.filter((name) => !name.includes('/authors/'));
      assert.deepEqual(listed.sort(), general.map((name) => new URL(name, site.base).href).sort());
    });
  });
}

describe('the schemas', () => {
  // The file, its schema, and what is put in place of what.
  const WRONG = [
    ['ar/feed.xml', 'atom.rng', /<updated>.*?<\/updated>/, ''],
    ['ar/feed.xml', 'atom.rng', /<id>.*?<\/id>/, '$&$&'],
    ['ar/feed.xml', 'atom.rng', /<id>/, '<id>no address '],
    ['ar/feed.xml', 'atom.rng', /T00:00:00Z/, ''],
    ['ar/feed.xml', 'atom.rng', /<entry>/, '<entry><item/>'],
    ['ar/feed.xml', 'atom.rng', /type="html"/, 'type="text/html"'],
    ['sitemap.xml', 'sitemap.xsd', /<lastmod>/, '<lastmod>on '],
    ['sitemap.xml', 'sitemap.xsd', /<loc>(.*)<\/loc>/, '<loc>/</loc>'],
    ['sitemap.xml', 'sitemap.xsd', /<url>[^]*?<\/url>/, '$&$&'],
    ['sitemap.xml', 'sitemap.xsd', /hreflang="ar"/, ''],
    ['feeds.opml', 'opml.rng', / xmlUrl="[^"]*"/, ''],
  ];
  for (const [name, schema, from, to] of WRONG) {
    it(`${schema} refuses ${from} → "${to}"`, async () => {
      const contents = read(AT_ROOT, name).replace(from, to);
      assert.notEqual(contents, read(AT_ROOT, name));
      assert.notDeepEqual(await faultsOf([{ fileName: 'wrong.xml', contents }], schema), []);
    });
  }
});

describe('the feeds of the sample', () => {
  it('hold every article of the language', () => {
    for (const lang of LANGUAGES) {
      const feed = parseAtomFeed(read(AT_ROOT, `${lang}/feed.xml`));
      const pages = named(AT_ROOT, new RegExp(`^${lang}/articles/[^/]+/article\\.json$`));
      assert.equal(feed.entries.length, pages.length, lang);
      for (const entry of feed.entries) {
        const data = JSON.parse(read(AT_ROOT, `${decodeURI(new URL(entry.links[0].href).pathname).slice(1)}article.json`));
        assert.equal(data.language, lang);
        assert.ok(entry.title.value.includes(data.title), `${entry.title.value}: ${data.title}`);
      }
    }
  });
});
