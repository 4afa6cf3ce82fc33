// Follows every link of a built site in Chromium, as a reader could, and notes what each page is and does.

import { contextOf, stay, watch, WIDTHS } from './browser.js';
import { pagesOf, standsAlone } from './site.js';

const OVERFLOW_WIDTHS = [WIDTHS.phone, WIDTHS.tablet, WIDTHS.desktop];

// Visits what the root leads to, then the pages that nothing leads to. Returns a map from address to what was found,
// and the set of addresses that the root leads to.
export async function crawl(browser, site, server) {
  const context = await contextOf(browser);
  await stay(context, site, server);
  const page = await context.newPage();
  const wrong = watch(page, server);
  const pages = new Map();
  const follow = async (start) => {
    const queue = [start];
    for (const address of queue) {
      if (pages.has(address)) continue;
      const found = { ...(await visit(page, server, address)), wrong: wrong.splice(0) };
      pages.set(address, found);
      const targets = [...(found.links ?? []).map((link) => link.url), ...(found.forms ?? [])].map((url) => server.addressOf(url));
      queue.push(...targets.filter((to) => to !== undefined));
    }
  };
  await follow('');
  const reached = new Set(pages.keys());
  for (const address of pagesOf(site).filter(standsAlone)) await follow(address);
  await context.close();
  return { pages, reached };
}

// What is at an address: of a page all that the tests ask for, of another file its status, where a redirect counts as
// one: a link should name its target itself.
async function visit(page, server, address) {
  const url = server.url(address);
  const isPage = /(^|\/|\.html)$/.test(address);
  if (!isPage) return { isPage, status: (await fetch(url, { redirect: 'manual' })).status };
  const response = await page.goto(url);
  const found = { isPage, status: response.status(), overflow: [], ...(await page.evaluate(describePage)) };
  for (const width of OVERFLOW_WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    found.overflow.push(...(await page.evaluate(describeOverflow)).map((what) => `at ${width} px: ${what}`));
  }
  return found;
}

// Runs in the page: what its markup says.
function describePage() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const own = (link) => link.textContent.trim();
  return {
    title: document.title,
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    ids: all('[id]').map((element) => element.id),
    links: all('a[href], area[href]').map((link) => ({ url: link.href, text: own(link) })),
    // Where the search box leads.
    forms: all('form').map((form) => form.action),
    files: all('link[href]:not([rel=canonical], [hreflang]), [src]').map((file) => file.href ?? file.src),
    canonical: document.querySelector('link[rel=canonical]')?.href,
    alternates: all('link[rel=alternate][hreflang]').map((link) => [link.hreflang, link.href]),
    // The switcher: links to other languages in navigation, with what is written beside each of them.
    switcher: all('nav a[hreflang]').map((link) => ({
      lang: link.hreflang,
      url: link.href,
      beside: link.parentElement.textContent.replace(link.textContent, '').trim(),
    })),
    // What acts like a program.
    active: [
      ...all('script, iframe, object, embed').map((element) => element.outerHTML.slice(0, 80)),
      ...all('*').flatMap((element) => element.getAttributeNames().filter((name) => name.startsWith('on'))),
      ...all('a').map((link) => link.href).filter((href) => href.startsWith('javascript:')),
    ],
  };
}

// Runs in the page: whether it scrolls sideways, and which elements with text stand past its edges. A right-to-left
// page does not scroll to what stands past its right edge, so looking at the scroll width alone would miss that.
export function describeOverflow() {
  const root = document.documentElement;
  const ancestors = (element) => (element === document.body ? [] : [element, ...ancestors(element.parentElement)]);
  const scrolls = (element) => ancestors(element).some((one) => getComputedStyle(one).overflowX !== 'visible');
  const past = [...document.body.querySelectorAll('*')].filter((element) => {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const { left, right, width } = element.getBoundingClientRect();
    const isPast = width > 0 && (left < -1 || right > root.clientWidth + 1);
    return hasText && isPast && !scrolls(element.parentElement);
  });
  const name = (element) => [element.localName, ...element.classList].join('.');
  const text = (element) => element.textContent.trim().slice(0, 40);
  const what = past.map((element) => `${name(element)} stands past the edge: ${text(element)}`);
  if (root.scrollWidth > root.clientWidth) what.unshift(`the page is ${root.scrollWidth} px wide`);
  return what;
}

// Runs in the page: what lies over its neighbour in a row, a column or a grid, such as a chart wider than its column.
export function describeOverlap() {
  const isLaidOut = (element) => /grid|flex/.test(getComputedStyle(element).display);
  const isInFlow = (element) => !['absolute', 'fixed'].includes(getComputedStyle(element).position);
  const name = (element) => [element.localName, element.id, ...element.classList].filter(Boolean).join('.');
  const isOver = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return [...document.body.querySelectorAll('*')].filter(isLaidOut).flatMap((box) => {
    const parts = [...box.children].filter(isInFlow).map((part) => [part, part.getBoundingClientRect()]);
    return parts.flatMap(([part, own], at) =>
      parts.slice(at + 1).filter(([, other]) => isOver(own, other)).map(([other]) => `${name(part)} lies over ${name(other)}`),
    );
  });
}
