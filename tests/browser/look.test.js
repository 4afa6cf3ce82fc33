// The look of the pages: the day in the masthead, calendars, what leads from an article to others, print, forced colours,
// and what Arabic letters may never suffer.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, WIDTHS } from './browser.js';
import { serve } from './server.js';
import { addressOf, ARTICLES, AT_ROOT, DIRECTION, KINDS_OF_A_LANGUAGE, LANGUAGES, TO_SEARCH } from './site.js';
import { kindOf, leadsOn, pagesOf, sampleOf } from './site.js';

// The locales of config.toml, for what the browser's own data says of days.
const LOCALE = { ar: 'ar-EG-u-nu-latn', en: 'en-GB' };
// The day that weeks begin with, as Date.getUTCDay counts: Saturday in Egypt, Monday in Britain.
const FIRST_DAY = { ar: 6, en: 1 };

const articles = LANGUAGES.flatMap((lang) =>
  ARTICLES.filter((one) => one.summaries[lang]).map((one) => ({ ...one, lang, address: addressOf(one, lang) })),
);

// The editions of the sample.
const editions = () => pagesOf(AT_ROOT).filter((one) => kindOf(one) === 'edition');

describe('a page', () => {
  let browser, server, rich;
  before(async () => {
    browser = await launch();
    server = await serve(AT_ROOT);
    rich = await serve(TO_SEARCH);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    rich?.close();
  });

  // Opens an address, and hands the page on; notes what it asks for where a list for that is given.
  async function at(address, does, wishes = {}) {
    const context = await contextOf(browser, wishes);
    try {
      const page = await context.newPage();
      await page.emulateMedia(wishes.media ?? {});
      page.on('request', (request) => wishes.asked?.push(request.url()));
      await page.goto((wishes.host ?? server).url(address));
      return await does(page);
    } finally {
      await context.close();
    }
  }

  for (const lang of LANGUAGES) {
    const weekday = (date) => new Intl.DateTimeFormat(LOCALE[lang], { weekday: 'long', timeZone: 'UTC' }).format(date);

    it(`says on its front page which day the briefing is of, and no other day over other pages (${lang})`, async () => {
      const days = await at(`${lang}/archive/`, (page) =>
        page.$$eval('.few li, .calendar td:has(a)', (all) =>
          all.map((one) => {
            const month = one.closest('.few, .calendar').querySelector('a[href*="/archive/"]').href;
            return `${month}${one.querySelector('.n, a').innerText}`;
          }),
        ),
      );
      const day = (path) => path.match(/(\d{4})\/(\d\d)\/(\d+)$/).slice(1).map(Number);
      const last = days.map(day).map(([y, m, d]) => Date.UTC(y, m - 1, d)).sort((a, b) => b - a)[0];
      const [iso, words] = await at(`${lang}/`, (page) =>
        page.$eval('.masthead time', (one) => [one.dateTime, one.innerText]),
      );
      assert.equal(Date.parse(iso), last);
      assert.ok(words.startsWith(weekday(last)), `${words} is a ${weekday(last)}`);
      for (const address of [`${lang}/topics/`, articles.find((one) => one.lang === lang).address]) {
        assert.equal(await at(address, (page) => page.$$eval('.masthead time', (all) => all.length)), 0, `/${address}`);
      }
    });

    it(`has calendars whose weeks begin as the locale's do, at the edge where lines begin (${lang})`, () =>
      at(sampleOf(AT_ROOT, 'month', lang), async (page) => {
        const [, year, month] = page.url().match(/(\d{4})\/(\d\d)\/$/).map(Number);
        const columns = await page.$$eval('.calendar th', (all) => all.map((one) => one.getBoundingClientRect().left));
        const inOrder = [...columns].sort((a, b) => (DIRECTION[lang] === 'rtl' ? b - a : a - b));
        assert.deepEqual(columns, inOrder);
        const heads = await page.$$eval('.calendar th', (all) => all.map((one) => one.abbr));
        const days = await page.$$eval('.calendar td', (all) =>
          all.filter((one) => one.innerText.trim()).map((one) => [Number(one.innerText), one.cellIndex]),
        );
        assert.equal(days.length, new Date(Date.UTC(year, month, 0)).getUTCDate());
        for (const [day, column] of days) {
          const date = new Date(Date.UTC(year, month - 1, day));
          assert.equal(column, (date.getUTCDay() + 7 - FIRST_DAY[lang]) % 7, `${day}`);
          assert.equal(heads[column], weekday(date), `${day}`);
        }
        for (const link of await page.$$('.calendar a')) {
          await link.click();
          const target = await page.$eval(':target time', (one) => one.dateTime);
          assert.equal(Number(target.slice(8)), Number(await link.innerText()));
        }
      }));

    it(`shows a name in every sentence that it quotes for it (${lang})`, async () => {
      const names = pagesOf(AT_ROOT).filter((one) => kindOf(one) === 'name' && one.startsWith(`${lang}/`));
      let quoted = 0;
      for (const address of names) {
        await at(address, async (page) => {
          const spellings = await page.$$eval(`.spellings [lang=${lang}] > *`, (all) => all.map((one) => one.innerText));
          for (const sentence of await page.$$eval('.quotes li', (all) => all.map((one) => one.innerText))) {
            quoted += 1;
            assert.ok(spellings.some((one) => sentence.includes(one)), `/${address}: ${sentence}`);
          }
        });
      }
      assert.ok(quoted > names.length / 2, `${quoted} sentences for ${names.length} names`);
    });

    it(`shows how many articles came when, where there are many (${lang})`, async () => {
      await at(`${lang}/publishers/mujaz-desk/`, async (page) => {
        const heights = await page.$$eval('.pulse li', (all) => all.map((one) => one.getBoundingClientRect().height));
        const words = await page.$$eval('.pulse li:not([aria-hidden])', (all) => all.map((one) => one.textContent));
        assert.equal(heights.filter((height) => height > 2).length, words.length);
        assert.ok(words.length > 1 && words.every((one) => /\d{4}: /.test(one)), `${words}`);
      }, { host: rich });
      await at(sampleOf(AT_ROOT, 'topic', lang), async (page) => assert.equal(await page.locator('.pulse').count(), 0));
    });

    it(`shows of a topic its figures, where the passages have some (${lang})`, () =>
      at(sampleOf(AT_ROOT, 'topic', lang), async (page) => {
        const figures = await page.$$eval('.numbers li', (all) =>
          all.map((one) => [one.querySelector('b').innerText, one.querySelector('p').innerText]),
        );
        assert.ok(figures.length > 0);
        // The words before and after a figure stand on lines of their own.
        const words = (text) => text.replaceAll(/\s+/g, ' ');
        for (const [figure, sentence] of figures) assert.ok(words(sentence).includes(words(figure)), `${figure}: ${sentence}`);
      }));
  }

  it('of an article leads to others that go with it, each once, and never to itself', async () => {
    for (const { address } of articles) {
      const related = await at(address, (page) => page.$$eval('.related h3 a', (all) => all.map((one) => one.href)));
      assert.ok(related.length > 0, `/${address}`);
      assert.equal(new Set(related).size, related.length, `/${address}`);
      assert.ok(!related.some((url) => server.addressOf(url) === address), `/${address}`);
    }
  });

  it('never slants, spaces or hyphenates Arabic letters', async () => {
    const wrong = [];
    for (const lang of LANGUAGES) {
      for (const kind of KINDS_OF_A_LANGUAGE) {
        const address = sampleOf(AT_ROOT, kind, lang);
        if (!address || leadsOn(address)) continue;
        const found = await at(address, (page) => page.evaluate(mistreated));
        wrong.push(...found.map((what) => `/${address}: ${what}`));
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('is printed without furniture, in one column, with the address of its source', async () => {
    for (const { address, rights } of articles) {
      await at(address, async (page) => {
        // The strip of paragraphs is the proof of the article, and stays.
        const furniture = 'nav:not(:has(.strip)), .skip, .related';
        const shown = await page.$$eval(furniture, (all) => all.filter((one) => one.offsetParent).length);
        assert.equal(shown, 0, `/${address}`);
        assert.equal(await page.$$eval('.strip', (all) => all.filter((one) => one.offsetParent).length), 1, `/${address}`);
        const box = (selector) => page.$eval(selector, (one) => one.getBoundingClientRect().toJSON());
        const [summary, original] = [await box('#summary'), await box('#original')];
        assert.ok(original.top >= summary.bottom, `/${address}: the original stands beside the summary`);
        const [href, printed] = await page.$eval('#original .out', (one) =>
          [one.href, getComputedStyle(one, '::after').content],
        );
        assert.ok(printed.includes(href) || printed.includes('attr(href)'), `/${address}: ${printed}`);
        const size = await page.$eval('#original', (one) => [one.scrollHeight, one.clientHeight]);
        assert.equal(size[0], size[1], `/${address} (${rights}): a part of the original is cut off`);
      }, { media: { media: 'print' } });
    }
  });

  it('prints an edition with its day above the title, no furniture, and the addresses of its sources', async () => {
    for (const address of editions()) {
      await at(address, async (page) => {
        const seen = (selector) => page.$$eval(selector, (all) => all.filter((one) => one.offsetParent).length);
        assert.equal(await seen('nav, .find, .screen, .turn'), 0, address);
        const top = (selector) => page.$eval(selector, (one) => one.getBoundingClientRect().top);
        assert.ok((await top('.brand')) < (await top('time')) && (await top('time')) < (await top('h1')), address);
        const [articles, sources] = [await seen('.teaser'), await seen('.links li')];
        assert.ok(articles > 0 && sources >= articles, `${address}: ${articles} articles, ${sources} sources`);
        assert.match(await page.$eval('.links', (one) => one.innerText), /https:\/\//, address);
        // On paper the reader finds the edition again by its address.
        assert.match(await page.$eval('.address', (one) => one.innerText), new RegExp(`/${address}$`), address);
      }, { media: { media: 'print' } });
    }
  });

  it('of an edition says below the text what each number in it stands for, on the screen and on paper', async () => {
    let cited = 0;
    for (const address of editions()) {
      for (const media of ['screen', 'print']) {
        await at(address, async (page) => {
          const marks = await page.$$eval('.introduction .cite', (all) => all.map((one) => [one.innerText, one.title, one.href]));
          const notes = await page.$$eval('.notes .note', (all) =>
            all.map((one) => [one.innerText, one.href, one.title, one.closest('li').innerText]),
          );
          cited += marks.length;
          // Notes stand by text, so that their numbers need not ascend.
          const numbers = (texts) => [...new Set(texts.map(([text]) => text.match(/^\[.*?\]/)[0]))].sort();
          assert.deepEqual(numbers(marks), numbers(notes), address);
          for (const [mark, title, href] of marks) {
            const [, target, paragraph, entry] = notes.find(([own]) => own.startsWith(mark));
            assert.equal(href, target, `/${address}: ${mark}`);
            // The name of the citation has the article and the paragraph, as the entry and its note have.
            for (const part of title.split(' · ')) {
              assert.ok(`${entry} ${paragraph}`.includes(part), `/${address}: ${entry} has no ${part}`);
            }
            const page = target.replace(/^.*?(?=\/(en|ar)\/)/, '').replace(/#.*$/, '');
            assert.equal(entry.includes(page), media === 'print', `/${address}: ${entry}`);
          }
          // No other list has numbers.
          const numbered = await page.$$eval('.list .teaser, .links li', (all) =>
            all.filter((one) => {
              const style = getComputedStyle(one);
              const head = getComputedStyle(one.querySelector('h3') ?? one, '::before').content;
              return (style.display === 'list-item' && !['none', 'disc'].includes(style.listStyleType)) || /counter|\d/.test(head);
            }).length,
          );
          assert.equal(numbered, 0, `/${address}`);
        }, { media: { media } });
      }
    }
    assert.ok(cited > 0);
  });

  it('prints an edition without a page that is nearly empty', async () => {
    // A4 without its margins, in CSS pixels.
    const [width, height] = [680, 994];
    for (const address of editions()) {
      await at(address, async (page) => {
        const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
        const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width, height });
        const long = await page.$eval('body', (one) => one.getBoundingClientRect().height);
        assert.ok(pages > 0 && pages < 3, `/${address}: ${pages} pages`);
        assert.ok(pages === 1 || long / height > pages - 1 + 0.15, `/${address}: ${pages} pages for ${long / height}`);
      });
    }
  });

  it('shows marks and bars where colours are forced', async () => {
    for (const scheme of ['light', 'dark']) {
      await at(sampleOf(AT_ROOT, 'topic', 'ar'), async (page) => {
        const paper = await page.$eval('body', (one) => getComputedStyle(one).backgroundColor);
        const marks = await page.$$eval('[data-topic]', (all) =>
          all.map((one) => getComputedStyle(one, '::before').backgroundColor),
        );
        assert.ok(marks.length > 0);
        for (const colour of marks) assert.notEqual(colour, paper, scheme);
      }, { scheme, media: { forcedColors: 'active', colorScheme: scheme } });
      await at('ar/publishers/mujaz-desk/', async (page) => {
        const paper = await page.$eval('body', (one) => getComputedStyle(one).backgroundColor);
        const bars = await page.$$eval('.pulse li:not([aria-hidden])', (all) =>
          all.map((one) => getComputedStyle(one).backgroundColor),
        );
        assert.ok(bars.length > 0);
        for (const colour of bars) assert.notEqual(colour, paper, scheme);
      }, { scheme, host: rich, media: { forcedColors: 'active', colorScheme: scheme } });
    }
  });

  it('keeps its masthead on a phone within four lines', async () => {
    for (const lang of LANGUAGES) {
      const height = await at(
        `${lang}/topics/`,
        (page) => page.$eval('.masthead', (one) => one.getBoundingClientRect().height),
        { width: WIDTHS.handheld },
      );
      assert.ok(height < 190, `${lang}: ${height} px`);
    }
  });
});

// Runs in the page: elements whose own text is Arabic and which are set as only Latin letters may be.
function mistreated() {
  const own = (element) => [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  const isArabic = (element) => own(element).some((node) => /\p{Script=Arabic}/u.test(node.data));
  return [...document.querySelectorAll('body *')].filter(isArabic).flatMap((element) => {
    const style = getComputedStyle(element);
    const slanted = style.fontStyle !== 'normal' && style.fontSynthesisStyle !== 'none';
    const spaced = !['normal', '0px'].includes(style.letterSpacing);
    const words = [slanted && 'slanted', spaced && 'spaced', style.hyphens === 'auto' && 'hyphenated'];
    return words.filter(Boolean).map((word) => `${element.outerHTML.slice(0, 60)} is ${word}`);
  });
}
