// Sveltia CMS with the configuration for the sample: its files lie in the browser's own file system, where the CMS keeps those of its
// test backend.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { chromium } from 'playwright-core';
import { parse, stringify } from 'yaml';

const { SITE, CONFIG } = process.env;
const packageFolder = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/@sveltia/cms');
const config = parse(readFileSync(CONFIG, 'utf8'));
const PAGE = '<!doctype html><meta charset="utf-8"><title>CMS</title><script src="/cms/sveltia-cms.js"></script>';
const TYPES = { '.js': 'text/javascript', '.yml': 'application/yaml' };

let server;
let browser;
let page;
let origin;

// Texts of the site by path.
function texts() {
  const entries = readdirSync(SITE, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(md|toml)$/.test(entry.name));
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [path.slice(SITE.length + 1), readFileSync(path, 'utf8')]));
}

function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  const send = (type, body) => response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  if (path === '/empty') return send('text/html', '<!doctype html><title>x</title>');
  if (path === '/admin/') return send('text/html', PAGE);
  if (path === '/admin/config.yml') return send(TYPES['.yml'], stringify({ ...config, backend: { name: 'test-repo' } }));
  if (path.startsWith('/cms/') && !path.includes('..')) {
    try {
      return send(TYPES['.js'], readFileSync(join(packageFolder, 'dist', path.slice(5))));
    } catch {
      // Not found.
    }
  }
  return response.writeHead(404).end();
}

before(async () => {
  server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  origin = `http://127.0.0.1:${server.address().port}`;
  const args = ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args });
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: 'en-US' });
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  await page.goto(`${origin}/empty`);
  await page.evaluate(async (files) => {
    const top = await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test', { create: true });
    for (const [path, text] of Object.entries(files)) {
      const parts = path.split('/');
      const name = parts.pop();
      let folder = top;
      for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
      const writer = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await writer.write(text);
      await writer.close();
    }
  }, texts());
});

after(async () => {
  await browser?.close();
  server?.close();
});

const stored = (path) =>
  page.evaluate(async (parts) => {
    let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test');
    const name = parts.pop();
    for (const part of parts) folder = await folder.getDirectoryHandle(part);
    return (await (await folder.getFileHandle(name)).getFile()).text();
  }, path.split('/'));

test('the configuration is valid', () => {
  const schema = JSON.parse(readFileSync(join(packageFolder, 'schema/sveltia-cms.json'), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  assert.ok(validate(config), JSON.stringify(validate.errors?.slice(0, 5), null, 1));
});

const field = (locale, path, element) => page.locator(`[data-locale=${locale}][data-mode=edit] [data-key-path=${path}] ${element}`);

// Opens the first summary; returns the name of its folder.
async function open() {
  await page.goto(`${origin}/admin/`);
  await page.getByRole('button', { name: /test/i }).first().click();
  await page.getByRole('row').nth(2).click();
  await field('ar', 'title', 'input').waitFor();
  return page.url().match(/entries\/([^/]+)\/summary/)[1];
}

let slug;

test('summaries are found, and Arabic fields run from right to left', async () => {
  slug = await open();
  for (const [path, element] of [['title', 'input'], ['description', 'textarea'], ['body', 'textarea']]) {
    assert.equal(await field('ar', path, element).first().getAttribute('dir'), 'rtl', path);
  }
  const old = readFileSync(join(SITE, `content/articles/${slug}/summary.ar.md`), 'utf8');
  const body = old.split('+++\n')[2].trim();
  assert.equal((await field('ar', 'body', 'textarea').first().inputValue()).trim(), body, 'the text is edited as it is');
});

test('what is saved differs in what was edited alone', async () => {
  const path = `content/articles/${slug}/summary.ar.md`;
  const old = readFileSync(join(SITE, path), 'utf8');
  const body = field('ar', 'body', 'textarea').first();
  await body.fill(`${await body.inputValue()}\n\nجملة أضيفت في المتصفح [p1].`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  for (let n = 0; n < 50 && !(await stored(path)).includes('جملة أضيفت'); n += 1) await page.waitForTimeout(200);
  const saved = await stored(path);
  assert.match(saved, /جملة أضيفت في المتصفح \[p1\]\./);
  const [, head, text] = old.split('+++\n');
  const [, savedHead, savedText] = saved.split('+++\n');
  assert.equal(savedText.trim(), `${text.trim()}\n\nجملة أضيفت في المتصفح [p1].`);
  for (const line of head.trim().split('\n')) {
    const [key] = line.split(' = ');
    assert.ok(savedHead.includes(`${key} = `) || savedHead.includes(`[${key}]`), `${key} is kept:\n${savedHead}`);
  }
  writeFileSync(join(SITE, path), saved);
  const found = JSON.parse(execFileSync('sh', ['-c', '"$MUJAZ" check --site "$SITE" --format json || [ $? = 1 ]'], { maxBuffer: 1e8 }));
  // The seal is kept, and so the new sentence is noticed.
  const faults = found.diagnostics.filter((one) => one.severity !== 'note' && one.path === path);
  assert.deepEqual(faults.map((one) => one.code), ['summary-changed']);
});
