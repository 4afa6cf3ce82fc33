// Pages that arrive in pieces, as over a slow line: what a reader already sees stays where it is when the rest comes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { launch, WIDTHS } from './browser.js';
import { serve } from './server.js';
import { AT_ROOT } from './site.js';

// Long enough for a frame to be painted in between.
const PAUSE = 20;
const BLOCK = /(?=<(?:article|section|div|nav|header|footer|form|ul|ol|li|p|table|tr|h[1-6])[ >])/;

describe('pages that arrive in pieces', { timeout: 300_000 }, () => {
  let browser, whole, slow;
  // What is done to style sheets and pages on their way.
  let change = (css) => css;
  let cut = (html) => html;

  before(async () => {
    browser = await launch();
    whole = await serve(AT_ROOT);
    slow = createServer(async (request, response) => {
      const { pathname } = new URL(request.url, 'http://localhost');
      if (!pathname.endsWith('/')) {
        const answer = await fetch(whole.origin + pathname);
        const body = Buffer.from(await answer.arrayBuffer());
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') });
        response.end(pathname.endsWith('.css') ? change(body.toString()) : body);
        return;
      }
      const html = cut(readFileSync(join(AT_ROOT.folder, decodeURIComponent(pathname), 'index.html'), 'utf8'));
      const [head, body] = html.split(/(?=<body)/);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write(head);
      // The style sheets are there before the first piece is.
      await pause(10 * PAUSE);
      for (const piece of body.split(BLOCK)) {
        response.write(piece);
        await pause(PAUSE);
      }
      response.end();
    });
    await new Promise((listening) => slow.listen(0, '127.0.0.1', listening));
  });
  after(async () => {
    await browser?.close();
    slow?.close();
    whole?.close();
  });

  // What moved while a page came, and from where to where.
  async function moved(address, width) {
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const tab = await context.newPage();
    await tab.addInitScript(() => {
      window.moved = [];
      const place = ({ x, y }) => `${Math.round(x)},${Math.round(y)}`;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          for (const { node, previousRect, currentRect } of entry.sources) {
            window.moved.push(`${node?.className || node?.nodeName}: ${place(previousRect)} to ${place(currentRect)}`);
          }
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await tab.goto(`http://127.0.0.1:${slow.address().port}/${encodeURI(address)}`);
    await tab.waitForTimeout(5 * PAUSE);
    // The sign beside a sentence is shown to who points at it.
    const hidden = await tab.$$eval('body :not(.quote)', (all) =>
      all.filter((own) => getComputedStyle(own).visibility === 'hidden').map((own) => own.className),
    );
    const places = await tab.evaluate(() => window.moved);
    await context.close();
    assert.deepEqual(hidden, [], 'all is shown once it is there');
    return places;
  }

  for (const address of [
    '',
    'articles/lavrov-treaty-commitment/',
    'articles/rason-ferry/parallel/',
    'archive/2025/08/',
    'topics/',
    'topics/military/',
    'editions/2025-08-18/',
    'figures/',
  ]) {
    for (const width of [WIDTHS.handheld, WIDTHS.desktop]) {
      it(`do not move (${address || 'the front page'}, ${width} px)`, async () => {
        const lang = width === WIDTHS.desktop ? 'en' : 'ar';
        assert.deepEqual(await moved(`${lang}/${address}`, width), []);
      });
    }
  }

  it('would move if their parts were shown before they are whole', async () => {
    change = (css) => css.replaceAll('visibility:hidden', '');
    try {
      assert.notDeepEqual(await moved('en/', WIDTHS.desktop), []);
    } finally {
      change = (css) => css;
    }
  });

  it('are shown in the end if nothing follows their main part', async () => {
    cut = (html) => html.replace(/<footer class=["']?colophon.*<\/footer>/s, '');
    try {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${slow.address().port}/en/topics/`);
      assert.equal(await tab.$('main + *'), null);
      const shown = () =>
        [...document.querySelectorAll('main :not(.quote)')].every((own) => getComputedStyle(own).visibility === 'visible');
      await tab.waitForFunction(shown, null, { timeout: 10_000 });
      await tab.close();
    } finally {
      cut = (html) => html;
    }
  });
});
