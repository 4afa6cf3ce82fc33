// What an editor sees who keeps a page open under `mujaz serve` while writing: the page follows each save, says what is
// wrong and where, and loses neither its place nor its last good state.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, launchWithCache, WIDTHS } from './browser.js';
import { copyOfSample, program, start } from './serving.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const FOLDER = 'content/articles/lavrov-treaty-commitment';
const PAGE = { ar: 'ar/articles/lavrov-treaty-commitment/', en: 'en/articles/lavrov-treaty-commitment/' };
const SUMMARY = { ar: `${FOLDER}/summary.ar.md`, en: `${FOLDER}/summary.en.md` };
const OTHER_PAGE = 'en/about/';
const STYLES = 'themes/nashra/static/nashra.css';

// Edits of the two summaries: of their words, of their front matter (which then cannot be read), and of a figure (which
// then is not the original's).
const WORDS = { ar: ['تقول مصادر', 'تذكر مصادر'], en: ['Washington has warned', 'Washington has cautioned'] };
const BROKEN = { ar: ['title = "لافروف: روسيا', 'title = "لافروف: "روسيا'], en: ['title = "Lavrov', 'titel = "Lavrov'] };
const FIGURE = { ar: ['35%', '53%'], en: ['35%', '53%'] };

describe('an editor with a page open', { timeout: 300_000, concurrency: 2 }, () => {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser?.close());

  // A site, its server and a browser's context (as wide and dark as wished) for the time of a test.
  async function served(wishes, does) {
    const site = copyOfSample();
    let server, context;
    try {
      wishes.prepare?.(site);
      server = await start(site, { options: wishes.options });
      context = await contextOf(browser, wishes);
      const open = async (address) => {
        const page = await context.newPage();
        await page.goto(server.url(address));
        return page;
      };
      const restart = async (does) => {
        await server.stop();
        await does();
        server = await start(site, { port: server.port, options: wishes.options });
      };
      await does({ site, server, context, open, restart });
    } finally {
      await context?.close();
      await server?.stop();
      site.end();
    }
  }

  for (const lang of ['ar', 'en']) {
    it(`sees what was saved, and no other page is touched (${lang})`, () =>
      served({}, async ({ site, open }) => {
        const [page, same, other] = [await open(PAGE[lang]), await open(PAGE[lang]), await open(OTHER_PAGE)];
        await mark(other);
        site.edit(SUMMARY[lang], ...WORDS[lang]);
        for (const tab of [page, same]) await shows(tab, WORDS[lang][1]);
        await settled(other);
        assert.ok(await isMarked(other), 'a page that did not change was loaded again');
      }));
  }

  // The file of one language is broken while a page of the other is open: its line keeps its own direction.
  for (const [lang, broken, dir, place] of [['ar', 'en', 'ltr', '2:1'], ['en', 'ar', 'rtl', '2:19']]) {
    it(`sees what is broken and where, over the last good page, until it is mended (${lang})`, () =>
      served({}, async ({ site, open }) => {
        const page = await open(PAGE[lang]);
        await mark(page);
        const mend = site.edit(SUMMARY[broken], ...BROKEN[broken]);
        const overlay = page.getByRole('dialog');
        await overlay.waitFor();
        const text = await overlay.innerText();
        assert.ok(text.includes(`${SUMMARY[broken]}:${place}`), text);
        const excerpt = overlay.locator('blockquote').first();
        assert.ok((await excerpt.textContent()).includes(BROKEN[broken][1]));
        assert.equal(await excerpt.evaluate((element) => getComputedStyle(element).direction), dir);
        assert.ok((await page.content()).includes(WORDS[lang][0]), 'the last good page is not there');
        mend();
        await overlay.waitFor({ state: 'hidden' });
        assert.ok(await isMarked(page), 'the page was loaded again');
        site.edit(SUMMARY[lang], ...WORDS[lang]);
        await shows(page, WORDS[lang][1]);
      }));
  }

  it('closes the message with Escape, is back where the focus was, and hears of the next error', () =>
    served({}, async ({ site, open }) => {
      const page = await open(PAGE.ar);
      await settled(page);
      const link = page.locator('nav a').first();
      await link.focus();
      site.edit(SUMMARY.ar, ...BROKEN.ar);
      const overlay = page.getByRole('dialog');
      await overlay.waitFor();
      assert.ok(await overlay.evaluate((element) => element.matches(':focus-within')), 'the focus is not in the message');
      await page.keyboard.press('Escape');
      await overlay.waitFor({ state: 'hidden' });
      assert.ok(await link.evaluate((element) => element.matches(':focus')), 'the focus is not back');
      // The same error stays away when the page is opened anew, and can be called up again.
      await page.goto(page.url());
      const counter = page.getByRole('button', { name: 'خطأ واحد' });
      await counter.waitFor();
      assert.ok(await overlay.isHidden());
      await counter.press('Enter');
      await overlay.waitFor();
      await page.getByRole('button', { name: 'إغلاق' }).click();
      await overlay.waitFor({ state: 'hidden' });
      site.edit(SUMMARY.en, ...BROKEN.en);
      await overlay.waitFor();
      assert.equal(await overlay.locator('li').count(), 2);
    }));

  for (const [lang, name] of [['ar', /تنبيه/], ['en', /warning/]]) {
    it(`sees a counter of the page's findings, and opens their list with the keyboard (${lang})`, () =>
      served({ width: WIDTHS.handheld }, async ({ site, open }) => {
        const [page, other] = [await open(PAGE[lang]), await open(OTHER_PAGE)];
        site.edit(SUMMARY[lang], ...FIGURE[lang]);
        const counter = page.getByRole('button', { name });
        await counter.waitFor();
        assert.equal(await page.getByRole('dialog').count(), 0);
        const box = await counter.boundingBox();
        assert.ok(box.width < 150 && box.height < 40, JSON.stringify(box));
        assert.ok(box.y > 700 && (lang === 'ar' ? box.x < 20 : box.x + box.width > 370), JSON.stringify(box));
        await counter.focus();
        await page.keyboard.press('Enter');
        const found = page.locator('mujaz-live #findings');
        await found.waitFor();
        assert.match(await found.innerText(), new RegExp(`${SUMMARY[lang]}:\\d+:\\d+`));
        assert.ok((await found.locator('mark').allTextContents()).includes('53%'));
        await page.keyboard.press('Escape');
        await found.waitFor({ state: 'hidden' });
        assert.equal(await other.locator('mujaz-live .count:visible').count(), 0);
        site.edit(SUMMARY[lang], '53%', '35%');
        await counter.waitFor({ state: 'hidden' });
      }));
  }

  it('has a changed style sheet without the page being loaded again', () =>
    served({}, async ({ site, open }) => {
      const page = await open(PAGE.en);
      await mark(page);
      const colour = () => page.evaluate(() => getComputedStyle(document.querySelector('h1')).color);
      // Not even styles that are after them reach what is shown over the page.
      const hostile = '\nmujaz-live, mujaz-live * { display: none !important }\n';
      for (const [h1, expected] of [['rgb(1, 2, 3)', 'rgb(1, 2, 3)'], ['rgb(4, 5, 6)', 'rgb(4, 5, 6)']]) {
        site.save(STYLES, `${site.read(STYLES)}${hostile}h1 { color: ${h1} }\n`);
        await page.waitForFunction((want) => getComputedStyle(document.querySelector('h1')).color === want, expected);
      }
      assert.equal(await colour(), 'rgb(4, 5, 6)');
      assert.ok(await isMarked(page), 'the page was loaded again');
      await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1);
      site.edit(SUMMARY.en, ...BROKEN.en);
      await page.getByRole('dialog').waitFor();
    }));

  it('stays at the same line, in both columns, when the page is loaded again', () =>
    served({}, async ({ site, open }) => {
      const page = await open(`${PAGE.ar}#p2`);
      await page.locator('#original').evaluate((column) => column.scrollTo(0, 120));
      await page.evaluate(() => scrollTo(0, 720));
      const heading = page.getByRole('heading', { name: 'تجارة بعيدًا عن الدولار' });
      const top = () => heading.evaluate((element) => Math.round(element.getBoundingClientRect().top));
      const before = await top();
      // A paragraph more above what is in sight.
      site.edit(SUMMARY.ar, 'شدد سيرغي', `${'فقرة جديدة طويلة. '.repeat(60)}\n\nشدد سيرغي`);
      await shows(page, 'فقرة جديدة');
      await settled(page);
      assert.ok(Math.abs((await top()) - before) <= 2, `${await top()} instead of ${before}`);
      assert.equal(await page.locator('#original').evaluate((column) => column.scrollTop), 120);
      assert.equal(new URL(page.url()).hash, '#p2');
    }));

  it('finds the page current again when the server was away', () =>
    served({}, async ({ site, open, restart }) => {
      const [page, other] = [await open(PAGE.en), await open(OTHER_PAGE)];
      await settled(other);
      await mark(other);
      const lost = markOf(page, 'Not connected');
      await restart(async () => {
        await lost.waitFor();
        site.edit(SUMMARY.en, ...WORDS.en);
      });
      await shows(page, WORDS.en[1]);
      await lost.waitFor({ state: 'hidden' });
      assert.ok(await isMarked(other), 'a page that did not change was loaded again');
    }));

  it('is led to the page whose source was saved, with --follow', () =>
    served({ options: ['--follow'] }, async ({ site, open }) => {
      const page = await open('en/');
      await settled(page);
      site.edit(SUMMARY.ar, ...WORDS.ar);
      await page.waitForURL(`**/${PAGE.ar}`);
      await shows(page, WORDS.ar[1]);
      await mark(page);
      await settled(page);
      assert.ok(await isMarked(page), 'the page goes on being loaded');
    }));

  it('sees a new article listed, opens it, and hears when it is gone', () =>
    served({}, async ({ site, open }) => {
      const page = await open('ar/');
      const added = 'content/articles/new-one';
      for (const file of ['original.ar.md', 'summary.ar.md', 'summary.en.md']) {
        const text = site.read(`${FOLDER}/${file}`);
        site.save(`${added}/${file}`, text.replace(/title = ".*"/, 'title = "عنوان جديد"'));
      }
      await page.getByRole('link', { name: 'عنوان جديد' }).first().click();
      await page.waitForURL('**/ar/articles/new-one/');
      await settled(page);
      site.remove(added);
      await markOf(page, 'لم تعد هذه الصفحة في الموقع').waitFor();
      await shows(page, 'عنوان جديد');
    }));

  it('has a page that was gone back when its source is', () =>
    served({}, async ({ site, open }) => {
      const text = site.read(SUMMARY.en);
      const page = await open(PAGE.en);
      await settled(page);
      site.remove(SUMMARY.en);
      const gone = markOf(page, 'no longer in the site');
      await gone.waitFor();
      site.save(SUMMARY.en, text.replace(...WORDS.en));
      await shows(page, WORDS.en[1]);
      await gone.waitFor({ state: 'hidden' });
    }));

  it('has tabs current that are hidden, or that the window covers which is written in', () =>
    served({}, async ({ site, open }) => {
      const [page, other] = [await open(PAGE.en), await open(PAGE.en)];
      for (const tab of [page, other]) await settled(tab);
      await setHidden(page, true);
      site.edit(SUMMARY.en, ...WORDS.en);
      for (const tab of [page, other]) await shows(tab, WORDS.en[1]);
    }));

  it('has a page current where the browser has no workers that tabs share', () =>
    served({}, async ({ site, context, open }) => {
      await context.addInitScript(() => delete globalThis.SharedWorker);
      const page = await open(PAGE.en);
      await settled(page);
      site.edit(SUMMARY.en, ...WORDS.en);
      await shows(page, WORDS.en[1]);
    }));

  // More than the connections that a browser opens to a host.
  it('has twelve tabs that all load and all follow', () =>
    served({}, async ({ site, open }) => {
      const tabs = [];
      for (let n = 0; n < 12; n += 1) tabs.push(await open(PAGE[n % 2 ? 'ar' : 'en']));
      site.edit(SUMMARY.ar, ...WORDS.ar);
      site.edit(SUMMARY.en, ...WORDS.en);
      for (const [n, tab] of tabs.entries()) await shows(tab, WORDS[n % 2 ? 'ar' : 'en'][1]);
    }));

  it('has names of two words in their order in the list of findings', () =>
    served({ policy: false }, async ({ site, open }) => {
      const page = await open(PAGE.en);
      await settled(page);
      const isolated = await page.evaluate(async () => {
        const script = await (await fetch('/.mujaz/live.js')).text();
        const make = (name, _, ...children) => `<${name}>${children.join('')}</${name}>`;
        const source = script.slice(script.indexOf('const RTL ='), script.indexOf('// With --follow.'));
        const isolated = new Function('make', `${source}; return isolated;`)(make);
        const messages = [
          '“زين بحري” is not', '«زين بحري» is not', '‘زين بحري’ is not', '`زين بحري` is not', '"زين بحري" is not',
          'the name زين بحري is not', 'زين بحري, عمر حسن: two', "the text's زين isn't", 'see “a زين b”', 'plain',
          'content/topics/اقتصاد/index.ar.md', 'عام 2024 م و3 سفن.',
        ];
        return messages.map((message) => isolated(message).join(''));
      });
      assert.deepEqual(isolated, [
        '“<bdi>زين بحري</bdi>” is not', '«<bdi>زين بحري</bdi>» is not', '‘<bdi>زين بحري</bdi>’ is not',
        '`<bdi>زين بحري</bdi>` is not', '"<bdi>زين بحري</bdi>" is not', 'the name <bdi>زين بحري</bdi> is not',
        '<bdi>زين بحري</bdi>, <bdi>عمر حسن</bdi>: two', "the text's <bdi>زين</bdi> isn't", 'see “<bdi>a زين b</bdi>”', 'plain',
        'content/topics/<bdi>اقتصاد</bdi>/index.ar.md', '<bdi>عام 2024 م و3 سفن</bdi>.',
      ]);
    }));

  const underPath = (site) => site.edit('config.toml', 'https://mujaz.example/', 'https://mujaz.example/briefing/');
  it('has all of this where the site has a path', () =>
    served({ prepare: underPath }, async ({ site, open }) => {
      const page = await open(PAGE.en);
      assert.equal(new URL(page.url()).pathname, `/briefing/${PAGE.en}`);
      site.edit(SUMMARY.en, ...WORDS.en);
      await shows(page, WORDS.en[1]);
      site.edit(SUMMARY.en, ...BROKEN.en);
      await page.getByRole('dialog').waitFor();
    }));

  for (const scheme of ['light', 'dark']) {
    for (const lang of ['ar', 'en']) {
      it(`can read what is shown over the page at 320 px (${scheme}, ${lang})`, () =>
        served({ width: WIDTHS.phone, scheme, policy: false }, async ({ site, open }) => {
          const page = await open(PAGE[lang]);
          await page.addScriptTag({ path: AXE });
          site.edit(SUMMARY[lang], ...FIGURE[lang]);
          await shows(page, FIGURE[lang][1]);
          await page.locator('mujaz-live .count.warning').waitFor();
          await settled(page);
          await page.addScriptTag({ path: AXE });
          await page.locator('mujaz-live .count.warning').click();
          assert.deepEqual(await shortcomings(page, '#findings'), []);
          await page.keyboard.press('Escape');
          site.edit(SUMMARY[lang], ...BROKEN[lang]);
          await page.getByRole('dialog').waitFor();
          assert.deepEqual(await shortcomings(page, 'dialog'), []);
        }));
    }
  }

  it('leaves public/ alone, and a build has nothing of all this', () =>
    served({}, async ({ site, open }) => {
      const page = await open(PAGE.en);
      site.edit(SUMMARY.en, ...WORDS.en);
      await shows(page, WORDS.en[1]);
      assert.ok(!existsSync(site.path('public')));
      execFileSync(program(), ['build', '--site', site.folder], { stdio: 'ignore' });
      const html = filesIn(site.path('public')).filter((file) => file.endsWith('.html'));
      assert.ok(html.length > 20);
      const touched = html.filter((file) => /\.mujaz\/|live\.js|EventSource/.test(readFileSync(file, 'utf8')));
      assert.deepEqual(touched, []);
    }));
});

