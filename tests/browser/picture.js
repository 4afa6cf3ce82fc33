// Draws the README's picture, docs/pages.svg, from pages of the sample as Chromium lays them out: each line of text where it
// stands, and the rules and surfaces behind it. Text stays text, in the reader's own fonts, stretched to the width that it
// had here.
//
//   mujaz build --relative --output /tmp/pages
//   CHROMIUM=$(command -v chromium) node tests/browser/picture.js /tmp/pages > docs/pages.svg

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

// What is shown of each page, in pixels of its own, and how much smaller that is in the picture.
const SCALE = 0.62;
const HEIGHT = 860;
const DESKTOP = 1180;
const PHONE = 390;
const GAP = 32;
const ROWS = [
  [
    { address: 'ar/articles/معاهدة-الشراكة/', width: DESKTOP, scheme: 'light' },
    { address: 'en/', width: PHONE, scheme: 'light' },
  ],
  [
    { address: 'ar/', width: PHONE, scheme: 'dark' },
    { address: 'en/articles/partnership-treaty/', width: DESKTOP, scheme: 'dark' },
  ],
];
const TITLE =
  'An Arabic article and the English front page in light colours, the Arabic front page and an English article in dark ones: ' +
  'headline, summary with numbered citations, and the original with its numbered paragraphs beside it';

const FAMILIES = {
  serif: "'Noto Naskh Arabic','Noto Serif','Iowan Old Style',Palatino,Georgia,serif",
  sans: "'Noto Sans Arabic','Noto Sans','Segoe UI',Tahoma,sans-serif",
};

