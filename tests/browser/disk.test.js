// The sample site, built with --relative, opened from the disk in Chromium: nothing serves it, and it has no host.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { contextOf, launch } from './browser.js';
import { addressOf, ARTICLES, DEFAULT_LANGUAGE, LANGUAGES, leadsOn, ON_DISK, pagesOf } from './site.js';

const fileOf = (address) => pathToFileURL(join(ON_DISK.folder, /(^|\/)$/.test(address) ? `${address}index.html` : address));

describe('a site on the disk', () => {
  let browser, page, wrong;
  before(async () => {
    browser = await launch();
    const context = await contextOf(browser);
    page = await context.newPage();
    wrong = [];
    page.on('console', (message) => wrong.push(`${page.url()}: ${message.text()}`));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText;
      if (why !== 'net::ERR_ABORTED') wrong.push(`${page.url()} does not get ${request.url()}: ${why}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) wrong.push(`${page.url()} asks for ${request.url()}`);
    });
  });
  after(() => browser?.close());

  it('has on every page links, files and places on pages that are there', { timeout: 300_000 }, async () => {
    const ids = new Map();
    const links = [];
    for (const address of pagesOf(ON_DISK).filter((one) => !leadsOn(one))) {
      await page.goto(fileOf(address).href);
      const found = await page.evaluate(describePage);
      ids.set(fileURLToPath(fileOf(address)), new Set(found.ids));
      links.push(...found.urls.map((url) => [address, url]));
      if (!found.isStyled) wrong.push(`/${address} has no style`);
      if (found.isUnseen.length) wrong.push(`/${address} does not show ${found.isUnseen}`);
    }
    for (const [address, url] of links.filter(([, url]) => url.startsWith('file:'))) {
      const { hash, pathname } = new URL(url);
      const file = fileURLToPath(`file://${pathname}`);
      const anchor = decodeURIComponent(hash.slice(1));
      if (!existsSync(file) || file.endsWith('/')) wrong.push(`/${address} leads to ${url}`);
      else if (anchor && !ids.get(file)?.has(anchor)) wrong.push(`/${address} leads to a place that is not there: ${url}`);
    }
    assert.ok(links.length > 1000, `${links.length} links`);
    assert.deepEqual(wrong, []);
  });

  it('leads from its root to the default language, and from an old address to the new one', async () => {
    const moved = ARTICLES.flatMap((one) =>
      LANGUAGES.flatMap((lang) => (one.summaries[lang]?.aliases ?? []).map((alias) => [alias, addressOf(one, lang)])),
    );
    assert.ok(moved.length > 0);
    for (const [from, to] of [['', `${DEFAULT_LANGUAGE}/`], ...moved]) {
      await page.goto(fileOf(from).href, { waitUntil: 'commit' });
      await page.waitForURL(fileOf(to).href);
    }
  });

  it('is read as on a host: by a topic to an article, to a paragraph of its original, and in the other language', async () => {
    const [lang, other] = LANGUAGES;
    const article = ARTICLES.find((one) => one.rights === 'full' && LANGUAGES.every((tag) => one.summaries[tag]));
    await page.goto(fileOf(`${lang}/`).href);
    await page.click('.sections a >> nth=0');
    assert.ok(page.url().startsWith(new URL('.', fileOf(`${lang}/topics/`)).href), page.url());
    await page.goto(fileOf(addressOf(article, lang)).href);
    await page.click('.cite >> nth=0');
    assert.match(await page.$eval(':target', (one) => one.id), /^p\d+$/);
    await page.click(`.tongues a[lang=${other}]`);
    assert.equal(page.url(), fileOf(addressOf(article, other)).href);
    assert.deepEqual(wrong, []);
  });
});

// Runs in the page: where it leads, what can be led to, and whether its style sheet and pictures came.
function describePage() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const linked = all('a[href]').map((one) => one.href);
  const loaded = all('link[rel=stylesheet], link[rel=icon]').map((one) => one.href);
  const sources = all('img[srcset]').flatMap((one) => one.srcset.split(', ').map((part) => part.split(' ')[0]));
  return {
    ids: all('[id]').map((one) => one.id),
    urls: [...linked, ...loaded, ...sources.map((source) => new URL(source, location).href)],
    isStyled: getComputedStyle(document.documentElement).getPropertyValue('--paper') !== '',
    isUnseen: all('img').filter((one) => one.complete && one.naturalWidth === 0).map((one) => one.src),
  };
}
