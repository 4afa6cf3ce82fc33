// Every link, file, anchor and alternate within the sample site leads somewhere, as linkinator finds: at the root of a host,
// under a path and, with links from page to page, at a place that the build was not told of.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LinkChecker } from 'linkinator';
import { serve } from './server.js';
import { AT_ROOT, ON_DISK, pagesOf, UNDER_PATH } from './site.js';

// The relative site, served under a path that is not its own.
const SOMEWHERE = { ...ON_DISK, name: 'with links from page to page, anywhere', prefix: '/any/where/' };

for (const site of [AT_ROOT, UNDER_PATH, SOMEWHERE]) {
  describe(`every link of the site ${site.name}`, () => {
    it('leads to a page or file of the site, and to a place on it', { timeout: 300_000 }, async () => {
      const server = await serve(site);
      const checker = new LinkChecker();
      // What the site gives in full, such as its alternates, is looked for on the server that stands in for its host.
      const inFull = { pattern: new RegExp(`^${site.base}`), replacement: server.url('') };
      const { links } = await checker.check({
        path: pagesOf(site).map((address) => server.url(address)),
        recurse: true,
        checkFragments: true,
        concurrency: 8,
        urlRewriteExpressions: [inFull],
        linksToSkip: async (url) => !url.startsWith(server.origin) && !url.startsWith(site.base),
      });
      server.close();
      const broken = links.filter(({ state }) => state === 'BROKEN');
      assert.deepEqual(broken.map(({ url, status, parent }) => `${parent} leads to ${url}: ${status}`), []);
      const followed = new Set(links.filter(({ state }) => state === 'OK').map(({ url }) => url));
      assert.ok(followed.size > pagesOf(site).length, `only ${followed.size} links were followed`);
    });
  });
}