// Runs in the page: everything that is painted within `height`, in the order in which it is.
function painted(height) {
  const shapes = [];
  const inView = (box) => box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < height && box.right > 0;
  const isSeen = (color) => !/^rgba\(.*, 0\)$/.test(color);
  // What a row that can be moved along keeps beyond its edges is not painted.
  const isWithin = (box, element) => {
    const row = element.closest('.sections')?.getBoundingClientRect();
    return !row || (box.left > row.left - 1 && box.right < row.right + 1);
  };

  // What stands before or after an element's text becomes an element of its own, so that it can be measured.
  const sheet = document.createElement('style');
  sheet.textContent = '[data-drawn]::before,[data-drawn]::after{content:none!important}';
  const made = [];
  for (const element of document.querySelectorAll('body *')) {
    for (const which of ['::before', '::after']) {
      const style = getComputedStyle(element, which);
      if (style.content === 'none' || style.content === 'normal' || style.display === 'none') continue;
      const span = document.createElement('span');
      span.textContent = /^"/.test(style.content) ? JSON.parse(style.content) : '';
      for (const name of style) span.style.setProperty(name, style.getPropertyValue(name));
      made.push([element, which, span]);
    }
  }
  for (const [element, which, span] of made) {
    element.dataset.drawn = '';
    if (which === '::before') element.prepend(span);
    else element.append(span);
  }
  document.head.append(sheet);

  // What a field says while it is empty is no text of the page either.
  for (const field of document.querySelectorAll('input[placeholder]')) {
    const span = document.createElement('span');
    span.textContent = field.placeholder;
    for (const name of getComputedStyle(field)) span.style.setProperty(name, getComputedStyle(field).getPropertyValue(name));
    span.style.color = getComputedStyle(field, '::placeholder').color;
    field.replaceWith(span);
  }

  // A sign that is drawn.
  function sign(svg) {
    const style = getComputedStyle(svg);
    const box = svg.getBoundingClientRect();
    if (inView(box)) shapes.push({ box, sign: svg.innerHTML, of: svg.getAttribute('viewBox'), fill: style.fill, stroke: style.stroke, thick: style.strokeWidth });
  }

  function surfaces(element) {
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden' || style.opacity === '0') return;
    const box = element.getBoundingClientRect();
    if (!inView(box) || !isWithin(box, element)) return;
    // Shadows without blur are rules; the first stands above the others.
    for (const [, fill, x, y] of [...style.boxShadow.matchAll(/(rgba?\([^)]*\)) (-?[\d.]+)px (-?[\d.]+)px 0px 0px(?! inset)/g)].reverse()) {
      const { left, top, width, height } = box;
      shapes.push({ box: { left: left + Number(x), top: top + Number(y), width, height }, fill });
    }
    if (style.boxShadow !== 'none' && !isSeen(style.backgroundColor)) {
      const { left, top, width, height } = box;
      // A little wider, or its edges would let through some of what is below them.
      shapes.push({ box: { left: left - 1, top, width: width + 2, height }, fill: 'ground' });
    }
    const clip = style.clipPath.match(/^polygon\((.*)\)$/);
    if (isSeen(style.backgroundColor)) {
      const part = (length, of) => (length.endsWith('%') ? (parseFloat(length) / 100) * of : parseFloat(length));
      const corner = ([x, y]) => [box.left + part(x, box.width), box.top + part(y, box.height)];
      const corners = clip?.[1].split(',').map((pair) => corner(pair.trim().split(' ')));
      shapes.push({ box, corners, round: parseFloat(style.borderRadius) || 0, fill: style.backgroundColor });
    }
    // Stripes along the upper edge are rules.
    for (const [, fill, from, to] of style.backgroundImage.matchAll(/(rgb\([^)]*\)) ([\d.]+)px,? (?:\1 )?([\d.]+)px/g)) {
      const { left, top, width } = box;
      shapes.push({ box: { left, top: top + Number(from), width, height: to - from }, fill });
    }
    for (const [side, x, y, w, h] of [
      ['Top', 0, 0, 1, 0],
      ['Bottom', 0, 1, 1, 0],
      ['Left', 0, 0, 0, 1],
      ['Right', 1, 0, 0, 1],
    ]) {
      const size = parseFloat(style[`border${side}Width`]);
      const kind = style[`border${side}Style`];
      const fill = style[`border${side}Color`];
      if (!(size > 0) || kind === 'none' || kind === 'hidden' || !isSeen(fill)) continue;
      const rule = (offset, thick) => {
        const left = box.left + x * box.width + (x ? -offset - thick : w ? 0 : offset);
        const top = box.top + y * box.height + (y ? -offset - thick : h ? 0 : offset);
        shapes.push({ box: { left, top, width: w ? box.width : thick, height: h ? box.height : thick }, fill });
      };
      if (kind === 'double') [0, size - Math.floor(size / 3)].forEach((at) => rule(at, Math.floor(size / 3)));
      else rule(0, size);
    }
  }

  // The lines of a text: its characters, as far as they stand side by side.
  function lines(text) {
    const style = getComputedStyle(text.parentElement);
    if (style.visibility === 'hidden' || style.opacity === '0' || !isSeen(style.color)) return;
    const range = document.createRange();
    let line;
    const words = text.data.matchAll(/\S+\s*/g);
    for (const { index, 0: word } of words) {
      range.setStart(text, index);
      range.setEnd(text, index + word.trimEnd().length);
      const box = range.getBoundingClientRect();
      if (!inView(box) || !isWithin(box, text.parentElement)) continue;
      if (line && Math.abs(line.top - box.top) < 2) {
        line.words += ` ${word.trimEnd()}`;
        line.left = Math.min(line.left, box.left);
        line.right = Math.max(line.right, box.right);
      } else {
        line = { words: word.trimEnd(), left: box.left, right: box.right, top: box.top, bottom: box.bottom };
        shapes.push({
          line,
          fill: style.color,
          size: parseFloat(style.fontSize),
          bold: Number(style.fontWeight) >= 600,
          serif: /serif/.test(style.fontFamily.replace(/sans-serif/g, '')),
          direction: style.direction,
          underlined: style.textDecorationLine.includes('underline'),
        });
      }
    }
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (/\S/.test(node.data) && node.parentElement.checkVisibility()) lines(node);
    } else if (node instanceof SVGSVGElement) {
      if (node.checkVisibility()) sign(node);
    } else if (!(node instanceof SVGElement) && node.checkVisibility()) {
      surfaces(node);
    }
  }
  const grounds = [document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor);
  const ground = grounds.find(isSeen);
  // A shadow does not show through what casts it.
  for (const shape of shapes) if (shape.fill === 'ground') shape.fill = ground;
  return { ground, shapes };
}

