// Pictures as a reader sees them: none makes the page move when it comes, none is larger than the reader needs, and those
// further down wait. The pictures are drawn here, and put into copies of the sample site.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, watch, WIDTHS } from './browser.js';
import { serve } from './server.js';
import { copyOfSample, program, start } from './serving.js';

const FOLDER = 'content/articles/lavrov-treaty-commitment';
const page = (lang) => `${lang}/articles/lavrov-treaty-commitment/`;

// Name, width, height, and the type that a canvas gives.
const PICTURES = [
  ['first.jpg', 2400, 1600, 'image/jpeg'],
  ['second.png', 1300, 900, 'image/png'],
  ['last.webp', 1300, 2000, 'image/webp'],
];
const ENDING = { 'first.jpg': 'jpg', 'second.png': 'png', 'last.webp': 'jpg' };

const widthOf = (url) => Number(url.match(/-(\d+)\.[0-9a-f]{20}\./)?.[1]);

describe('pictures', { timeout: 120_000 }, () => {
  let browser, site, server;

  before(async () => {
    browser = await launch();
    site = copyOfSample();
    await draw(browser, site);
    for (const lang of ['ar', 'en']) {
      const file = `${FOLDER}/summary.${lang}.md`;
      const [start, ...rest] = site.read(file).split('\n## ');
      const shown = PICTURES.map(([name]) => `![A street](${name})\n`);
      const text = [`${start}\n${shown[0]}`, ...rest].join('\n## ');
      site.save(file, `${text}\n${'A last word.\n\n'.repeat(60)}${shown.slice(1).join('\n')}`);
    }
    const built = site.path('public');
    execFileSync(program(), ['build', '-q', '--site', site.folder, '--output', built, '--base-url', 'https://example.org/']);
    server = await serve({ folder: built, prefix: '/' });
  });
  after(async () => {
    await browser?.close();
    server?.close();
    site?.end();
  });

  // Opens an article, reads it to its end, and asks something of the page.
  async function read(lang, { width, density = 1, served = server, change = (html) => html }, question) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, deviceScaleFactor: density });
    const tab = await context.newPage();
    const wrong = watch(tab, served);
    const asked = [];
    tab.on('request', (request) => /\.(jpg|png|webp)$/.test(request.url()) && asked.push(decodeURI(request.url())));
    await tab.route('**/articles/*/', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    });
    // A picture that comes late makes the page move if it is ever going to.
    await tab.route(/\.(jpg|png|webp)$/, async (route) => {
      await new Promise((done) => setTimeout(done, 150));
      await route.continue();
    });
    await tab.addInitScript(() => {
      window.moved = 0;
      const note = (list) => list.getEntries().forEach((entry) => (window.moved += entry.value));
      new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
    });
    await tab.goto(served.url(page(lang)));
    const atFirst = [...asked];
    for (const img of await tab.$$('.text img')) {
      await img.scrollIntoViewIfNeeded();
      await img.evaluate((own) => own.complete || new Promise((done) => own.addEventListener('load', done)));
      await tab.waitForTimeout(100);
    }
    const answer = await question(tab, { asked, atFirst });
    await context.close();
    assert.deepEqual(wrong, []);
    return answer;
  }

  const sources = (tab) => tab.$$eval('.text img', (all) => all.map((img) => img.currentSrc));

  for (const lang of ['ar', 'en']) {
    for (const width of [WIDTHS.phone, WIDTHS.handheld, WIDTHS.desktop]) {
      it(`do not make the page move, and keep their shape and place (${lang}, ${width} px)`, () =>
        read(lang, { width }, async (tab) => {
          assert.equal(await tab.evaluate(() => window.moved), 0);
          const boxes = await tab.$$eval('.text img', (all) =>
            all.map((img) => {
              const { width, height } = img.getBoundingClientRect();
              // How wide the theme says that it shows pictures, at this width of the window.
              const said = document.createElement('div');
              const fits = img.sizes.split(/, (?![^(]*\))/).find((size) => {
                const query = size.match(/^\(.*?\)(?= )/)?.[0];
                return !query || matchMedia(query).matches;
              });
              // There, 1rem is what it is before any style sheet says otherwise.
              const length = fits.replace(/^\(min-width: [^)]*\) /, '');
              said.style.inlineSize = length.replace(/([\d.]+)rem/g, (_, n) => `${16 * n}px`);
              document.body.append(said);
              const expected = said.getBoundingClientRect().width;
              said.remove();
              return { width, height, expected };
            }),
          );
          assert.equal(boxes.length, PICTURES.length);
          for (const [index, { width: own, height, expected }] of boxes.entries()) {
            const [name, w, h] = PICTURES[index];
            assert.ok(Math.abs(own / height - w / h) < 0.01, `${name} is ${own} by ${height}`);
            // A little more makes no difference to what is chosen; less would be seen.
            assert.ok(own <= expected + 1 && own > expected * 0.85, `${name} is ${own} wide, not ${expected}`);
          }
          const { scrollWidth, clientWidth } = await tab.evaluate(() => document.documentElement);
          assert.equal(scrollWidth, clientWidth);
        }));
    }
  }

  it('would make the page move without their sizes', () =>
    read('en', { width: WIDTHS.handheld, change: (html) => html.replace(/ width="\d+" height="\d+"/g, '') }, async (tab) =>
      assert.notEqual(await tab.evaluate(() => window.moved), 0),
    ));

  for (const [width, density, expected] of [
    [WIDTHS.handheld, 1, 480],
    [WIDTHS.handheld, 2, 960],
    [WIDTHS.desktop, 1, 960],
    [WIDTHS.desktop, 2, 1600],
  ]) {
    it(`come as wide as they are needed (${width} px, density ${density})`, () =>
      read('ar', { width, density }, async (tab, { asked }) => {
        const [first] = await sources(tab);
        assert.equal(widthOf(first), expected, first);
        // Nobody pays for two.
        assert.equal(asked.length, PICTURES.length, asked.join('\n'));
        assert.ok(asked.includes(decodeURI(first)));
      }));
  }

  it('keep their kind, and wait where they are further down', () =>
    read('en', { width: WIDTHS.handheld }, async (tab, { atFirst }) => {
      const kinds = (await sources(tab)).map((url) => url.split('.').at(-1));
      assert.deepEqual(kinds, PICTURES.map(([name]) => ENDING[name]));
      assert.equal(atFirst.length, 1, atFirst.join('\n'));
      assert.match(atFirst[0], /first-480\./);
    }));

  it('are the same under `mujaz serve`', async () => {
    const live = await start(site);
    try {
      const wanted = await read('en', { width: WIDTHS.handheld }, sources);
      const context = await contextOf(browser, { width: WIDTHS.handheld });
      const tab = await context.newPage();
      await tab.goto(live.url(page('en')));
      for (const url of wanted) {
        const { pathname } = new URL(url);
        const [built, served] = await Promise.all([fetch(url), fetch(live.url(pathname))]);
        assert.equal(served.status, 200, pathname);
        assert.equal(served.headers.get('content-type'), built.headers.get('content-type'));
        const bytes = async (response) => Buffer.from(await response.arrayBuffer());
        assert.ok((await bytes(built)).equals(await bytes(served)), `${pathname} is another`);
      }
      await context.close();
    } finally {
      await live.stop();
    }
  });
});

// Draws the pictures into the article's folder.
async function draw(browser, site) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  for (const [name, width, height, type] of PICTURES) {
    const data = await tab.evaluate(
      ([width, height, type]) => {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height });
        const pen = canvas.getContext('2d', { alpha: type === 'image/png' });
        for (let line = 0; line < 60; line += 1) {
          pen.fillStyle = `hsl(${line * 6} 70% ${30 + (line % 5) * 10}%)`;
          pen.fillRect(0, (line * height) / 60, width, height / 60);
        }
        return canvas.toDataURL(type, 0.9);
      },
      [width, height, type],
    );
    assert.ok(data.startsWith(`data:${type};`), `Chromium does not write ${type}`);
    writeFileSync(site.path(`${FOLDER}/${name}`), Buffer.from(data.split(',')[1], 'base64'));
  }
  await context.close();
}
