// Every page works under the policy that it states and the one that its host states, and both are strict.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { contextOf, launch, stay, watch } from './browser.js';
import { serve } from './server.js';
import { AT_ROOT, OF_CHARTS, pagesOf, sampleOf, UNDER_PATH } from './site.js';

const META = 'meta[http-equiv="Content-Security-Policy"]';

for (const site of [AT_ROOT, UNDER_PATH, OF_CHARTS]) {
  describe(`the policy of pages ${site.name}`, () => {
    let browser, server, context, page, wrong;
    before(async () => {
      browser = await launch();
      server = await serve(site);
      context = await contextOf(browser);
      await stay(context, site, server);
      // Runs in every page before anything of its own.
      await context.addInitScript(() => {
        globalThis.violations = [];
        addEventListener('securitypolicyviolation', (event) =>
          globalThis.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
        );
      });
      page = await context.newPage();
      wrong = watch(page, server);
    });
    after(async () => {
      await browser?.close();
      server?.close();
    });

    it('is kept by every page, which looks as it should', { timeout: 300_000 }, async () => {
      for (const address of pagesOf(site)) {
        const response = await page.goto(server.url(address));
        const { violations, stated, unset } = await page.evaluate(keeps, META);
        wrong.push(...violations, ...unset);
        assert.match(stated ?? '', /^default-src 'none'; /, `/${address}`);
        assert.ok(!/unsafe|\*/.test(stated), `/${address}: ${stated}`);
        // A page that was made to stay has no headers.
        const header = response.headers()['content-security-policy'] ?? "frame-ancestors 'none'";
        assert.match(header, /frame-ancestors 'none'/, `/${address}`);
        assert.deepEqual(wrong.splice(0), [], `/${address}`);
      }
    });

    it('lets nothing in that is not the page’s own', async () => {
      const address = pagesOf(site).find((one) => /articles\/.+/.test(one));
      const intrude = (html, directive) =>
        page.evaluate(
          async ([text, expected]) => {
            globalThis.violations.length = 0;
            const part = document.createRange().createContextualFragment(text);
            document.body.append(part);
            const isSeen = () => globalThis.violations.some((one) => one.startsWith(expected));
            for (let tries = 0; tries < 250 && !isSeen(); tries += 1) {
              await new Promise((done) => setTimeout(done, 20));
            }
            return globalThis.violations;
          },
          [html, directive],
        );
      for (const [html, directive] of [
        ['<p style="color:red">x</p>', 'style-src-attr'],
        ['<style>p { color: red }</style>', 'style-src-elem'],
        ['<script>globalThis.intruded = true</script>', 'script-src-elem'],
        ['<img src="x" onerror="globalThis.intruded = true">', 'script-src-attr'],
        ['<img src="https://elsewhere.example/x.png">', 'img-src'],
        ['<iframe src="/"></iframe>', 'frame-src'],
        ['<object data="/"></object>', 'object-src'],
      ]) {
        await page.goto(server.url(address));
        const violations = await intrude(html, directive);
        assert.ok(violations.some((one) => one.startsWith(directive)), `${html}: ${violations}`);
        assert.equal(await page.evaluate(() => globalThis.intruded), undefined, html);
      }
    });
  });
}

describe('a host that reads _headers', () => {
  it('tells browsers to keep what has its digest in its name, and to ask after pages', async () => {
    const server = await serve(AT_ROOT);
    const header = async (address, name) => (await fetch(server.url(address))).headers.get(name);
    const html = await (await fetch(server.url('en/'))).text();
    const sheet = html.match(/\/(assets\/[^"' >]+\.css)/)[1];
    assert.match(await header(sheet, 'cache-control'), /max-age=31536000, immutable/);
    for (const address of ['', 'en/', sampleOf(AT_ROOT, 'topic', 'ar')]) {
      assert.match(await header(address, 'cache-control'), /max-age=0, must-revalidate/, address);
      assert.equal(await header(address, 'x-content-type-options'), 'nosniff', address);
    }
    for (const [address, lang] of [['nothing', 'ar'], ['ar/nothing', 'ar'], ['en/nothing/at/all/', 'en']]) {
      const response = await fetch(server.url(address));
      assert.equal(response.status, 404);
      assert.match(await response.text(), new RegExp(`<html[^>]* lang=${lang}`), address);
    }
    server.close();
  });
});

// Runs in the page: what was refused, what the page states, and which of its own styles did not come to hold.
function keeps(meta) {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const value = (one, name) => getComputedStyle(one).getPropertyValue(name).trim();
  const measures = ['s', 'l', 'w', 'x', 'y'].flatMap((name) =>
    all(`[data-${name}]`).filter((one) => value(one, `--${name}`) !== one.getAttribute(`data-${name}`)),
  );
  const bars = all('.pulse li[title]').filter((one) => one.getBoundingClientRect().height < 3);
  const marks = all('a[data-topic]').filter((one) => !value(one, '--topic') || value(one, '--topic') === value(one, '--soft'));
  return {
    violations: globalThis.violations,
    stated: document.querySelector(meta)?.content,
    unset: [...measures, ...bars, ...marks].map((one) => `has no style for ${one.outerHTML.slice(0, 80)}`),
  };
}
