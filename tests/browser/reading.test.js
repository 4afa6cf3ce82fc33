// What somebody who reads and clicks gets: a summary beside its original, citations that lead to paragraphs, the way
// from one language to the other, and all of it without JavaScript.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, WIDTHS } from './browser.js';
import { serve } from './server.js';
import { addressOf, ARTICLES, AT_ROOT, DEFAULT_LANGUAGE, DIRECTION, htmlOf, LANGUAGES, UNDER_PATH } from './site.js';

// Each article in each language that it has a summary in.
const READINGS = ARTICLES.flatMap((article) =>
  Object.keys(article.summaries).map((lang) => ({ ...article, lang, address: addressOf(article, lang) })),
);
const published = READINGS.filter((reading) => reading.rights !== 'link' && reading.originals === 1);
const inFull = published.filter((reading) => reading.rights === 'full');
const ofSeveral = READINGS.filter((reading) => reading.originals > 1);

// Those whose summary has a figure that leads to a paragraph.
const withFigures = published.filter(({ address }) => /class="figure /.test(htmlOf(AT_ROOT, address)));

// What leads from a summary to paragraphs.
const FIGURES = '#summary .figure';
const LINKS = '#summary :is(.figure, .cite)';
const PARAGRAPHS = '#original [id^=p]';
// Blocks of the summary: those that cite.
const CITING = ':is(p, li, td, blockquote):has(.cite):not(#original *)';

describe('a reader', () => {
  let browser, server, below;
  before(async () => {
    browser = await launch();
    server = await serve(AT_ROOT);
    below = await serve(UNDER_PATH);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    below?.close();
  });

  // Opens an address at the given width (and further wishes), and hands the page on.
  async function reads(address, wishes, does, host = server) {
    const context = await contextOf(browser, wishes);
    try {
      const page = await context.newPage();
      const response = await page.goto(host.url(address));
      await does(page, response);
    } finally {
      await context.close();
    }
  }
  // A test that opens each of some articles.
  const each = (articles, width, does) => async () => {
    assert.ok(articles.length > 1, 'the sample has no such articles');
    for (const article of articles) await reads(article.address, { width }, (page) => does(page, article));
  };

  it(
    'has the original beside the summary on a desktop, the summary where the line starts',
    each(inFull, WIDTHS.desktop, async (page, { lang, address }) => {
      const { summary, original } = await columns(page);
      const apart = DIRECTION[lang] === 'ltr' ? summary.right <= original.left : original.right <= summary.left;
      assert.ok(apart, `/${address}: ${JSON.stringify({ summary, original })}`);
      assert.ok(Math.abs(original.top - summary.top) < 100, `/${address}: the columns do not begin at one height`);
      const widths = [summary.right - summary.left, original.right - original.left];
      assert.ok(Math.min(...widths) > 400, `/${address}: a column is too narrow to read: ${widths}`);
    }),
  );

  it(
    'has the original after the summary on a phone',
    each(inFull, WIDTHS.handheld, async (page, { address }) => {
      const { summary, original } = await columns(page);
      assert.ok(original.top >= summary.bottom, `/${address}: ${JSON.stringify({ summary, original })}`);
    }),
  );

  it(
    'finds each column set in its own direction',
    each(published, WIDTHS.desktop, async (page, { lang, originalLang, address }) => {
      assert.deepEqual(await directions(page, CITING), [DIRECTION[lang]], `/${address}: the summary`);
      assert.deepEqual(await directions(page, PARAGRAPHS), [DIRECTION[originalLang]], `/${address}: the original`);
    }),
  );

  for (const width of [WIDTHS.desktop, WIDTHS.phone]) {
    it(
      `sees the number of each paragraph at ${width} px`,
      each(oneOfEachDirection(), width, async (page, { address }) => {
        assert.deepEqual(await unseenNumbers(page), [], `/${address}`);
      }),
    );
  }

  for (const width of [WIDTHS.desktop, WIDTHS.handheld]) {
    it(
      `clicks citations at ${width} px and sees the paragraph, highlighted`,
      each(published, width, async (page, { address }) => {
        const cites = await page.$$('.cite:not(#original *)');
        assert.ok(cites.length > 3, `/${address} has hardly a citation`);
        for (const cite of cites) await follows(page, cite, `/${address}`);
      }),
    );
  }

  // Clicks a citation: its paragraph comes into view, highlighted, and on a desktop the citation stays in view too.
  async function follows(page, cite, where) {
    const text = await cite.textContent();
    const id = await goes(page, cite);
    assert.equal(id, `p${text.match(/\d+/)?.[0]}`, `${where}: the citation ${text} leads to #${id}`);
    await arrives(page, cite, id, where);
  }

  it(
    'clicks citations of several originals and sees the paragraph of the one that is named',
    each(ofSeveral, WIDTHS.desktop, async (page, { address }) => {
      const cites = await page.$$('#summary .cite');
      const ids = new Set();
      for (const cite of cites) {
        const [, name, number] = (await cite.innerText()).match(/^\[(?:(.+) )?(\d+)/);
        const id = await goes(page, cite);
        assert.match(id, new RegExp(name ? `^[a-z]+-p${number}$` : `^p${number}$`), `/${address}`);
        assert.ok(await page.evaluate(isTargetShown), `/${address}: #${id} is not in view`);
        const light = await page.$$eval(`[id="${id}"]`, litOf, 'id');
        assert.deepEqual(light, [id], `/${address}: #${id} is not highlighted`);
        ids.add(id.replace(/p\d+$/, ''));
      }
      assert.ok(ids.size > 1, `/${address}: only one original is cited`);
    }),
  );

  // The paragraph that a link of the summary leads to is in view, and it alone is highlighted.
  async function arrives(page, link, id, where) {
    assert.ok(await page.evaluate(isTargetShown), `${where}: #${id} is not in view`);
    assert.deepEqual(await lit(page, PARAGRAPHS), [id], `${where}: highlighted at #${id}`);
    const beside = page.viewportSize().width === WIDTHS.desktop;
    assert.ok(!beside || (await inView(link)), `${where}: reading #${id} loses the place in the summary`);
  }

  for (const [scheme, articles] of [['light', published], ['dark', oneOfEachDirection()]]) {
    it(`points at a figure or citation and sees its paragraph, and the other way round (${scheme})`, async () => {
      for (const { address } of articles) {
        await reads(address, { scheme }, async (page) => {
          const paragraphs = new Map();
          for (const link of await page.$$(LINKS)) {
            await link.hover();
            const numbers = await named(link);
            assert.ok(numbers.length > 0, `/${address}: ${await link.textContent()} leads to no paragraph`);
            assert.deepEqual(await lit(page, PARAGRAPHS), numbers, `/${address}: at ${await link.textContent()}`);
            for (const id of numbers) paragraphs.set(id, [...(paragraphs.get(id) ?? []), await link.textContent()]);
          }
          for (const [id, links] of paragraphs) {
            await page.hover(`#${id}`);
            const there = await page.$$eval(LINKS, litOf, 'textContent');
            assert.deepEqual(there, links, `/${address}: at #${id}`);
          }
        });
      }
    });
  }

  for (const width of [WIDTHS.desktop, WIDTHS.handheld]) {
    it(
      `clicks figures at ${width} px and sees the paragraph, highlighted, and cited as well`,
      each(withFigures, width, async (page, { address }) => {
        for (const figure of await page.$$(FIGURES)) {
          const id = await goes(page, figure);
          await arrives(page, figure, id, `/${address}`);
          const words = await figure.textContent();
          const cites = await page.$$eval(`.cite.${id}`, (all) => all.length);
          assert.ok(cites > 0, `/${address}: ${words} leads to #${id}, which nothing cites`);
        }
      }),
    );

    it(
      `clicks the number of a paragraph at ${width} px and is back at its citation`,
      each(published, width, async (page, { address }) => {
        const ways = await page.$$('#original .cited');
        const cited = new Set(await page.$$eval('.cite', (all) => all.flatMap((one) => [...one.classList].slice(1))));
        assert.equal(ways.length, cited.size, `/${address}: a way back from each paragraph that is cited`);
        for (const way of ways) {
          const from = await way.evaluate((one) => one.closest('[id]').id);
          assert.match(await way.getAttribute('aria-label'), new RegExp(`(^|\\D)${from.slice(1)}(\\D|$)`));
          const id = await goes(page, way);
          assert.ok(await inView(await page.$(`#${id} .${from}`)), `/${address}: #${from} leads back to #${id}`);
          assert.ok((await lit(page, PARAGRAPHS)).includes(from), `/${address}: #${from} is no longer highlighted`);
        }
      }),
    );
  }

  it('comes by keyboard from a citation to its paragraph and back, and passes no paragraph twice', async () => {
    for (const article of withFigures.filter((one) => one.rights === 'full')) {
      await reads(article.address, {}, async (page) => {
        const stops = await page.$$eval(LINKS, (all) => all.filter((one) => one.tabIndex >= 0).map((one) => one.hash));
        const cites = await page.$$eval('.cite', (all) => all.map((one) => one.hash));
        const others = stops.filter((hash) => !cites.includes(hash));
        assert.equal(stops.length, cites.length + others.length, `/${article.address}: figures are stops as well`);
        await page.locator('.cite').first().focus();
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        const way = await page.evaluateHandle(() => document.activeElement);
        assert.equal(await way.evaluate((one) => one.className), 'cited');
        assert.notEqual(await way.evaluate((one) => getComputedStyle(one).outlineStyle), 'none', 'the focus is not seen');
        await page.keyboard.press('Enter');
        assert.equal(await page.evaluate(() => location.hash), '#c1');
      });
    }
  });

  it('is told how many figures were traced', async () => {
    for (const article of withFigures) {
      await reads(article.address, {}, async (page) => {
        const figures = await page.locator(FIGURES).count();
        const note = await page.locator('.proof > b').innerText();
        const counted = Number(note.match(/^\d+/)[0]);
        assert.ok(counted >= figures, `/${article.address}: “${note}” of ${figures} figures that lead somewhere`);
      });
    }
  });

  it('has a cell for each paragraph of the original at the head, which leads to it', async () => {
    for (const { address } of inFull) {
      await reads(address, {}, async (page) => {
        const paragraphs = await page.$$eval(PARAGRAPHS, (all) => all.map((one) => one.id));
        const cells = await page.$$eval('.strip a', (all) => all.map((one) => one.hash.slice(1)));
        assert.deepEqual(cells, paragraphs, `/${address}`);
        const cited = new Set(await page.$$eval('.cite', (all) => all.flatMap((one) => [...one.classList].slice(1))));
        const marked = await page.$$eval('.strip .used', (all) => all.map((one) => one.hash.slice(1)));
        assert.deepEqual(new Set(marked), cited, `/${address}: the cells that are marked are those of cited paragraphs`);
      });
    }
  });

  it('has the first paragraph of the original on the first screen of a desk', async () => {
    for (const { address } of READINGS.filter((one) => one.rights !== 'link')) {
      await reads(address, {}, async (page) => {
        const top = await page.locator(PARAGRAPHS).first().evaluate((one) => one.getBoundingClientRect().top);
        assert.ok(top <= 700, `/${address}: ${top} px`);
      });
    }
  });

  it('gets a paragraph as a sheet on a phone, keeps the place, and closes it with × or Back', async () => {
    for (const article of oneOfEachDirection()) {
      await reads(article.address, { width: WIDTHS.handheld, script: false }, async (page) => {
        const cite = page.locator('.cite').last();
        await cite.scrollIntoViewIfNeeded();
        const place = () => page.evaluate(() => scrollY);
        const before = await place();
        const close = page.locator('.shut');
        for (const leave of [() => close.click(), () => page.goBack()]) {
          await cite.click();
          const sheet = await page.$eval('.par:target', (one) => one.getBoundingClientRect().toJSON());
          assert.equal(Math.round(sheet.bottom), 800, `/${article.address}: the sheet is not at the lower edge`);
          assert.equal(await place(), before, `/${article.address}: opening loses the place`);
          await leave();
          assert.equal(await page.locator('.par:target').count(), 0, `/${article.address}: the sheet stays`);
          assert.equal(await place(), before, `/${article.address}: closing loses the place`);
          assert.ok(!(await close.isVisible()));
        }
      });
    }
  });

  it('never finds a figure or a day torn over two lines, nor a line that begins with a stroke, on a telephone', async () => {
    for (const width of [WIDTHS.phone, WIDTHS.handheld]) {
      for (const article of READINGS) {
        await reads(article.address, { width }, async (page) => {
          const torn = await page.$$eval('main :is(time, .second, .figure:not(.long))', (all) =>
            all.filter((one) => new Set([...one.getClientRects()].map((box) => Math.round(box.top / 9))).size > 1).map((one) => one.innerText),
          );
          assert.deepEqual(torn, [], `/${article.address} at ${width} px`);
          const marks = await page.$$eval('.second', (all) => all.map((one) => getComputedStyle(one, '::before').content));
          for (const mark of marks) assert.equal(mark, '"("', `/${article.address}`);
        });
      }
    }
  });

  it('can link to a sentence, which is lit', async () => {
    for (const article of oneOfEachDirection()) {
      await reads(article.address, {}, async (page) => {
        const sentence = page.locator('.said').first();
        await sentence.hover();
        await sentence.locator('.quote').click();
        await page.mouse.move(0, 0);
        const hash = new URL(page.url()).hash.slice(1);
        assert.equal(await sentence.getAttribute('id'), hash);
        assert.deepEqual(await lit(page, '.said'), [hash]);
      });
    }
  });

  it('is led to the source where the original may not be shown', async () => {
    const linked = READINGS.filter((one) => one.rights === 'link');
    assert.ok(linked.length > 0, 'the sample has no such article');
    for (const article of linked) {
      await reads(article.address, { width: WIDTHS.handheld }, async (page) => {
        assert.equal(await page.locator(PARAGRAPHS).count(), 0, 'the original is published');
        const cite = page.locator('.cite').first();
        await cite.scrollIntoViewIfNeeded();
        const before = await page.evaluate(() => scrollY);
        await cite.click();
        assert.ok(await inView(await page.$('#original :is(h1, h2, h3)')), 'the original is not in view');
        assert.equal(await page.evaluate(() => scrollY), before, 'the place in the summary is lost');
        const origins = await page.$$eval('#original a', (links) => links.map((link) => link.origin));
        assert.ok(origins.some((origin) => origin !== server.origin), 'nothing leads to the source');
      });
    }
  });

  it('goes from an article to the same one in the other language and back', async () => {
    for (const article of READINGS) {
      const others = LANGUAGES.filter((lang) => lang !== article.lang && article.summaries[lang]);
      for (const lang of others) {
        await reads(article.address, {}, async (page) => {
          await page.click(`nav a[hreflang=${lang}]`);
          assert.equal(server.addressOf(page.url()), addressOf(article, lang));
          assert.equal(await page.getAttribute('html', 'lang'), lang);
          await page.click(`nav a[hreflang=${article.lang}]`);
          assert.equal(server.addressOf(page.url()), article.address);
        });
      }
    }
  });

  it('is told where there is no such article, before and after clicking', async () => {
    const lone = READINGS.filter((reading) => LANGUAGES.some((lang) => !reading.summaries[lang]));
    assert.ok(lone.length > 0, 'every article of the sample is in every language');
    for (const article of lone) {
      const lang = LANGUAGES.find((one) => !article.summaries[one]);
      await reads(article.address, {}, async (page) => {
        const entry = page.locator('nav li', { has: page.locator(`a[hreflang=${lang}]`) });
        const [words, name] = [await entry.innerText(), await entry.locator('a').innerText()];
        assert.ok(words.trim().length > name.trim().length, `the switcher says no more than “${words}”`);
        const title = await page.locator('h1').innerText();
        await entry.locator('a').click();
        assert.equal(await page.getAttribute('html', 'lang'), lang);
        // It is listed there by the title that it has, set in its own language and direction, and marked.
        const link = page.locator('main a', { hasText: title }).first();
        assert.equal(server.addressOf(await link.evaluate((one) => one.href)), article.address);
        const set = await link.evaluate((one) => {
          const innermost = [...one.querySelectorAll('[lang]')].at(-1) ?? one.closest('[lang]');
          return [innermost.lang, getComputedStyle(innermost).direction];
        });
        assert.deepEqual(set, [article.lang, DIRECTION[article.lang]]);
      });
    }
  });

  for (const [where, host] of [['at the root', () => server], ['under a path', () => below]]) {
    it(`lands on the default language without JavaScript, ${where}`, () =>
      reads('', { script: false }, async (page) => {
        await page.waitForURL(host().url(`${DEFAULT_LANGUAGE}/`));
        assert.equal(await page.getAttribute('html', 'lang'), DEFAULT_LANGUAGE);
      }, host()));

    it(`is led from an alias to its article without JavaScript, ${where}`, async () => {
      const aliases = READINGS.flatMap((one) => one.summaries[one.lang].aliases.map((alias) => [alias, one.address]));
      assert.ok(aliases.length > 0, 'the sample has no aliases');
      for (const [alias, address] of aliases) {
        await reads(alias, { script: false }, async (page) => {
          await page.waitForURL(host().url(address));
          assert.ok(await page.locator('#original').isVisible());
        }, host());
      }
    });

    it(`gets a page with a way on for a mistaken address, ${where}`, () =>
      reads('en/no/such/page/', {}, async (page, response) => {
        assert.equal(response.status(), 404);
        assert.ok(await page.locator('h1').isVisible());
        const styled = await page.evaluate(() => [...document.styleSheets].some((sheet) => sheet.cssRules.length > 0));
        assert.ok(styled, 'the style sheet is missing');
        await page.locator('main a').first().click();
        assert.equal(host().addressOf(page.url()), 'en/');
      }, host()));
  }

  it('reads a whole article, and follows a citation, without JavaScript', async () => {
    for (const article of oneOfEachDirection()) {
      await reads(article.address, { script: false }, async (page) => {
        for (const selector of ['h1', CITING, PARAGRAPHS]) {
          const all = await page.locator(selector).all();
          assert.ok(all.length > 0, `/${article.address} has no ${selector}`);
          for (const one of all) assert.ok(await one.isVisible(), `/${article.address}: ${selector} is hidden`);
        }
        await page.locator('.cite').last().click();
        assert.match(page.url(), /#p\d+$/);
      });
    }
  });

  it('comes by keyboard past the masthead to the text', async () => {
    for (const article of oneOfEachDirection()) {
      await reads(article.address, {}, async (page) => {
        await page.keyboard.press('Tab');
        const skip = await page.evaluateHandle(() => document.activeElement);
        assert.equal(await skip.evaluate((one) => one.hash), '#main');
        assert.ok(await inView(skip), 'the link to the text is not seen when it has the focus');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.querySelector('#main').contains(document.activeElement)));
      });
    }
  });
});

// A full article in each language, and one whose original is in another language than its summary.
function oneOfEachDirection() {
  const first = LANGUAGES.map((lang) => inFull.find((one) => one.lang === lang));
  return [...first, inFull.find((one) => one.lang !== one.originalLang)];
}

// The boxes of the summary's text, all of its citing blocks together, and of the original.
async function columns(page) {
  return page.evaluate((citing) => {
    const boxes = [...document.querySelectorAll(citing)].map((one) => one.getBoundingClientRect());
    const least = (side) => Math.min(...boxes.map((box) => box[side]));
    const most = (side) => Math.max(...boxes.map((box) => box[side]));
    const { left, right, top, bottom } = document.querySelector('#original').getBoundingClientRect();
    return {
      summary: { left: least('left'), right: most('right'), top: least('top'), bottom: most('bottom') },
      original: { left, right, top, bottom },
    };
  }, CITING);
}

// The writing directions of all that a selector finds, each once.
function directions(page, selector) {
  return page.$$eval(selector, (all) => [...new Set(all.map((one) => getComputedStyle(one).direction))]);
}

// Clicks a link within the page, takes the pointer away, and gives the id that the link led to.
async function goes(page, link) {
  await link.click();
  await page.mouse.move(0, 0);
  return decodeURIComponent(new URL(page.url()).hash.slice(1));
}

// Runs in the page: whether the first line of the paragraph that the address names is what stands at its place, neither
// scrolled away nor covered.
function isTargetShown() {
  const target = document.querySelector(':target');
  const line = document.createRange();
  line.selectNodeContents(target);
  // Not the link that lies over the paragraph's number.
  const [{ left, top, width, height }] = [...line.getClientRects()].slice(target.querySelector('.cited') ? 1 : 0);
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return target.contains(there);
}

// The ids of those among some elements that have a background of their own.
const lit = (page, selector) => page.$$eval(selector, litOf, 'id');

// Runs in the page: what those among some elements have in a field that have a background of their own.
function litOf(all, field) {
  const isLit = (one) => getComputedStyle(one).backgroundColor !== 'rgba(0, 0, 0, 0)';
  return all.filter(isLit).map((one) => one[field]);
}

// The paragraphs that a link of a summary leads to: those that it names and the page shows.
function named(link) {
  return link.evaluate((one) => [...one.classList].filter((name) => /^p\d+$/.test(name)));
}

// Whether the middle of an element's first line is on the screen and nothing covers it.
function inView(element) {
  return element.evaluate((one) => {
    const { left, top, width, height } = one.getClientRects()[0];
    return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
}

// The ids of the paragraphs whose number is not painted: those whose surroundings look the same when what stands before
// the text is made invisible, or whose number is another one.
async function unseenNumbers(page) {
  const hidden = '{ visibility: hidden !important; color: transparent !important; }';
  await page.evaluate((rule) => {
    // A sheet that a program makes is not one that the page's policy is asked about.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rule);
    document.adoptedStyleSheets.push(sheet);
  }, `.hushed ::before, .hushed ::marker ${hidden}`);
  const unseen = [];
  for (const paragraph of await page.$$(PARAGRAPHS)) {
    await paragraph.scrollIntoViewIfNeeded();
    const id = await paragraph.getAttribute('id');
    const written = await paragraph.evaluate((one) => getComputedStyle(one, '::before').content.replaceAll('"', ''));
    const clip = await paragraph.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return { x: 0, y: Math.max(top, 0), width: innerWidth, height: Math.min(bottom, innerHeight) - Math.max(top, 0) };
    });
    const [seen, hushed] = [await page.screenshot({ clip }), await hush(page, () => page.screenshot({ clip }))];
    if (`p${written}` !== id || seen.equals(hushed)) unseen.push(id);
  }
  return unseen;
}

async function hush(page, look) {
  const turn = () => page.evaluate(() => document.documentElement.classList.toggle('hushed'));
  await turn();
  const picture = await look();
  await turn();
  return picture;
}
