// How little of an article goes over the wire, what the first paint waits for, and that nothing moves afterwards.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { contextOf, launch, WIDTHS } from './browser.js';
import { serve } from './server.js';
import { addressOf, ARTICLES, AT_ROOT, htmlOf, KINDS_OF_A_LANGUAGE, LANGUAGES, leadsOn, REPOSITORY, sampleOf } from './site.js';

// What an article's page may weigh with its style sheet, without pictures and the text of the original, in bytes as gzip
// has them; and how many files it may ask for, itself included.
const MOST_BYTES = 14_000;
const MOST_REQUESTS = 3;

const ARTICLE_PAGES = LANGUAGES.flatMap((lang) =>
  ARTICLES.filter((one) => one.summaries[lang]).map((one) => addressOf(one, lang)),
);
// Less than a thousandth of the screen is the rounding of a line of text.
const STILL = 0.001;

const ALL_KINDS = LANGUAGES.flatMap((lang) => KINDS_OF_A_LANGUAGE.map((kind) => sampleOf(AT_ROOT, kind, lang))).filter(
  (address) => address !== undefined && !leadsOn(address),
);

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

  it(`of an article is at most ${MOST_BYTES} bytes with its style sheet, and ${MOST_REQUESTS} requests`, async (test) => {
    for (const address of ARTICLE_PAGES) {
      const { whole, page, sheet } = weigh(address);
      const requests = await asksFor(address);
      const sum = `${page} + ${sheet} = ${page + sheet} bytes (${whole + sheet} with the original)`;
      test.diagnostic(`${sum}, ${requests.length} requests: /${address}`);
      assert.ok(page + sheet <= MOST_BYTES, `/${address}: ${sum}`);
      assert.ok(requests.length <= MOST_REQUESTS, `/${address} asks for ${requests.join(' ')}`);
    }
  });

  // Some kinds of page have a style sheet of their own beside that of all pages.
  const hasOwnSheet = (address) => /404\.html$|^\w+\/$|\/(topics|names|publishers|editions)\/.+|\/(search|topics|archive|\d{4}\/\d{2}|chronology|figures|parallel|corrections|editions)\/$/.test(address);
  const sheetsOf = (address) => (hasOwnSheet(address) ? ['link.css', 'link.css'] : ['link.css']);

  it('has the style sheet of its theme, rule by rule, without what only authors read', async () => {
    const theirs = readFileSync(join(REPOSITORY, 'themes/nashra/static/nashra.css'), 'utf8');
    const ours = readFileSync(sheetOf(htmlOf(AT_ROOT, ARTICLE_PAGES[0])), 'utf8');
    assert.ok(ours.length < theirs.length);
    const page = await browser.newPage();
    const [expected, rules] = [await page.evaluate(rulesOf, theirs), await page.evaluate(rulesOf, ours)];
    await page.close();
    assert.ok(expected.length > 200);
    assert.deepEqual(rules, expected);
  });

  // What a first visit asks for; the icon comes after everything else.
  async function asksFor(address) {
    const context = await contextOf(browser);
    const page = await context.newPage();
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(server.url(address), { waitUntil: 'networkidle' });
    await context.close();
    return requests;
  }

  for (const width of [WIDTHS.phone, WIDTHS.desktop]) {
    it(`waits with its first paint for style sheets alone, and does not move after it, at ${width} px`, async () => {
      const context = await contextOf(browser, { width });
      const page = await context.newPage();
      for (const address of ALL_KINDS) {
        // A machine that is busy with other work paints a page in pieces, as if it came in over a slow line.
        let least = Infinity;
        for (let visit = 0; visit < 3 && least > STILL; visit++) {
          await page.goto(server.url(address));
          const { blocking, moved } = await page.evaluate(howItWasPainted);
          assert.deepEqual(blocking, sheetsOf(address), `/${address}`);
          least = Math.min(least, moved);
        }
        assert.ok(least <= STILL, `/${address}: ${least}`);
      }
      await context.close();
    });
  }
});

// What an article weighs, compressed: as it is, without the paragraphs of the original, and its style sheet.
function weigh(address) {
  const html = htmlOf(AT_ROOT, address);
  const withoutOriginal = html.replace(/<(p|tr|li) id="p\d+".*?<\/\1>/gs, '');
  const sheet = readFileSync(sheetOf(html));
  const [whole, page, style] = [html, withoutOriginal, sheet].map((text) => gzipSync(text).length);
  return { whole, page, sheet: style };
}

const sheetOf = (html) => join(AT_ROOT.folder, html.match(/assets\/[^"' >]+\.css/)[0]);

// Runs in a page: the rules of a style sheet as the browser understands them; where it leaves values of variables as they
// are written, white space after their commas says nothing.
function rulesOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map((rule) => rule.cssText.replaceAll(', ', ','));
}

// Runs in the page: what its first paint had to wait for, and the sum of all shifts of its layout, of which 0.1 is good.
function howItWasPainted() {
  const kind = ({ initiatorType, name }) => `${initiatorType}.${name.split('.').at(-1)}`;
  const blocks = (resource) => resource.renderBlockingStatus === 'blocking';
  const blocking = performance.getEntriesByType('resource').filter(blocks).map(kind);
  return new Promise((answer) => {
    let moved = 0;
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (moved += value)));
    observer.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => answer({ blocking, moved }), 100);
  });
}
