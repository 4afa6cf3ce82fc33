// What pages say to programs: JSON-LD by a processor that is not ours, and by the properties that schema.org has and Google
// documents; Open Graph against the page itself; preview cards; and that a strict policy has nothing to say about the data.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import jsonld from 'jsonld';
import { contextOf, launch } from './browser.js';
import { serve } from './server.js';
import { addressOf, ARTICLES, AT_ROOT, kindOf, LANGUAGES, pagesOf, UNDER_PATH } from './site.js';

// The types that pages use and all properties that they have there (schema.org); those with ! are required, by schema.org's
// sense or by Google's documentation of articles, breadcrumbs and lists.
const VOCABULARY = {
  NewsArticle:
    'headline! inLanguage! description image datePublished dateModified author publisher! mainEntityOfPage articleSection about citation isBasedOn url correction translator digitalSourceType',
  CorrectionComment: 'datePublished! text!',
  WebPage: '@id! lastReviewed reviewedBy',
  WebSite: 'name! url! description inLanguage! publisher!',
  CollectionPage: 'name! url! inLanguage! mainEntity! datePublished dateModified author reviewedBy correction publisher',
  ItemList: 'numberOfItems! itemListElement!',
  BreadcrumbList: 'itemListElement!',
  ListItem: 'position! name url item',
  Organization: '@id name! url sameAs',
  Person: 'name! sameAs',
  Place: 'name! sameAs',
  Thing: 'name! sameAs',
  CreativeWork: 'name url publisher!',
};
// schema.org's own context lies on its host; this says of it what matters here.
const CONTEXT = { '@context': { '@vocab': 'https://schema.org/' } };
const documentLoader = async (url) => {
  assert.equal(url, 'https://schema.org');
  return { contextUrl: null, documentUrl: url, document: CONTEXT };
};

const fileOf = (site, address) => join(site.folder, address.replace(/(^|\/)$/, '$1index.html'));
const isBare = (address) => ['root', 'alias', 'not found'].includes(kindOf(address));

for (const site of [AT_ROOT, UNDER_PATH]) {
  describe(`what pages say to programs ${site.name}`, () => {
    const pages = pagesOf(site).map((address) => ({ address, html: readFileSync(fileOf(site, address), 'utf8') }));

    it('is data that a JSON-LD processor reads without loss', async () => {
      let read = 0;
      for (const { address, data } of pages.map(withData).filter(({ data }) => data)) {
        const expanded = await jsonld.expand(data, { documentLoader, base: site.base });
        const [given, found] = [leaves(data['@graph']), leaves(expanded)];
        assert.deepEqual(found, given, `/${address}`);
        read += given.length;
      }
      assert.ok(read > 500, `${read} values`);
    });

    it('is of types and properties that schema.org has, with all that are required', () => {
      const seen = new Set();
      for (const { address, data } of pages.map(withData).filter(({ data }) => data)) {
        for (const node of nodes(data['@graph'])) {
          const type = node['@type'];
          seen.add(type);
          assert.ok(VOCABULARY[type], `/${address}: ${type}`);
          const words = VOCABULARY[type].split(' ');
          const known = words.map((word) => word.replace('!', ''));
          for (const key of Object.keys(node)) assert.ok(key === '@type' || known.includes(key), `/${address}: ${type}.${key}`);
          for (const word of words.filter((one) => one.endsWith('!'))) {
            assert.ok(node[word.slice(0, -1)] !== undefined, `/${address}: ${type} lacks ${word}`);
          }
        }
      }
      assert.deepEqual([...seen].sort(), Object.keys(VOCABULARY).sort());
    });

    it('agrees with the page', () => {
      for (const { address, html } of pages) {
        const tags = tagsOf(html);
        if (isBare(address)) {
          assert.deepEqual([tags.size, withData({ html }).data], [0, undefined], `/${address}`);
          continue;
        }
        const canonical = html.match(/<link rel="canonical" href="([^"]+)"/)[1];
        assert.equal(tags.get('og:url'), canonical, `/${address}`);
        const others = [...html.matchAll(/rel="alternate" hreflang="([a-z]+)"/g)].map((match) => match[1]);
        const lang = html.match(/<html[^>]* lang="?([a-z]+)/)[1];
        const locales = { ar: 'ar_AR', en: 'en_GB' };
        assert.equal(tags.get('og:locale'), locales[lang]);
        const expected = others.filter((other) => other !== lang).map((other) => locales[other]);
        assert.deepEqual([tags.get('og:locale:alternate')].filter(Boolean), expected, `/${address}`);
        const article = [withData({ html }).data['@graph']].flat().find((node) => node['@type'] === 'NewsArticle');
        assert.equal(Boolean(article), kindOf(address).startsWith('article'), `/${address}`);
        if (!article) continue;
        assert.equal(article.mainEntityOfPage['@id'], canonical);
        assert.ok(article.datePublished <= article.dateModified);
        assert.ok(article.datePublished === tags.get('article:published_time'));
      }
    });

    it('has a preview card for every article and language', () => {
      for (const lang of LANGUAGES) {
        for (const article of ARTICLES.filter((one) => one.summaries[lang])) {
          const html = readFileSync(fileOf(site, addressOf(article, lang)), 'utf8');
          const tags = tagsOf(html);
          assert.equal(tags.get('twitter:card'), 'summary_large_image', `${article.folder} ${lang}: is fonts-noto-core there?`);
          const card = join(site.folder, tags.get('og:image').slice(site.base.length));
          assert.ok(existsSync(card), card);
          const bytes = readFileSync(card);
          const size = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
          assert.deepEqual([bytes.toString('latin1', 1, 4), ...size], ['PNG', 1200, 630]);
          assert.deepEqual([tags.get('og:image:width'), tags.get('og:image:height')], size.map(String));
          assert.ok(tags.get('og:image:alt').length > 10);
          assert.ok(bytes.length < 60_000, `${card}: ${bytes.length} bytes`);
        }
      }
    });
  });
}

