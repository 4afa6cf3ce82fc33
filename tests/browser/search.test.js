// Search as readers meet it: what they type and what they find; by keyboard, without script, under a strict policy and under a path.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { contextOf, launch, watch, WIDTHS } from './browser.js';
import { describeOverflow, describeOverlap } from './crawl.js';
import { BLIND, isReached } from './search.blind.table.js';
import { NOTHING, QUERIES } from './search.table.js';
import { serve } from './server.js';
import { AT_ROOT, LANGUAGES, TO_SEARCH as RICH, UNDER_PATH } from './site.js';

const FIRST = 3;
const REACHED = 0.95;
// What a host may be told to allow.
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'";

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// What a test that failed left open would keep this program from ending.
const left = new Set();
afterEach(() => Promise.all([...left].map((close) => close())));

// A search page, with what goes wrong in it.
async function opened(site, lang, query = '', options = {}) {
  const server = await serve(site);
  const context = await contextOf(browser, options);
  const page = await context.newPage();
  const wrong = watch(page, server);
  const close = async () => {
    left.delete(close);
    await context.close();
    server.close();
  };
  left.add(close);
  await options.before?.(page);
  await page.goto(server.url(`${lang}/search/${query && `?q=${query}`}`));
  return { server, page, wrong, close };
}

// What is shown when the search has come to its end.
async function looked(page, query) {
  // Without a letter nothing is searched for.
  if (!/[\p{L}\p{N}]/u.test(query)) {
    await page.waitForSelector('#results', { state: 'hidden' });
    return {};
  }
  await page.waitForFunction((q) => document.getElementById('results').dataset.for === q, query);
  return page.$$eval('.hits:not([hidden])', (all) =>
    Object.fromEntries(
      all.map((list) => [`${list.dataset.kind}/${list.dataset.in}`, [...list.querySelectorAll('li a')].map((a) => decodeURI(new URL(a.href).pathname))]),
    ),
  );
}

// The folder of the article, or the page, at an address.
function thingAt(address) {
  const [, lang, section, id] = address.split('/');
  if (section !== 'articles') return `page:${section}/${id}`;
  return { 'معاهدة-الشراكة': 'treaty-signing-pyongyang', 'partnership-treaty': 'treaty-signing-pyongyang' }[id] ?? id;
}

