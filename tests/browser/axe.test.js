// What axe finds: every kind of page in each language on a light desktop, and the richest on a phone and in the dark.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, stay, WIDTHS } from './browser.js';
import { serve } from './server.js';
import { AT_ROOT, KINDS_OF_A_LANGUAGE, LANGUAGES, sampleOf } from './site.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const RICHEST = ['home', 'article, full', 'article, cited', 'topic', 'month', 'chronology', 'name', 'publishers', 'standing'];
const LOOKS = [
  { width: WIDTHS.desktop, scheme: 'light', kinds: KINDS_OF_A_LANGUAGE, root: true },
  { width: WIDTHS.desktop, scheme: 'dark', kinds: RICHEST },
  { width: WIDTHS.phone, scheme: 'light', kinds: RICHEST },
  { width: WIDTHS.phone, scheme: 'dark', kinds: RICHEST, root: true },
];

describe('axe finds nothing', () => {
  let browser, server;
  before(async () => {
    browser = await launch();
    server = await serve(AT_ROOT);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  for (const look of LOOKS) {
    it(`at ${look.width} px, ${look.scheme}`, { timeout: 300_000 }, async () => {
      const context = await contextOf(browser, look);
      await stay(context, AT_ROOT, server);
      const page = await context.newPage();
      const found = [];
      for (const [kind, address] of samples(look)) {
        await page.goto(server.url(address));
        found.push(...(await violations(page)).map((what) => `/${address} (${kind}): ${what}`));
      }
      await context.close();
      if (found.length > 0) assert.fail(`\n${found.join('\n')}`);
    });
  }
});

describe('axe finds nothing in charts', () => {
  for (const scheme of ['light', 'dark']) {
    it(scheme, { timeout: 300_000 }, async () => {
      const browser = await launch();
      const server = await serve({ folder: process.env.SITE_OF_CHARTS, prefix: '/' });
      const page = await (await contextOf(browser, { width: WIDTHS.phone, scheme })).newPage();
      const found = [];
      for (const address of LANGUAGES.flatMap((lang) => [`${lang}/articles/harbour/`, `${lang}/topics/trade/`])) {
        await page.goto(server.url(address));
        await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
        found.push(...(await violations(page)).map((what) => `/${address}: ${what}`));
      }
      await browser.close();
      server.close();
      assert.deepEqual(found, []);
    });
  }
});

// The pages to look at: one of each kind and language, and an article with a paragraph highlighted.
function samples({ kinds, root }) {
  const pages = LANGUAGES.flatMap((lang) => kinds.map((kind) => [kind, sampleOf(AT_ROOT, kind, lang)]));
  const articles = pages.filter(([kind, address]) => kind === 'article, full' && address);
  const highlighted = articles.map(([, address]) => ['highlighted', `${address}#p2`]);
  return [...(root ? [['root', '']] : []), ...pages.filter(([, address]) => address !== undefined), ...highlighted];
}

async function violations(page, except = []) {
  await page.addScriptTag({ path: AXE });
  const results = await page.evaluate(
    ([values, rules]) =>
      globalThis.axe.run(document, { runOnly: { type: 'tag', values }, rules, resultTypes: ['violations'] }),
    [RULES, Object.fromEntries(except.map((rule) => [rule, { enabled: false }]))],
  );
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`),
  );
}
