// What axe finds, what stands past the edge of the screen, and what lies over something else: on the richest page of every kind in each language, in
// charts, on a phone, a tablet and a desktop, in the light and in the dark.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, stay, watch, WIDTHS } from './browser.js';
import { describeOverflow, describeOverlap } from './crawl.js';
import { serve } from './server.js';
import { AT_ROOT, KINDS_OF_A_LANGUAGE, LANGUAGES, OF_CHARTS, sampleOf } from './site.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

const LOOKS = ['light', 'dark'].flatMap((colorScheme) =>
  [WIDTHS.desktop, WIDTHS.tablet, WIDTHS.phone].map((width) => ({ colorScheme, width })),
);

// The pages to look at, each with its kind. With a paragraph highlighted, an article has colours that it else has not.
const ofLanguage = (lang) => KINDS_OF_A_LANGUAGE.map((kind) => [kind, sampleOf(AT_ROOT, kind, lang)]);
const highlighted = (lang) => ['highlighted', `${sampleOf(AT_ROOT, 'article, full', lang)}#p2`];
const SAMPLES = [['root', ''], ...LANGUAGES.flatMap((lang) => [...ofLanguage(lang), highlighted(lang)])];
const CHARTS = LANGUAGES.flatMap((lang) => [`${lang}/articles/harbour/`, `${lang}/topics/trade/`]);

describe('axe finds nothing, and nothing stands past the edge or over something else', () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  const looksRight = (site, kind, address) =>
    it(`${kind}: /${address}`, { timeout: 120_000 }, async () => {
      const server = await serve(site);
      const context = await contextOf(browser, { policy: false });
      await stay(context, site, server);
      const page = await context.newPage();
      const wrong = watch(page, server);
      await page.goto(server.url(address));
      await page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
      await page.addScriptTag({ path: AXE });
      // Axe has no contrast to tell on a picture: on the shade at the edge of an original that scrolls.
      await page.addStyleTag({ content: '* { background-image: none !important }' });
      for (const { colorScheme, width } of LOOKS) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        const found = [
          ...(await page.evaluate(describeOverflow)),
          ...(await page.evaluate(describeOverlap)),
          ...(await page.evaluate(violations, TAGS)),
        ];
        wrong.push(...found.map((what) => `at ${width} px, ${colorScheme}: ${what}`));
      }
      await context.close();
      server.close();
      assert.deepEqual(wrong, []);
    });

  for (const [kind, address] of SAMPLES) {
    if (address !== undefined) looksRight(AT_ROOT, kind, address);
  }
  for (const address of CHARTS) looksRight(OF_CHARTS, 'charts', address);
});

// Runs in the page, where axe has been loaded: what breaks a rule, and why.
async function violations(values) {
  // Joined Arabic letters are narrower than each by itself, so axe takes their text for an icon's name and leaves its
  // contrast out. Here it looks at whatever holds a letter or a number.
  const holdsText = (_, { children }) =>
    children.some(({ props }) => props.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(props.nodeValue));
  globalThis.axe.configure({ rules: [{ id: 'color-contrast', matches: holdsText }] });
  const results = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`),
  );
}