const escaped = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const n = (number) => String(Math.round(number * 10) / 10);
const hex = (color) => {
  if (color === 'none') return color;
  const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
  // Mixed colours are said in parts of one.
  const whole = color.startsWith('color(') ? 255 : 1;
  const digits = [r, g, b].map((part) => Math.round(part * whole).toString(16).padStart(2, '0')).join('');
  return a < 1 ? `#${digits}" fill-opacity="${n(a)}` : `#${digits}`;
};

function drawn({ box, corners, round, line, fill, sign, of, stroke, thick, ...text }) {
  if (corners) {
    return `<path d="M${corners.map((pair) => pair.map(n).join(' ')).join('L')}Z" fill="${hex(fill)}"/>`;
  }
  if (sign) {
    return (
      `<svg x="${n(box.left)}" y="${n(box.top)}" width="${n(box.width)}" height="${n(box.height)}" viewBox="${of}" ` +
      `fill="${hex(fill)}" stroke="${hex(stroke)}" stroke-width="${thick}">${sign}</svg>`
    );
  }
  if (box) {
    const rounded = round ? ` rx="${n(round)}"` : '';
    return `<rect x="${n(box.left)}" y="${n(box.top)}" width="${n(box.width)}" height="${n(box.height)}"${rounded} fill="${hex(fill)}"/>`;
  }
  const width = line.right - line.left;
  // The alphabetic baseline, as the fonts of both scripts here have it, within the box of the line.
  const base = (line.top + line.bottom) / 2 + 0.34 * text.size;
  const x = text.direction === 'rtl' ? line.right : line.left;
  const classes = [text.serif ? 's' : 'g', ...(text.bold ? ['b'] : []), ...(text.underlined ? ['u'] : [])].join(' ');
  return (
    `<text x="${n(x)}" y="${n(base)}" class="${classes}" font-size="${n(text.size)}" fill="${hex(fill)}"` +
    `${text.direction === 'rtl' ? ' direction="rtl"' : ''} textLength="${n(width)}" lengthAdjust="spacingAndGlyphs">` +
    `${escaped(line.words)}</text>`
  );
}

const folder = pathToFileURL(resolve(process.argv[2] ?? 'public'));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
const parts = [];
const clips = [];
let top = GAP;
let width = 0;
for (const row of ROWS) {
  let left = GAP;
  for (const one of row) {
    const viewport = { width: one.width, height: HEIGHT };
    const context = await browser.newContext({ viewport, colorScheme: one.scheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${folder}/${one.address}index.html`);
    const { ground, shapes } = await page.evaluate(painted, HEIGHT);
    await context.close();
    const id = `c${clips.length}`;
    clips.push(`<clipPath id="${id}"><rect width="${one.width}" height="${HEIGHT}"/></clipPath>`);
    parts.push(
      `<g transform="translate(${left} ${top}) scale(${SCALE})" clip-path="url(#${id})">`,
      `<rect width="${one.width}" height="${HEIGHT}" fill="${hex(ground)}"/>`,
      ...shapes.map(drawn),
      '</g>',
    );
    left += Math.round(one.width * SCALE) + GAP;
  }
  width = Math.max(width, left);
  top += Math.round(HEIGHT * SCALE) + GAP;
}
await browser.close();

console.log(
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" role="img" aria-labelledby="title">`,
    `<title id="title">${TITLE}</title>`,
    `<style>.s{font-family:${FAMILIES.serif}}.g{font-family:${FAMILIES.sans}}.b{font-weight:700}.u{text-decoration:underline}</style>`,
    `<defs>${clips.join('')}</defs>`,
    `<rect width="${width}" height="${top}" fill="#d9dedb"/>`,
    ...parts,
    '</svg>',
  ].join('\n'),
);
