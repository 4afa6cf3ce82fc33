// The register of figures, the pages with an article's texts side by side, and the script that copies a sentence: what they
// say follows from the articles' own pages.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, WIDTHS } from './browser.js';
import { serve } from './server.js';
import { addressOf, ARTICLES, AT_ROOT, DIRECTION, htmlOf, LANGUAGES, pagesOf, REPOSITORY } from './site.js';

const articles = LANGUAGES.flatMap((lang) =>
  ARTICLES.filter((one) => one.summaries[lang]).map((one) => ({ ...one, lang, address: addressOf(one, lang) })),
);
const idsOf = (address) => [...htmlOf(AT_ROOT, address).matchAll(/ id="(p\d+)"/g)].map((match) => match[1]);
const SCRIPT = join(REPOSITORY, 'themes/nashra/static/copy.js');

describe('a page', () => {
  let browser, server;
  before(async () => {
    browser = await launch();
    server = await serve(AT_ROOT);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  async function at(address, does, wishes = {}) {
    const context = await contextOf(browser, wishes);
    try {
      if (wishes.permissions) await context.grantPermissions(wishes.permissions);
      const page = await context.newPage();
      await page.goto(server.url(address));
      return await does(page);
    } finally {
      await context.close();
    }
  }

  for (const lang of LANGUAGES) {
    it(`of figures shows each in its sentence, and leads to its paragraph (${lang})`, () =>
      at(`${lang}/figures/`, async (page) => {
        const entries = await page.$$eval('.entry', (all) =>
          all.flatMap((one) =>
            [...one.querySelectorAll('.amounts .figure')].map((figure) => ({
              figure: figure.querySelector('b').innerText,
              sentence: one.querySelector('.text').innerText,
              url: figure.href,
            })),
          ),
        );
        assert.ok(entries.length > 10);
        for (const { figure, sentence, url } of entries) {
          assert.ok(sentence.includes(figure), `${figure}: ${sentence}`);
          const id = new URL(url).hash.slice(1);
          assert.ok(htmlOf(AT_ROOT, server.addressOf(url)).includes(` id="${id}"`) || id === 'original', url);
        }
        const data = JSON.parse(readFileSync(join(AT_ROOT.folder, lang, 'figures/figures.json'), 'utf8'));
        const lines = readFileSync(join(AT_ROOT.folder, lang, 'figures/figures.csv'), 'utf8').trimEnd().split('\r\n');
        const count = pagesOf(AT_ROOT).filter((one) => one.startsWith(`${lang}/figures/page/`)).length;
        if (count === 0) assert.equal(data.figures.length, entries.length);
        assert.equal(lines.length, data.figures.length + 1);
      }));
  }

  it('beside an article shows the paragraphs that the article shows and no others', () => {
    for (const { address, rights } of articles) {
      const beside = `${address}parallel/`;
      assert.equal(pagesOf(AT_ROOT).includes(beside), rights !== 'link', `/${address}`);
      const links = htmlOf(AT_ROOT, address).replaceAll('"', '');
      assert.equal(links.includes(`href=/${encodeURI(beside)}`), rights !== 'link', `/${address}`);
      if (rights !== 'link') assert.deepEqual(idsOf(beside), idsOf(address), `/${address}`);
    }
  });

  it('beside an article has its own language first, then the original; on a telephone the original comes first', async () => {
    for (const { address, lang } of articles.filter((one) => one.rights !== 'link')) {
      const boxes = (page) =>
        page.$$eval('.heads + .line > *', (all) => all.map((one) => ({ ...one.getBoundingClientRect().toJSON(), is: one.className })));
      const wide = await at(`${address}parallel/`, boxes, { width: WIDTHS.desktop });
      const inOrder = [...wide].sort((a, b) => (DIRECTION[lang] === 'rtl' ? b.left - a.left : a.left - b.left));
      assert.deepEqual(wide, inOrder, `/${address}`);
      assert.equal(wide[1].is, 'source');
      const narrow = await at(`${address}parallel/`, boxes, { width: WIDTHS.handheld });
      const tops = narrow.filter((one) => one.height > 0).sort((a, b) => a.top - b.top);
      assert.equal(tops[0].is, 'source');
      assert.ok(tops.every((one, at) => at === 0 || one.top >= tops[at - 1].bottom - 1), `/${address}`);
    }
  });

  it('of an article copies a sentence with its source, paragraph and address, if it has the script, which is short', async () => {
    assert.ok(readFileSync(SCRIPT).length <= 1000);
    const { address } = articles.find((one) => one.lang === 'en' && one.rights === 'full');
    const wishes = { policy: false, permissions: ['clipboard-read', 'clipboard-write'] };
    const [sentence, copied] = await at(address, async (page) => {
      await page.addScriptTag({ path: SCRIPT });
      const sentence = await page.$eval('.said', (one) => one.innerText);
      // The sign can be seen and reached while the focus is in its sentence.
      await page.focus('.said .cite');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.quote[data-copied]', { state: 'attached' });
      return [sentence, await page.evaluate(() => navigator.clipboard.readText())];
    }, wishes);
    const [words, source, url] = copied.split('\n');
    assert.equal(words, sentence.replace(/\s*\[[\d–]+\]/g, '').trim());
    assert.match(source, /^.+, paragraph \d+ of the original$/);
    assert.match(url, /#s\d+$/);
  });
});
