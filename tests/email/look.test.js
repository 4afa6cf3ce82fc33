// E-mails in Chromium, as wide as a telephone and as their column, in light and dark, with pictures off: nothing runs over the
// side, every text can be read against what lies behind it, and each part runs in its own direction.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium } from 'playwright-core';

const PUBLIC = process.env.PUBLIC;
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-proxy-server', '--host-resolver-rules=MAP * ~NOTFOUND'];
// What WCAG asks of text (1.4.3).
const CONTRAST = 4.5;

const mails = readdirSync(PUBLIC, { recursive: true })
  .filter((path) => /(^|\/)email(-together)?\.html$/.test(path))
  .sort();

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: ARGS });
});
after(() => browser?.close());

// Runs in the page: what is too wide, what is too faint, and which texts run in another direction than their language.
function faults(least) {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`it is ${root.scrollWidth} wide in ${root.clientWidth}`);
  const colour = (value) => value.match(/[\d.]+/g).map(Number);
  const light = (value) => {
    const [r, g, b] = colour(value).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const value = getComputedStyle(one).backgroundColor;
      if ((colour(value)[3] ?? 1) > 0) return value;
    }
    return 'rgb(255, 255, 255)';
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.data.trim();
    if (!words || !element.offsetParent) continue;
    const [text, ground] = [light(getComputedStyle(element).color), light(behind(element))];
    const contrast = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    if (contrast < least) found.push(`“${words.slice(0, 40)}” has a contrast of ${contrast.toFixed(2)}`);
    const lang = element.closest('[lang]').lang;
    const isRtl = getComputedStyle(element.closest('[lang]')).direction === 'rtl';
    if (isRtl !== (lang === 'ar')) found.push(`“${words.slice(0, 40)}” is in ${lang} and runs ${isRtl ? 'to the left' : 'to the right'}`);
  }
  for (const cell of document.querySelectorAll('td.cell')) {
    const side = getComputedStyle(cell).textAlign;
    if ((side === 'right') !== (cell.dir === 'rtl')) found.push(`a cell in ${cell.lang} is aligned to the ${side}`);
  }
  return [...new Set(found)];
}

describe('e-mails', () => {
  it('are there', () => assert.ok(mails.length >= 12, mails.join(' ')));
  for (const width of [320, 600]) {
    for (const colorScheme of ['light', 'dark']) {
      it(`can be read at ${width} pixels in ${colorScheme}`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled: true });
        const page = await context.newPage();
        await page.route('**/*', (route) => route.abort());
        const all = [];
        for (const path of mails) {
          await page.setContent(readFileSync(join(PUBLIC, path), 'utf8'), { waitUntil: 'domcontentloaded' });
          const found = await page.evaluate(faults, CONTRAST);
          all.push(...found.map((fault) => `${path}: ${fault}`));
        }
        await context.close();
        assert.deepEqual(all, []);
      });
    }
  }

  it('lead from each language to the other', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 600 } });
    await page.route('**/*', (route) => route.abort());
    for (const path of mails.filter((path) => path.includes('together'))) {
      await page.setContent(readFileSync(join(PUBLIC, path), 'utf8'), { waitUntil: 'domcontentloaded' });
      const links = await page.$$eval('a[href^="#"]', (all) => all.map((a) => a.getAttribute('href')));
      const own = path.startsWith('ar/') ? ['#en', '#ar'] : ['#ar', '#en'];
      assert.deepEqual(links.filter((href) => own.includes(href)), own, path);
      for (const href of own) assert.ok(await page.$(`[id="${href.slice(1)}"][name="${href.slice(1)}"]`), `${path}: ${href}`);
    }
    await page.close();
  });
});