describe('the data in a page', () => {
  let browser, server;
  before(async () => {
    browser = await launch();
    server = await serve(AT_ROOT);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  it('needs no leave of a policy that allows no script', async () => {
    const context = await contextOf(browser);
    const page = await context.newPage();
    const policy = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'";
    await page.route('**/*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
    });
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
    });
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(server.url(addressOf(ARTICLES[0], LANGUAGES[0])));
    const found = await page.evaluate(() => ({
      scripts: document.querySelectorAll('script[type="application/ld+json"]').length,
      violations: window.violations,
    }));
    assert.deepEqual({ ...found, said }, { scripts: 1, violations: [], said: [] });
    // The policy does hold: a script of another kind would have been refused.
    await page.evaluate(() => document.head.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' })));
    const refused = await page.evaluate(() => [window.ran, window.violations.length]);
    // By that policy and by the page's own.
    assert.deepEqual(refused, [undefined, 2]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
  });
});

// A page with its data, or undefined.
function withData({ address, html }) {
  const found = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/s);
  return { address, data: found ? JSON.parse(found[1]) : undefined };
}

// Open Graph and its like, by name; characters that isolate are left in.
function tagsOf(html) {
  const found = [...html.matchAll(/<meta (?:property|name)="((?:og|article|twitter):[^"]+)" content="([^"]*)"/g)];
  return new Map(found.map((match) => [match[1], match[2]]));
}

// All values of data, sorted: what a processor must not lose. Of what it expands it keeps types and addresses as ids.
function leaves(value) {
  const all = [];
  const walk = (node, key) => {
    if (Array.isArray(node)) node.forEach((one) => walk(one, key));
    else if (node !== null && typeof node === 'object') Object.entries(node).forEach(([name, one]) => walk(one, name));
    else all.push(key === '@type' ? String(node).replace('https://schema.org/', '') : String(node));
  };
  walk(value, '');
  return all.sort();
}

// All objects in data.
function nodes(value) {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (value === null || typeof value !== 'object') return [];
  return [...(value['@type'] ? [value] : []), ...Object.values(value).flatMap(nodes)];
}