// The same with the browser's cache of pages that were left, which keeps their scripts.
describe('an editor who goes from page to page, and back', { timeout: 120_000 }, () => {
  const WAY = ['en/', 'en/topics/', 'en/archive/', 'en/chronology/', 'en/figures/', 'en/names/', 'en/publishers/', 'en/about/', 'ar/', 'ar/topics/', PAGE.en];

  for (const hasWorkers of [true, false]) {
    it(`comes to every page, and finds what changed meanwhile on those that were left (${hasWorkers ? 'one connection' : 'none'})`, async () => {
      const site = copyOfSample();
      const [browser, server] = [await launchWithCache(), await start(site)];
      try {
        const context = await contextOf(browser);
        if (!hasWorkers) await context.addInitScript(() => delete globalThis.SharedWorker);
        await context.addInitScript(() =>
          addEventListener('pageshow', ({ persisted }) => {
            if (persisted) sessionStorage.kept = Number(sessionStorage.kept ?? 0) + 1;
          }),
        );
        const page = await context.newPage();
        // What a click does, without waiting for events that a page from the cache does not have.
        const go = async (act, address) => {
          await page.evaluate(act, server.url(address)).catch(() => {});
          await until(async () => {
            const [href, state] = await page.evaluate(() => [location.href, document.readyState]);
            return href === server.url(address) && state === 'complete';
          }, `${address} does not load`);
        };
        const follow = (url) => {
          const link = document.createElement('a');
          link.href = url;
          document.body.append(link);
          link.click();
        };
        await page.goto(server.url(WAY[0]));
        for (const address of WAY.slice(1)) await go(follow, address);
        const current = () => until(async () => (await page.content()).includes(WORDS.en[1]), 'the page is not current');
        site.edit(SUMMARY.en, ...WORDS.en);
        await current();
        for (const address of WAY.slice(0, -1).reverse()) await go(() => history.back(), address);
        for (const address of WAY.slice(1)) await go(() => history.forward(), address);
        await current();
        const kept = await page.evaluate(() => Number(sessionStorage.kept));
        assert.ok(kept > 0, 'the browser kept no page, so this shows nothing');
        // Every other tab still loads.
        const other = await context.newPage();
        await other.goto(server.url('en/'));
      } finally {
        await browser.close();
        await server.stop();
        site.end();
      }
    });
  }
});

