// Charts as a reader sees them: the bars, the line and the shares of tests/golden/charts/ in the built-in theme.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, WIDTHS } from './browser.js';
import { serve } from './server.js';
import { OF_CHARTS } from './site.js';

const AWAY = 1.5;

describe('a chart', () => {
  let browser, server;
  before(async () => {
    browser = await launch();
    server = await serve(OF_CHARTS);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  const look = async (lang, options, question) => {
    const context = await contextOf(browser, options);
    const page = await context.newPage();
    await page.goto(server.url(`${lang}/articles/harbour/`));
    const answer = await question(page);
    await context.close();
    return answer;
  };

  for (const [lang, dir] of Object.entries({ en: 'ltr', ar: 'rtl' })) {
    // How far something stands from where lines of text begin, and how wide it is, in hundredths of the chart's width.
    const boxes = (page, selector) =>
      page.$$eval(
        selector,
        (elements, dir) =>
          elements.map((element) => {
            const chart = element.closest('table, .plot').getBoundingClientRect();
            const box = element.getBoundingClientRect();
            const start = dir === 'rtl' ? chart.right - box.right : box.left - chart.left;
            return [start, box.width].map((length) => (100 * length) / chart.width);
          }),
        dir,
      );
    const near = (got, expected) => {
      assert.equal(got.length, expected.length);
      got.flat().forEach((number, at) => assert.ok(Math.abs(number - expected.flat()[at]) < AWAY, `${got} ≠ ${expected}`));
    };

    it(`has shares that begin where lines do and follow each other (${lang})`, async () => {
      const second = lang === 'en' ? 30 : 31;
      for (const width of [WIDTHS.phone, WIDTHS.desktop]) {
        const got = await look(lang, { width }, (page) => boxes(page, '.share .bar'));
        near(got, [[0, 62.5], [62.5, second]]);
      }
    });

    it(`has its numbers below each other, unit below unit (${lang})`, async () => {
      for (const width of [WIDTHS.phone, WIDTHS.desktop]) {
        const tables = await look(lang, { width }, (page) =>
          page.$$eval('.chart table', (all) =>
            all.map((table) =>
              [...table.querySelectorAll('td')].map((cell) => {
                const number = document.createRange();
                // A number is in a link or not; the cell has its citations and its bar, too.
                const text = cell.querySelector('.figure, bdi') ?? cell.firstChild;
                number.selectNodeContents(text);
                if (text.nodeType === Node.TEXT_NODE) number.setEnd(text, text.data.trimEnd().length);
                return number.getBoundingClientRect().right;
              }),
            ),
          ),
        );
        assert.ok(tables.length > 1);
        for (const edges of tables) assert.ok(Math.max(...edges) - Math.min(...edges) < 1, `${width} px: ${edges}`);
      }
    });

    it(`has a line that runs to the right, over its labels (${lang})`, async () => {
      const [labels, edges, stops] = await look(lang, {}, async (page) => [
        await page.$$eval('.plot .label bdi', (all) =>
          all.map((label) => [label.textContent, label.getBoundingClientRect().left, label.getBoundingClientRect().right]),
        ),
        await page.$eval('.plot', (plot) => [plot.getBoundingClientRect().left, plot.getBoundingClientRect().right]),
        await page.$eval('.plot .way', (path) => path.getAttribute('d')),
      ]);
      const digits = (text) => Number(text.replace('عام ', '').replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660));
      // The Arabic labels are longer: on a phone there is room for two.
      assert.deepEqual(labels.map(([text]) => digits(text)), lang === 'en' ? [2020, 2022, 2024] : [2020, 2024]);
      // The first begins with the line, the last ends with it.
      assert.ok(Math.abs(labels[0][1] - edges[0]) < 2 && Math.abs(labels.at(-1)[2] - edges[1]) < 2, `${labels} and ${edges}`);
      assert.equal(stops, 'M0 60L50 70L100 18.33');
    });

    it(`has its scale beside it, within the page (${lang})`, async () => {
      for (const width of [WIDTHS.phone, WIDTHS.desktop]) {
        const apart = await look(lang, { width }, (page) =>
          page.$$eval('.plot', ([plot]) => {
            const edge = plot.getBoundingClientRect().left;
            const ticks = [...plot.querySelectorAll('.tick bdi')].map((tick) => tick.getBoundingClientRect());
            return ticks.map((tick) => [edge - tick.right, tick.left]);
          }),
        );
        assert.ok(apart.length > 2 && apart.flat().every((gap) => gap > 0), `${width} px: ${apart}`);
      }
    });

    it(`keeps the numbers of a line in a table, which opens and prints (${lang})`, async () => {
      const shown = (page) => page.isVisible('.line td');
      assert.equal(await look(lang, {}, shown), false);
      const opened = await look(lang, {}, async (page) => {
        await page.click('.line summary');
        return shown(page);
      });
      assert.equal(opened, true);
      const height = (page) => page.$eval('.line table', (table) => table.getBoundingClientRect().height);
      const printed = await look(lang, {}, async (page) => {
        await page.emulateMedia({ media: 'print' });
        return height(page);
      });
      assert.ok(printed > 40, `${printed} px`);
    });

    it(`leads from its numbers to the paragraph (${lang})`, async () => {
      const url = await look(lang, {}, async (page) => {
        await page.click('.share .figure');
        return page.url();
      });
      assert.match(url, /#p2$/);
    });
  }

  it('says less than zero on the other side of it', async () => {
    const [more, less] = await look('en', {}, (page) =>
      page.$$eval('.bars .bar', (bars) => bars.map((bar) => bar.getBoundingClientRect()).map(({ left, right }) => ({ left, right }))),
    );
    assert.ok(Math.abs(less.right - more.left) < 1, `${less.right} and ${more.left}`);
  });

  it('writes the digits of its page', async () => {
    const text = await look('ar', {}, (page) => page.textContent('.share td'));
    assert.match(text, /^٦٢٫٥٪/);
  });
});
