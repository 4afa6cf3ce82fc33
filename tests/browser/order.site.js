// Writes the site on which the order of a line is looked at: an article in Arabic and one in English, whose summary and
// original hold all texts of the table, and for each headline an article of its own.
//
//   node order.site.js FOLDER

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ARABIC, CITED_IN_ARABIC, CITED_IN_ENGLISH, ENGLISH } from './order.table.js';

// The languages of the site with their cases, and the folder of the article that holds them.
export const PAGES = [
  { lang: 'ar', dir: 'rtl', article: 'order-ar', cases: ARABIC, cited: CITED_IN_ARABIC },
  { lang: 'en', dir: 'ltr', article: 'order-en', cases: ENGLISH, cited: CITED_IN_ENGLISH },
];

// Cases of plain paragraphs, which can be headlines and standfirsts as well.
export const headlines = ({ cases }) => cases.filter(([markdown, , more]) => !more && !markdown.includes('"'));
export const headlineOf = (page, index) => `${page.article}-${index + 1}`;

const block = {
  p: (text) => `${text}\n`,
  li: (text) => `- ${text}\n`,
  h2: (text) => `## ${text}\n`,
  td: (text) => `| - | ${text} |\n|---|---|\n| - | ${text} |\n`,
};

const front = (fields) => `+++\n${fields.join('\n')}\n+++\n\n`;
const body = (cases) => cases.map(([markdown, , more]) => block[more?.in ?? 'p'](markdown)).join('\n');

function files() {
  const config = ['base_url = "https://order.example/"', 'default_language = "ar"'];
  const written = { 'content/publishers.toml': '[press]\nname.ar = "الصحيفة"\nname.en = "The Press"\nurl = "https://press.example/"\n' };
  for (const page of PAGES) {
    const { lang, article, cases, cited } = page;
    config.push(`[languages.${lang}]`, 'title = "Order"', 'description = "Order"', 'numerals = "latn"');
    const add = (folder, title, original, summary) => {
      const head = [`title = "${title}"`];
      const press = [...head, 'publisher = "press"', 'rights = "full"'];
      written[`content/articles/${folder}/original.${lang}.md`] = front(press) + original;
      written[`content/articles/${folder}/summary.${lang}.md`] = front([...head, `description = "${title}"`]) + summary;
    };
    add(article, 'Order', body(cases), `${body(cases)}\n${cited[0]}\n\n[^1]: –\n`);
    headlines(page).forEach(([text], index) => add(headlineOf(page, index), text, '–\n', '–\n'));
  }
  return { 'config.toml': `${config.join('\n')}\n`, ...written };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [path, text] of Object.entries(files())) {
    const file = join(process.argv[2], path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
