// Chromium, and pages in it that note whatever goes wrong while they load.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { leadsOn } from './site.js';

// Nothing but this machine is reachable from the browser, and nothing of its own runs beside the pages.
export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export const WIDTHS = { phone: 320, handheld: 390, tablet: 768, desktop: 1280 };

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: FLAGS });

// As people have it: a page that they leave is kept for going back to. Playwright switches that off elsewhere.
export const launchWithCache = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: FLAGS,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });

// A context as wide as asked; movement is off, so that a place jumped to is reached at once. A test that puts styles or
// scripts of its own into pages asks for one that takes no notice of their policy.
export async function contextOf(browser, { width = WIDTHS.desktop, scheme = 'light', script = true, policy = true } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: script,
    bypassCSP: !policy,
  });
  context.setDefaultTimeout(10_000);
  return context;
}

// Has pages that lead on by themselves stay, so that they can be looked at.
export async function stay(context, site, server) {
  await context.route(
    (url) => leadsOn(server.addressOf(url) ?? '-'),
    (route) => {
      const html = readFileSync(join(site.folder, server.addressOf(route.request().url()), 'index.html'), 'utf8');
      const body = html.replace(/<meta[^>]*http-equiv="?refresh[^>]*>/, '');
      return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
    },
  );
}

// A list that fills with what a page does wrong: requests to elsewhere, failed ones, errors on the console.
export function watch(page, server) {
  const wrong = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== server.origin) wrong.push(`asks for ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Going on to the next page ends what the last one still asks for, such as its icon. A file that is not there is
    // answered with 404.
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') wrong.push(`does not get ${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) wrong.push(`gets ${response.status()} for ${response.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(`says on the console: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`throws ${error}`));
  return wrong;
}
