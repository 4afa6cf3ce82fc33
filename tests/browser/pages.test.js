// Every page of the sample site, at the root of a host and under a path: where it leads, what it loads, how wide it is,
// what it says of its languages.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch } from './browser.js';
import { crawl } from './crawl.js';
import { addressBelow, serve } from './server.js';
import { AT_ROOT, DIRECTION, KINDS_OF_A_LANGUAGE, LANGUAGES, UNDER_PATH } from './site.js';
import { counterpartOf, kindOf, langOf, leadsOn, pagesOf, sampleOf, standsAlone } from './site.js';

// Kinds of page that the sample's articles give no example of.
const WITHOUT_EXAMPLE = { en: ['article, link'] };

for (const site of [AT_ROOT, UNDER_PATH]) {
  describe(`every page, ${site.name}`, () => {
    let browser, server, pages, reached;
    before(async () => {
      browser = await launch();
      server = await serve(site);
      ({ pages, reached } = await crawl(browser, site, server));
    }, { timeout: 300_000 });
    after(async () => {
      await browser?.close();
      server?.close();
    });

    // Asks every page; a page answers with what is wrong with it, and nobody may have an answer.
    const everyPage = (question) => {
      const answers = [];
      for (const [address, page] of pages) {
        if (page.isPage) answers.push(...question(page, address).map((answer) => `/${address} ${answer}`));
      }
      if (answers.length > 0) assert.fail(`\n${answers.join('\n')}`);
    };
    // The address that an absolute URL of the published site means.
    const published = (url) => addressBelow(new URL(url), new URL(site.base).origin, site.prefix);
    const whole = (page) => JSON.stringify([...page.alternates].sort());

    it('is of a kind that the tests know, and each kind has a page', () => {
      assert.deepEqual(pagesOf(site).filter((address) => !kindOf(address)), [], 'tell site.js what these are');
      for (const lang of LANGUAGES) {
        const missing = KINDS_OF_A_LANGUAGE.filter((kind) => !sampleOf(site, kind, lang));
        assert.deepEqual(missing, WITHOUT_EXAMPLE[lang] ?? [], `kinds without a page in ${lang}`);
      }
    });

    it('is reached from the root, but for those that nothing should lead to', () => {
      const expected = pagesOf(site).filter((address) => !standsAlone(address));
      assert.deepEqual([...reached].filter((address) => pages.get(address).isPage).sort(), expected);
    });

    it('asks for nothing elsewhere, gets what it asks for, and has nothing to say on the console', () =>
      everyPage((page) => page.wrong));

    it('has no script and nothing that acts like one, but for the search page, which has one of its own', () =>
      everyPage((page, address) => {
        const isOwn = (what) => /^<script defer="" src="[^":]*\/assets\/search\.\w+\.js"><\/script>$/.test(what);
        const isData = (what) => what.startsWith('<script type="application/ld+json">');
        const others = page.active.filter((what) => !isData(what) && (kindOf(address) !== 'search' || !isOwn(what)));
        return others.map((what) => `has ${what}`);
      }));

    it('does not scroll sideways on a phone, a tablet or a desktop', () => everyPage((page) => page.overflow));

    it('says its language and direction', () =>
      everyPage((page, address) => {
        const lang = langOf(address);
        const right = page.lang === lang && page.dir === DIRECTION[lang];
        return right ? [] : [`says lang=${page.lang} dir=${page.dir}`];
      }));

    it('has a title, and one that no other page has', () => {
      const seen = new Map();
      everyPage((page, address) => {
        if (!page.title.trim()) return ['has no title'];
        if (leadsOn(address) || address === '404.html') return [];
        const other = seen.get(page.title);
        seen.set(page.title, address);
        return other === undefined ? [] : [`has the title of /${other}: ${page.title}`];
      });
    });

    it('leads to pages, files and places on them that exist', () =>
      everyPage((page) =>
        page.links
          .filter((link) => new URL(link.url).origin === server.origin)
          .filter((link) => {
            const target = pages.get(server.addressOf(link.url));
            const anchor = decodeURIComponent(new URL(link.url).hash.slice(1));
            return target?.status !== 200 || (anchor && !target.ids?.includes(anchor));
          })
          .map((link) => `has a dead link to ${link.url} (${link.text})`)));

    it('leads to pages that exist where it gives its own site by name', () =>
      everyPage((page) =>
        page.links
          .filter((link) => published(link.url) !== undefined && !pages.has(published(link.url)))
          .map((link) => `has a dead link to ${link.url} (${link.text})`)));

    it('names style sheets, icons and images that exist', async () => {
      const files = new Set([...pages.values()].flatMap((page) => page.files ?? []));
      assert.ok(files.size > 0, 'the pages name no files at all');
      for (const file of files) assert.equal((await fetch(file)).status, 200, file);
    });

    it('has its own address as the canonical one, or that of the page it leads to', () =>
      everyPage((page, address) => {
        const canonical = page.canonical && published(page.canonical);
        const right = kindOf(address) === 'alias' ? kindOf(canonical)?.startsWith('article') : canonical === address;
        return right ? [] : [`has the canonical address ${page.canonical}`];
      }));

    it('is named as an alternate by all of its alternates, with the same list', () =>
      everyPage((page, address) =>
        page.alternates.flatMap(([lang, url]) => {
          const other = pages.get(published(url));
          if (!other) return [`names an alternate that is not there: ${url}`];
          if (lang !== 'x-default' && other.lang !== lang) return [`takes ${url} for ${lang}; it is ${other.lang}`];
          if (!other.alternates.some((back) => published(back[1]) === address)) return [`is not named by ${url}`];
          return whole(other) === whole(page) ? [] : [`has other alternates than ${url}`];
        })));

    it('names its counterpart in each language that has one', () =>
      everyPage((page, address) => {
        if (standsAlone(address) || leadsOn(address)) return [];
        const named = page.alternates.map(([lang, url]) => `${lang} ${published(url)}`);
        return LANGUAGES.filter((lang) => lang !== page.lang)
          .map((lang) => [lang, counterpartOf(address, lang)])
          .filter(([lang, to]) => pages.has(to) && !named.includes(`${lang} ${to}`))
          .map(([lang, to]) => `does not name its ${lang} version /${to}`);
      }));

    it('switches language to its counterpart, or to another page and says so', () =>
      everyPage((page, address) => {
        if (leadsOn(address)) return [];
        const alternates = Object.fromEntries(page.alternates);
        return LANGUAGES.filter((lang) => lang !== page.lang).flatMap((lang) => {
          const entry = page.switcher.find((one) => one.lang === lang);
          if (!entry) return [`offers no ${lang}`];
          const exact = alternates[lang] !== undefined || kindOf(address) === 'not found';
          if (!exact) return entry.beside ? [] : [`leads to ${entry.url} as if that were its ${lang} version`];
          if (entry.beside) return [`says “${entry.beside}” of its ${lang} version`];
          const there = alternates[lang] === undefined || published(alternates[lang]) === server.addressOf(entry.url);
          return there ? [] : [`switches to ${entry.url} instead of ${alternates[lang]}`];
        });
      }));
  });
}
