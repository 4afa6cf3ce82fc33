// What EPUBCheck, the conformance checker of EPUB, says of the e-books.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { AT_ROOT, OF_BOOKS, UNDER_PATH } from './site.js';

const CHECKER = '/usr/share/java/epubcheck.jar';

for (const site of [AT_ROOT, UNDER_PATH, OF_BOOKS]) {
  describe(`every e-book ${site.name}`, () => {
    const books = readdirSync(site.folder, { recursive: true }).filter((path) => path.endsWith('.epub'));

    it('is there', () => {
      assert.ok(books.length > 1, `${books}`);
    });

    for (const book of books.sort()) {
      it(`is EPUB to EPUBCheck: ${book}`, { timeout: 120_000 }, async () => {
        const options = ['-jar', CHECKER, join(site.folder, book), '--json', '-', '--quiet'];
        // The status says that there is something, which the list below shows.
        const { stdout } = await promisify(execFile)('java', options, { maxBuffer: 1e8 }).catch((failed) => failed);
        const { messages, checker } = JSON.parse(stdout.slice(stdout.indexOf('{')));
        const said = messages.map(({ ID, message, locations }) => `${locations[0]?.path}:${locations[0]?.line} ${ID}: ${message}`);
        assert.deepEqual(said, [], checker.checkerVersion);
      });
    }
  });
}
