// What stands where on a line, as a reader sees it: every text of order.table.js on pages of the theme in Chromium,
// measured character by character.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch } from './browser.js';
import { headlineOf, headlines, PAGES } from './order.site.js';
import { serve } from './server.js';
import { AT_ROOT, langOf, leadsOn, pagesOf } from './site.js';

const site = { folder: process.env.SITE_OF_ORDER, prefix: '/' };

// Letters that run from right to left. Digits of any script do not.
const RTL = /(?!\p{Nd})[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const clusters = (text) => [...new Intl.Segmenter('und').segment(text)].map(({ segment }) => segment);
const isRightToLeft = (piece) => [...piece].some((c) => RTL.test(c) && /\p{L}/u.test(c));

// The clusters of a case from the left edge of the line to its right edge.
const wanted = ([, order]) =>
  order.flatMap((piece) => (isRightToLeft(piece) ? clusters(piece).reverse() : clusters(piece)));
const textOf = ([markdown, , more]) => more?.text ?? markdown;

// Runs in the browser: for each element, its text and its clusters in the order of their places on the line.
function measure(elements) {
  return elements.map((element) => {
    const seen = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const { segment, index } of new Intl.Segmenter('und').segment(node.data)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + segment.length);
        for (const { left, width, top } of range.getClientRects()) {
          if (width > 0) seen.push({ segment, middle: left + width / 2, top });
        }
      }
    }
    seen.sort((a, b) => a.middle - b.middle);
    return { text: element.textContent.trim(), seen: seen.map((one) => one.segment) };
  });
}

// Runs in the browser: the numbers in Western digits of a page whose signs and digits do not run from left to right.
function numbersOutOfOrder() {
  const wrong = [];
  let count = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement.checkVisibility()) continue;
    for (const { 0: number, index } of node.data.matchAll(/\d[\d.,/:%–−-]*[\d%]/g)) {
      const range = document.createRange();
      const boxes = [...number].map((_, at) => {
        range.setStart(node, index + at);
        range.setEnd(node, index + at + 1);
        return range.getBoundingClientRect();
      });
      const follows = (box, at) => at === 0 || box.top > boxes[at - 1].bottom || box.left >= boxes[at - 1].right - 1;
      count += 1;
      if (!boxes.every(follows)) wrong.push(`${number} in: ${node.parentElement.textContent.trim().slice(0, 80)}`);
    }
  }
  return { wrong, count };
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

// Names what is invisible, so that a message about order does not lose its own.
const spelled = (seen) => seen.map((c) => (c === ' ' ? '␣' : c)).join('\u200E ');

// Without the alef of lam and alef: many fonts draw one sign for both, in which the alef has no place of its own.
const signs = (seen) =>
  seen.filter((c, at) => !(/^[اأإآ]/.test(c) && seen[at + 1]?.startsWith('ل')));

const message = (one, seen) =>
  `\u2068${textOf(one)}\u2069\n    seen   ${spelled(seen)}\n    wanted ${spelled(wanted(one))}`;

