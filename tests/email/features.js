// Holds the e-mails whose paths are read from standard input against what caniemail.com knows of Gmail, Outlook and Apple Mail.
// What one of them does not support, or in part, has to be in the table below, with the reason for which the e-mail can be
// read all the same; and nothing may be in the table that does not occur.

import { readFileSync } from 'node:fs';
import { caniemail } from 'caniemail';

const CLIENTS = ['gmail.*', 'outlook.*', 'apple-mail.*'];

// Feature → why nothing is lost.
const DEGRADES = {
  '@media': 'dark mode and narrow screens: without it the e-mail is light, and 600 pixels wide, as Outlook for Windows shows it',
  '<style> element': 'it holds the two media queries alone; everything else is inline',
  '<body> element': 'its colour and margin are those of the outer table, too',
  'background': 'colours alone are given',
  'align attribute': 'only on cells, which support it; `text-align` says the same',
  'dir attribute': 'every cell has its own side in `text-align` and `align`; links have none',
  'display:none': 'the line of preview: where it is shown, readers see the standfirst twice; `mso-hide` hides it in Outlook',
  'display': 'only `none` is used; see display:none',
  'overflow': 'only beside display:none',
  'role attribute': 'tells screen readers that tables are layout',
  'margin': 'never negative, never `auto`; distances between paragraphs alone',
  'padding': 'beyond cells only at lists and quotations, which Outlook indents by itself',
  'width attribute': 'only on tables and pictures, in pixels',
  'width property': 'only on tables',
  'height property': 'of pictures, on narrow screens',
  'max-width': 'pictures have a width in their attribute; the column has one as well',
  'font-size': 'in pixels',
  'border': 'thin ones, on cells, tables and a line between paragraphs',
  '<ul>, <ol> and <dl>': 'lists have neither `reversed` nor `value`',
  'line-height': 'without a unit; Outlook sets lines a little closer',
  'text-align': 'only left and right',
  'Local anchors': 'they lead to the other language, which stands below in any case',
};

const ALLOWED = new Set(Object.keys(DEGRADES));
const seen = new Set();
const wrong = [];
let count = 0;
for (const path of readFileSync(0, 'utf8').trim().split('\n')) {
  count += 1;
  const html = readFileSync(path, 'utf8');
  if (Buffer.byteLength(html) >= 90_000) wrong.push(`${path}: longer than 90 kB`);
  const { issues } = caniemail({ clients: CLIENTS, html });
  for (const level of [issues.errors, issues.warnings]) {
    for (const [client, features] of level) {
      for (const { title, notes = [] } of features) {
        seen.add(title);
        if (!ALLOWED.has(title)) wrong.push(`${client}: ${title} ${notes.join(' ')}`);
      }
    }
  }
}
const unused = [...ALLOWED].filter((title) => !seen.has(title));
for (const title of unused) wrong.push(`nothing is found of ${title}: take it out of the table`);
if (count < 8) wrong.push(`only ${count} e-mails`);
if (wrong.length) {
  console.error([...new Set(wrong)].join('\n'));
  process.exit(1);
}
console.log(`${count} e-mails; ${seen.size} features degrade, each for a reason`);