describe('search', () => {
  it(`finds what ${QUERIES.length} queries are after among the first ${FIRST}, in at least ${100 * REACHED}% of them`, { timeout: 600_000 }, async (test) => {
    assert.ok(QUERIES.length >= 80);
    const missed = [];
    for (const lang of LANGUAGES) {
      const { page, wrong, close } = await opened(RICH, lang);
      for (const [, query, expected, { in: list = `article/${lang}`, not = [] } = {}] of QUERIES.filter(([of]) => of === lang)) {
        await page.fill('#search input', query);
        await page.press('#search input', 'Enter');
        const shown = await looked(page, query);
        const things = (shown[list] ?? []).map(thingAt);
        const first = things.slice(0, FIRST);
        if (!first.includes(expected) || not.some((one) => things.includes(one))) missed.push(`${lang} ‹${query}›: ${expected} is not in ${list}: ${first.join(', ') || 'nothing'}`);
      }
      assert.deepEqual(wrong, []);
      await close();
    }
    test.diagnostic(`${QUERIES.length - missed.length} of ${QUERIES.length} reached`);
    missed.forEach((miss) => test.diagnostic(`missed: ${miss}`));
    assert.ok(missed.length <= (1 - REACHED) * QUERIES.length, missed.join('\n'));
  });

  const blind = Object.values(BLIND).flat();
  it(`finds what ${blind.length} queries are after that were written by somebody who did not know its code`, { timeout: 600_000 }, async (test) => {
    const missed = [];
    for (const lang of LANGUAGES) {
      const { page, wrong, close } = await opened(RICH, lang);
      for (const [kind, rows] of Object.entries(BLIND)) {
        for (const row of rows.filter(([of]) => of === lang)) {
          const [, query, due] = row;
          await page.fill('#search input', query);
          await page.press('#search input', 'Enter');
          const lists = await looked(page, query);
          const shown = Object.fromEntries(Object.entries(lists).map(([list, addresses]) => [list, addresses.map(thingAt)]));
          const saysNear = (await page.textContent('#found')).includes(query);
          if (!isReached(row, shown, saysNear)) missed.push(`${kind}: ${lang} ‹${query}›: ${String(due)}: ${JSON.stringify(shown)}`);
        }
      }
      assert.deepEqual(wrong, []);
      await close();
    }
    test.diagnostic(`${blind.length - missed.length} of ${blind.length} reached`);
    missed.forEach((miss) => test.diagnostic(`missed: ${miss}`));
    assert.ok(missed.length <= (1 - REACHED) * blind.length, missed.join('\n'));
  });

  it('finds nothing where there is nothing, and says so', async () => {
    for (const [lang, query] of NOTHING) {
      const { page, close } = await opened(RICH, lang, query);
      assert.deepEqual(await looked(page, query), {}, query);
      assert.equal(await page.textContent('#found'), await page.getAttribute('#found', 'data-none'));
      assert.ok(await page.isVisible('#browse'));
      await close();
    }
  });

  it('marks whole words, and shows no other forms of them', async () => {
    for (const [lang, query] of [['ar', 'صاروخ'], ['ar', 'بيونج يانج'], ['ar', 'وللجنود'], ['en', 'Lavrov'], ['en', 'loan']]) {
      const { page, close } = await opened(RICH, lang, query);
      await looked(page, query);
      const marks = await page.$$eval('.hits mark', (all) =>
        all.map((mark) => [mark.previousSibling?.textContent ?? '', mark.textContent, mark.nextSibling?.textContent ?? '']),
      );
      assert.ok(marks.length > 0, query);
      for (const [before, word, after] of marks) {
        assert.doesNotMatch(before, /[\p{L}\p{N}]$/u, `${query}: ${before}[${word}]`);
        assert.doesNotMatch(after, /^[\p{L}\p{N}]/u, `${query}: [${word}]${after}`);
        assert.match(word, /^[\p{L}\p{N}]/u);
      }
      assert.doesNotMatch(await page.textContent('#results'), /[|¶_]/);
      await close();
    }
  });

  it('says how many there are in the words of the language', async () => {
    // One for one, and for all that is shown: pages, articles and originals, in every language.
    const phrases = { ar: (n) => ['لا نتائج', 'نتيجة واحدة', 'نتيجتان'][n] ?? (n % 100 >= 3 && n % 100 <= 10 ? `${n} نتائج` : `${n} نتيجة`), en: (n) => (n === 1 ? '1 result' : `${n} results`) };
    for (const [lang, query] of [['ar', 'مخطوطات'], ['ar', 'Lavrov'], ['ar', 'بوتين'], ['ar', 'في'], ['en', 'wolves'], ['en', 'Putin']]) {
      const { page, close } = await opened(RICH, lang, query);
      await looked(page, query);
      const groups = await page.$$eval('.hits:not([hidden])', (lists) =>
        lists.map((list) => [Number(list.querySelector('h2 .n').textContent), list.querySelectorAll('li').length, !list.querySelector('.further').hidden]),
      );
      for (const [count, shown, isMore] of groups) assert.ok(isMore ? count > shown : count === shown, `${query}: ${groups}`);
      const sum = groups.reduce((all, [count]) => all + count, 0);
      assert.equal(await page.textContent('#found'), phrases[lang](sum), `${query}: ${groups}`);
      assert.equal(await page.getAttribute('#found', 'role'), 'status');
      await close();
    }
  });

  it('shows what is in another language in that language and its direction', async () => {
    const { page, close } = await opened(RICH, 'en', 'الحصبة');
    await looked(page, 'الحصبة');
    const entries = await page.$$eval('.hits:not([hidden]) li', (all) => all.map((li) => [li.lang, li.dir, getComputedStyle(li).direction]));
    assert.ok(entries.length > 0);
    for (const entry of entries) assert.deepEqual(entry, ['ar', 'rtl', 'rtl']);
    await close();
  });

  it('leads from an original to its paragraph', async () => {
    const { page, server, close } = await opened(RICH, 'ar', 'tonnage');
    await looked(page, 'tonnage');
    const href = await page.getAttribute('.hits[data-kind=original] li a', 'href');
    assert.equal(decodeURI(href), server.url('ar/articles/food-debt-rail-link/#p3'));
    await page.goto(href);
    assert.match(await page.textContent(':target'), /tonnage/);
    await close();
  });

  it('can be used with the keyboard alone, from any page', async () => {
    for (const lang of LANGUAGES) {
      const server = await serve(RICH);
      const context = await contextOf(browser);
      const page = await context.newPage();
      await page.goto(server.url(`${lang}/archive/`));
      for (let presses = 0; presses < 12; presses++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(() => document.activeElement.name === 'q')) break;
      }
      await page.keyboard.type('Lavrov');
      await page.keyboard.press('Enter');
      await page.waitForURL(/search\/\?q=Lavrov/);
      await looked(page, 'Lavrov');
      const way = [];
      for (let presses = 0; presses < 20 && way.at(-1) !== 'result'; presses++) {
        await page.keyboard.press('Tab');
        way.push(await page.evaluate(() => (document.activeElement.closest('.hits') ? 'result' : document.activeElement.tagName)));
      }
      assert.equal(way.at(-1), 'result');
      const href = await page.evaluate(() => document.activeElement.href);
      await page.keyboard.press('Enter');
      await page.waitForURL(href);
      // The way back has the results again.
      await page.goBack();
      assert.ok(Object.keys(await looked(page, 'Lavrov')).length > 0);
      await context.close();
      server.close();
    }
  });

  it('shows further results where the reader is', async () => {
    const { page, close } = await opened(RICH, 'ar', 'في');
    await looked(page, 'في');
    const list = page.locator('.hits[data-kind=article][data-in=ar]');
    assert.equal(await list.locator('li').count(), 10);
    await list.locator('.further').focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement.matches('li:nth-child(11) a'));
    assert.ok((await list.locator('li').count()) > 10);
    await close();
  });

  it('leads to lists where there is no script', async () => {
    for (const lang of LANGUAGES) {
      const { page, wrong, server, close } = await opened(AT_ROOT, lang, 'Lavrov', { script: false });
      assert.ok(await page.isVisible('main > .standfirst'));
      assert.ok(await page.isHidden('#results'));
      for (const section of ['topics', 'names', 'archive']) {
        assert.ok((await page.locator(`#browse a[href="/${lang}/${section}/"]`).count()) > 0, section);
      }
      await page.goto(server.url(`${lang}/archive/`));
      await page.fill('.find input', 'Lavrov');
      await page.press('.find input', 'Enter');
      await page.waitForURL(/search\/\?q=Lavrov/);
      assert.deepEqual(wrong, []);
      await close();
    }
  });

  it('says so where the index cannot be had', async () => {
    const { page, close } = await opened(RICH, 'ar', 'لافروف', {
      before: (page) => page.route(/\/search\/ar\/index\.json/, (route) => route.abort()),
    });
    await page.waitForFunction(() => document.getElementById('found').textContent === document.getElementById('found').dataset.failed);
    assert.ok(await page.isVisible('#browse'));
    await close();
  });

  for (const site of [AT_ROOT, UNDER_PATH]) {
    it(`works under a strict policy, ${site.name}`, async () => {
      const told = [];
      const { page, wrong, close } = await opened(site, 'ar', 'بيونج يانج', {
        before: async (page) => {
          page.on('console', (message) => told.push(message.text()));
          await page.route(/\/search\/(\?|$)/, async (route) => {
            const response = await route.fetch();
            await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': POLICY } });
          });
        },
      });
      const shown = await looked(page, 'بيونج يانج');
      assert.ok(shown['article/ar'].every((path) => path.startsWith(`${site.prefix}ar/articles/`)));
      // The colours of topics stand in a <style> of every page, whose digest a host's policy would name.
      const others = (all) => all.filter((what) => !/inline style/.test(what));
      assert.deepEqual(others(wrong), []);
      assert.deepEqual(others(told), []);
      await close();
    });
  }

  it('fetches nothing before somebody searches', async () => {
    const { page, close } = await opened(RICH, 'ar', '', {
      before: (page) => page.on('request', (request) => assert.doesNotMatch(request.url(), /index\.json|reader\./)),
    });
    await page.waitForTimeout(300);
    await close();
  });

  it('is found sound by axe, with results, at every width', { timeout: 120_000 }, async () => {
    for (const lang of LANGUAGES) {
      for (const query of ['Lavrov', '']) {
        const { page, wrong, close } = await opened(RICH, lang, query, { policy: false });
        if (query) await looked(page, query);
        await page.addScriptTag({ path: AXE });
        for (const width of Object.values(WIDTHS)) {
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme });
            await page.setViewportSize({ width, height: 800 });
            const violations = await page.evaluate(async () => {
              const { violations } = await globalThis.axe.run();
              return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}`));
            });
            const found = [...violations, ...(await page.evaluate(describeOverflow)), ...(await page.evaluate(describeOverlap))];
            assert.deepEqual(found, [], `${lang} ${query} at ${width} px, ${colorScheme}`);
          }
        }
        assert.deepEqual(wrong, []);
        await close();
      }
    }
  });

  it('shows numbers in the order in which they are read', async () => {
    const { page, close } = await opened(AT_ROOT, 'ar', 'أودت');
    await looked(page, 'أودت');
    const places = await page.$$eval('.excerpt', (all) => {
      const texts = all.flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE));
      const left = (text, at) => {
        const range = document.createRange();
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left;
      };
      // A percentage after a letter that is joined to it.
      return texts.flatMap((text) => [...text.data.matchAll(/و\P{L}?(\d)%/gu)].map(({ 0: all, index }) => {
        const sign = index + all.length - 1;
        return [left(text, sign - 1), left(text, sign)];
      }));
    });
    assert.ok(places.length > 0);
    for (const [digit, sign] of places) assert.ok(digit < sign, `the sign is at ${sign}, the digit at ${digit}`);
    await close();
  });

  it('asks for nothing twice', async () => {
    const asked = [];
    const { page, close } = await opened(RICH, 'ar', '', {
      before: (page) => page.on('request', (request) => /\/search\/(ar|en)\/\w+\./.test(request.url()) && asked.push(request)),
    });
    for (const query of ['لافروف', 'المعاهدة', 'لافروف']) {
      await page.fill('#search input', query);
      await page.press('#search input', 'Enter');
      await looked(page, query);
    }
    const seen = asked.map((request) => `${request.url()} ${request.headers().range ?? ''}`);
    assert.ok(seen.length > 3);
    assert.deepEqual(seen, [...new Set(seen)]);
    await close();
  });

  it('finds a phrase as it stands, leaves out what is not wanted, and says what it shows for a word that is nowhere', async () => {
    const { page, close } = await opened(RICH, 'ar');
    const things = async (query) => {
      await page.fill('#search input', query);
      await page.press('#search input', 'Enter');
      return ((await looked(page, query))['article/ar'] ?? []).map(thingAt);
    };
    assert.deepEqual(await things('"قمر صناعي"'), ['satellite']);
    assert.ok((await things('قمر')).includes('satellite'));
    assert.ok(!(await things('قمر -صناعي')).includes('satellite'));
    assert.ok((await things('لافروفف')).includes('lavrov-treaty-commitment'));
    assert.match(await page.textContent('#found'), /لافروفف.*لافروف/);
    await close();
  });

  it('narrows to a kind, a topic, a publisher and a span of days', async () => {
    for (const [narrowed, includes, lacks] of [
      ['from=2025-01-01', 'lavrov-treaty-commitment', 'treaty-signing-pyongyang'],
      ['to=2024-12-31', 'treaty-signing-pyongyang', 'lavrov-treaty-commitment'],
      ['topic=economy', undefined, undefined],
      ['publisher=nobody', undefined, undefined],
    ]) {
      const { page, close } = await opened(RICH, 'ar', `المعاهدة&kind=article&${narrowed}`);
      const shown = await looked(page, 'المعاهدة');
      const things = (shown['article/ar'] ?? []).map(thingAt);
      assert.ok(Object.keys(shown).every((list) => list.startsWith('article/')), narrowed);
      assert.ok(!includes || things.includes(includes), `${narrowed}: ${things}`);
      assert.ok(!things.includes(lacks), `${narrowed}: ${things}`);
      assert.ok(await page.isVisible('.filters select'));
      await close();
    }
  });

  it('has an index for each language, of the same bytes wherever the site stands', () => {
    const files = (site) =>
      Object.fromEntries(
        readdirSync(join(site.folder, 'search'), { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => [join(entry.parentPath, entry.name).slice(site.folder.length), readFileSync(join(entry.parentPath, entry.name), 'base64')]),
      );
    assert.deepEqual(files(AT_ROOT), files(UNDER_PATH));
  });
});