describe('on a line', () => {
  let browser, server;
  before(async () => {
    assert.ok(site.folder, 'no built site is given: run the tests with tests/browser/run.sh');
    browser = await launch();
    server = await serve(site);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  // Opens a tab and does something in it.
  async function tab(does) {
    const context = await contextOf(browser, { policy: false });
    try {
      return await does(await context.newPage());
    } finally {
      await context.close();
    }
  }
  // What there is to see of elements; each on one line, since a second one has an order of its own.
  async function linesOf(page, selector) {
    await page.addStyleTag({ content: '* { white-space: nowrap !important; text-wrap: nowrap !important }' });
    return page.locator(selector).evaluateAll(measure);
  }
  const seen = (open, selector) =>
    tab(async (page) => {
      await open(page);
      return linesOf(page, selector);
    });
  const visit = (address) => (page) => page.goto(server.url(address));

  // The cases whose text stands there in another order than is wanted, or not at all.
  function wrong(cases, lines) {
    return cases.flatMap((one) => {
      const text = textOf(one);
      const found = lines.filter((line) => line.text === text);
      if (found.length === 0) return [`${text}: is not on the page`];
      const order = signs(wanted(one)).join('');
      const other = found.find((line) => signs(line.seen).join('') !== order);
      return other ? [message(one, other.seen)] : [];
    });
  }

  const none = (found, all) => assert.ok(found.length === 0, `${found.length} of ${all}:\n${found.join('\n')}`);

  for (const page of PAGES) {
    const address = `${page.lang}/articles/${page.article}/`;

    it(`a table of texts in ${page.lang} is sound`, () => {
      for (const one of page.cases) {
        const sorted = (text) => clusters(text).sort().join('');
        assert.equal(sorted(wanted(one).join('')), sorted(textOf(one)), 'the order has other characters than the text');
      }
      const texts = page.cases.map((one) => `${one[2]?.in} ${one[0]}`);
      assert.equal(new Set(texts).size, texts.length, 'a text is there twice');
    });

    for (const part of ['summary', 'original']) {
      it(`a reader of a ${part} in ${page.lang} sees every text in its order`, async () => {
        const lines = await seen(visit(address), `#${part} .text :is(p, li, td, h2, h3, h4), #${part}.text :is(p, li, td, h2)`);
        const found = wrong(page.cases, lines);
        none(found, page.cases.length);
      });
    }

    it(`a reader of headlines in ${page.lang} sees every text in its order`, async () => {
      const found = [];
      const titles = [];
      await tab(async (tab) => {
        for (const [index, one] of headlines(page).entries()) {
          await visit(`${page.lang}/articles/${headlineOf(page, index)}/`)(tab);
          const lines = await linesOf(tab, 'h1, .standfirst, #original h3');
          assert.equal(lines.filter((line) => line.text === textOf(one)).length, 3, `${textOf(one)}: headlines`);
          found.push(...wrong([one], lines));
          titles.push(await tab.title());
        }
        // A browser shows a title in the direction of its own window.
        for (const dir of ['ltr', 'rtl']) {
          await tab.setContent(`<body dir="${dir}">${titles.map((title) => `<p>${escaped(title)}</p>`).join('\n')}`);
          const lines = await linesOf(tab, 'p');
          for (const [index, one] of headlines(page).entries()) {
            const { seen } = lines[index];
            if (!seen.join('').includes(wanted(one).join(''))) found.push(`<title>, ${dir}: ${message(one, seen)}`);
          }
        }
      });
      none(found, headlines(page).length);
    });

    it(`a reader of lists in ${page.lang} sees every headline in its order`, async () => {
      const lines = await seen(visit(`${page.lang}/archive/`), '.teaser :is(h2, h3), .teaser .standfirst');
      none(wrong(headlines(page), lines), headlines(page).length);
    });

    it(`a citation and a footnote in ${page.lang} stand behind what they belong to`, async () => {
      const lines = await seen(visit(address), '#summary p:has(.cites)');
      none(wrong([page.cited], lines), 1);
    });

    it(`a plain paragraph in ${page.lang} gets some of them wrong`, async (t) => {
      const plain = page.cases.map((one) => `<p>${escaped(textOf(one))}</p>`).join('\n');
      const html = `<!doctype html><html lang="${page.lang}" dir="${page.dir}"><body>${plain}</body></html>`;
      const lines = await seen((tab) => tab.setContent(html), 'p');
      const found = wrong(page.cases, lines);
      t.diagnostic(`${page.lang}: a plain <p> gets ${page.cases.length - found.length} of ${page.cases.length} right`);
      assert.ok(found.length > 0, 'no text is tricky');
    });
  }
});

describe('on every page of the sample', () => {
  it('numbers run from left to right among Arabic words', { timeout: 120_000 }, async () => {
    const browser = await launch();
    const server = await serve(AT_ROOT);
    const found = [];
    let all = 0;
    try {
      const page = await (await contextOf(browser)).newPage();
      for (const address of pagesOf(AT_ROOT).filter((one) => langOf(one) === 'ar' && !leadsOn(one))) {
        await page.goto(server.url(address));
        const { wrong, count } = await page.evaluate(numbersOutOfOrder);
        all += count;
        found.push(...wrong.map((what) => `/${address}: ${what}`));
      }
    } finally {
      await browser.close();
      server.close();
    }
    assert.deepEqual(found, []);
    assert.ok(all > 500, `${all} numbers`);
  });
});
