// The sample site as the tests know it: what its sources say, which files a build wrote, and what kind of page each is.
// Reads the repository and the built folders; takes where these are from the environment that run.sh sets.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

const read = (...parts) => readFileSync(join(REPOSITORY, ...parts), 'utf8');

const config = read('config.toml');

// The languages of the site, in the order of config.toml, and the direction that a reader of each expects.
export const LANGUAGES = [...config.matchAll(/^\[languages\.([\w-]+)\]/gm)].map((match) => match[1]);
export const DEFAULT_LANGUAGE = config.match(/^default_language = "(.+)"/m)[1];
export const DIRECTION = { ar: 'rtl', en: 'ltr', ru: 'ltr' };

// The two builds: at the root of a host, and under a path as project pages are.
export const AT_ROOT = built('at the root', process.env.SITE_AT_ROOT, config.match(/^base_url = "(.+)"/m)[1]);
export const UNDER_PATH = built('under a path', process.env.SITE_UNDER_PATH, process.env.BASE_UNDER_PATH);
// The sample with links from page to page, as `--relative` writes them.
export const ON_DISK = built('on the disk', process.env.SITE_ON_DISK, AT_ROOT.base);
// The site of search.site.js, of whose publishers one has many articles.
export const TO_SEARCH = built('to search in', process.env.SITE_TO_SEARCH, 'https://mujaz.example/');
// The charts of tests/golden/charts/ in the built-in theme.
export const OF_CHARTS = built('of charts', process.env.SITE_OF_CHARTS, 'https://example.org/');

// The editions of tests/golden/editions/ in the built-in theme, with a book of each topic.
export const OF_BOOKS = built('of books', process.env.SITE_OF_BOOKS, 'https://example.org/');

function built(name, folder, base) {
  if (!folder || !base) throw new Error('no built site is given: run the tests with tests/browser/run.sh');
  return { name, folder, base, prefix: new URL(base).pathname };
}

// What the sources say of each article: { folder, rights, originalLang, originals, summaries: { <lang>: { slug, aliases } } }.
// Rights and language are those of its main original, and `originals` counts all of them.
export const ARTICLES = readdirSync(join(REPOSITORY, 'content/articles')).map(readArticle);

function readArticle(folder) {
  const files = readdirSync(join(REPOSITORY, 'content/articles', folder));
  const originals = files.filter((file) => file.startsWith('original.'));
  const original = originals.find((file) => file.split('.').length === 3) ?? originals[0];
  const rights = frontMatter(folder, original).match(/^rights = "(\w+)"/m)?.[1] ?? 'link';
  const summaries = {};
  for (const file of files.filter((name) => name.startsWith('summary.'))) {
    const fields = frontMatter(folder, file);
    const slug = fields.match(/^slug = "(.+)"/m)?.[1] ?? folder;
    const aliases = fields.match(/^aliases = \[(.*)\]/m)?.[1].match(/[^", ]+/g) ?? [];
    summaries[file.split('.')[1]] = { slug, aliases: aliases.map((alias) => alias.slice(1)) };
  }
  return { folder, rights, originalLang: original.split('.').at(-2), originals: originals.length, summaries };
}

function frontMatter(folder, file) {
  return read('content/articles', folder, file).split('+++')[1];
}

// An article's address below the site's own, as people read it (not percent-encoded).
export const addressOf = (article, lang) => `${lang}/articles/${article.summaries[lang].slug}/`;

const STANDING = readdirSync(join(REPOSITORY, 'content/pages')).map((file) => file.split('.')[0]);
const ALIASES = ARTICLES.flatMap((article) => Object.values(article.summaries).flatMap((summary) => summary.aliases));

// Every kind of page that a language has, by its address below /<lang>/; articles and aliases are told by the sources.
const KINDS = {
  home: /^$/,
  topics: /^topics\/$/,
  topic: /^topics\/[^/]+\/(page\/\d+\/)?$/,
  chronology: /^chronology\/(page\/\d+\/)?$/,
  'chronology of a topic': /^topics\/[^/]+\/chronology\/(page\/\d+\/)?$/,
  figures: /^figures\/(page\/\d+\/)?$/,
  parallel: /^articles\/[^/]+\/parallel\/$/,
  archive: /^archive\/$/,
  month: /^archive\/\d{4}\/\d{2}\/(page\/\d+\/)?$/,
  names: /^names\/$/,
  name: /^names\/[^/]+\/(page\/\d+\/)?$/,
  publishers: /^publishers\/$/,
  publisher: /^publishers\/[^/]+\/(page\/\d+\/)?$/,
  authors: /^authors\/$/,
  author: /^authors\/[^/]+\/(page\/\d+\/)?$/,
  editions: /^editions\/(page\/\d+\/)?$/,
  edition: /^editions\/[^/]+\/$/,
  corrections: /^corrections\/(page\/\d+\/)?$/,
  search: /^search\/$/,
  standing: new RegExp(`^(${STANDING.join('|')})/$`),
  'not found': /^404\.html$/,
};
export const KINDS_OF_A_LANGUAGE = [...Object.keys(KINDS), 'article, full', 'article, cited', 'article, link', 'alias'];

// The kind of the page at an address below the site's own, or undefined for one that the tests do not know.
export function kindOf(address) {
  if (address === '') return 'root';
  if (address === '404.html') return 'not found';
  if (ALIASES.includes(address)) return 'alias';
  const article = ARTICLES.find((one) => Object.keys(one.summaries).some((lang) => addressOf(one, lang) === address));
  if (article) return `article, ${article.rights}`;
  const below = address.slice(address.indexOf('/') + 1);
  return Object.keys(KINDS).find((kind) => KINDS[kind].test(below));
}

// The language of an address: its first segment, and the default one where that is no language.
export const langOf = (address) => LANGUAGES.find((lang) => address.startsWith(`${lang}/`)) ?? DEFAULT_LANGUAGE;

// The address that a page's counterpart in another language has, if there is one.
export function counterpartOf(address, lang) {
  const article = ARTICLES.find((one) => one.summaries[langOf(address)] && addressOf(one, langOf(address)) === address);
  if (article) return article.summaries[lang] && addressOf(article, lang);
  if (kindOf(address) === 'parallel') {
    const there = counterpartOf(address.replace(/parallel\/$/, ''), lang);
    return there && `${there}parallel/`;
  }
  return address.replace(langOf(address), lang);
}

// Pages that lead on by themselves, and pages that no other page leads to.
export const leadsOn = (address) => ['root', 'alias'].includes(kindOf(address));
export const standsAlone = (address) => ['not found', 'alias'].includes(kindOf(address));

// The addresses of all pages that a build wrote, sorted.
export function pagesOf(site) {
  return files(site.folder, '')
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.replace(/(^|\/)index\.html$/, '$1'))
    .sort();
}

function files(root, below) {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below + entry.name;
    return entry.isDirectory() ? files(root, `${path}/`) : [path];
  });
}

// What a build wrote for the page at an address.
export const htmlOf = (site, address) => readFileSync(join(site.folder, address, 'index.html'), 'utf8');

// The page of a kind in a language that has most on it, or undefined where there is none.
export function sampleOf(site, kind, lang) {
  const size = (address) => statSync(join(site.folder, address.replace(/(^|\/)$/, '$1index.html'))).size;
  return pagesOf(site)
    .filter((address) => kindOf(address) === kind && langOf(address) === lang)
    .sort((a, b) => size(b) - size(a))[0];
}
