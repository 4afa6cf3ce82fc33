// What the built pages and the theme's style sheets are made of: html-validate, the Nu checker, stylelint.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import stylelint from 'stylelint';
import rules from './html-validate.config.js';
import { AT_ROOT, OF_CHARTS, pagesOf, REPOSITORY } from './site.js';

const NU = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

for (const site of [AT_ROOT, OF_CHARTS]) {
  describe(`every page ${site.name}`, () => {
    it('is what html-validate recommends', async () => {
      const validator = new HtmlValidate(new StaticConfigLoader(rules));
      const files = pagesOf(site).map((address) => join(site.folder, address.replace(/(^|\/)$/, '$1index.html')));
      assert.ok(files.length > 20, `${files.length} pages`);
      const { results } = await validator.validateMultipleFiles(files);
      const said = results.flatMap(({ filePath, messages }) =>
        messages.map((one) => `${filePath}:${one.line}:${one.column} ${one.ruleId}: ${one.message} (${one.selector})`),
      );
      assert.deepEqual(said, []);
    });

    it('is HTML to the Nu checker', { timeout: 120_000 }, async () => {
      const options = ['-Xss8m', '-jar', NU, '--stdout', '--exit-zero-always', '--skip-non-html', '--format', 'json'];
      const { stdout } = await promisify(execFile)('java', [...options, site.folder], { maxBuffer: 1e8 });
      // The checker reads files, which have no host: to it nothing in them is the site's own.
      const isOfHost = ({ message }) => /Content Security Policy \(meta tag\): external (stylesheet|script) “[./]*\/assets\//.test(message);
      // What is data, no policy asks for (HTML, prepare the script element): policy.test.js shows that browsers do not.
      const isData = ({ message, extract }) =>
        message.startsWith('Inline script violates Content Security Policy') && extract.includes('<script type="application/ld+json">');
      const said = JSON.parse(stdout)
        .messages.filter((one) => !isOfHost(one) && !isData(one))
        .map((one) => `${one.url}:${one.lastLine}:${one.lastColumn} ${one.message}: ${one.extract}`);
      assert.deepEqual(said, []);
    });
  });
}

describe('the style sheets of the theme', () => {
  it('are what stylelint recommends, in logical properties alone', async () => {
    const { results } = await stylelint.lint({
      files: join(REPOSITORY, 'themes/*/static/**/*.css'),
      configFile: join(REPOSITORY, 'tests/browser/stylelint.config.js'),
    });
    assert.ok(results.length > 0, 'there are none');
    const said = results.flatMap(({ source, warnings }) => warnings.map((one) => `${source}:${one.line} ${one.text}`));
    assert.deepEqual(said, []);
  });
});