// Asks again and again until an answer is yes; a page that is on its way to another gives none.
async function until(ask, otherwise) {
  const end = Date.now() + 10_000;
  while (!(await ask().catch(() => false))) {
    assert.ok(Date.now() < end, otherwise);
    await new Promise((wake) => setTimeout(wake, 30));
  }
}

// Waits until a page shows a text.
const shows = (page, text) => page.getByText(text).first().waitFor();

// A mark in the corner of a page.
const markOf = (page, text) => page.locator('mujaz-live .mark', { hasText: text });

// Marks what a load of the page would take away.
const mark = (page) => page.evaluate(() => (window.isSame = true));
const isMarked = (page) => page.evaluate(() => window.isSame === true);

// Waits until a page has loaded, has its connection and has had the time to do what an event may lead to.
async function settled(page) {
  await page.waitForLoadState('load');
  await page.waitForTimeout(400);
}

// Has a page believe that its tab is hidden or shown again.
const setHidden = (page, isHidden) =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);

// What axe finds in a part of what is shown over the page, and whether it is wider than the screen.
const shortcomings = (page, part) =>
  page.evaluate(async (selector) => {
    const runOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
    const { violations } = await globalThis.axe.run({ fromShadowDom: ['mujaz-live', selector] }, { runOnly });
    const found = violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.failureSummary}`));
    const box = document.querySelector('mujaz-live').shadowRoot.querySelector(selector);
    if (box.scrollWidth > box.clientWidth || box.offsetWidth > innerWidth) found.push('it is too wide');
    return found;
  }, part);

function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}
