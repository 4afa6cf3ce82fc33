// A static host of the plainest kind: files with their types and the headers that _headers gives them, compressed for who
// takes that and else fresh for ten minutes, parts of files, a folder's index.html, and for everything else the 404.html of _redirects.

import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = ['.html', '.css', '.js', '.svg', '.json', '.xml', '.txt'];

// Serves a built site under its own path, and nothing beside it, at a free port of this machine.
export async function serve(site) {
  const host = { ...site, rules: rulesOf(site), missing: missingOf(site) };
  const server = createServer((request, response) => answer(host, request, response));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (address) => origin + site.prefix + encodeURI(address),
    // The address below the site's own, or undefined for a URL that is not the site's.
    addressOf: (url) => addressBelow(new URL(url), origin, site.prefix),
    close: () => server.close(),
  };
}

// The decoded part of a URL's path below a site's, without query and fragment.
export function addressBelow(url, origin, prefix) {
  if (url.origin !== origin || !url.pathname.startsWith(prefix)) return undefined;
  return decodeURIComponent(url.pathname.slice(prefix.length));
}

function answer(site, request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const found = pathname.startsWith(site.prefix) && find(site.folder, pathname.slice(site.prefix.length));
  if (found === 'folder') {
    response.writeHead(301, { location: `${pathname}/` }).end();
  } else if (found) {
    send(request, response, 200, found, site);
  } else {
    const missing = site.missing.find(({ folder }) => pathname.startsWith(folder))?.page ?? `${site.prefix}404.html`;
    send(request, response, 404, join(site.folder, missing.slice(site.prefix.length)), site);
  }
}

// The rules of _headers: which paths, and headers by name. `*` stands for anything, `:name` for a part between slashes.
function rulesOf(site) {
  const blocks = read(site, '_headers').trim().split(/\n\n+/).filter(Boolean);
  return blocks.map((block) => {
    const [path, ...lines] = block.split('\n');
    const pattern = path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+').replace('*', '.*');
    const headers = lines.map((line) => [line.split(':')[0].trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
    return { pattern: new RegExp(`^${pattern}$`), headers };
  });
}

// Which page serves what does not exist below a folder.
function missingOf(site) {
  const lines = read(site, '_redirects').split('\n').map((line) => line.split(' '));
  return lines.filter(([, , status]) => status === '404').map(([from, page]) => ({ folder: from.slice(0, -1), page }));
}

// What a file at the root of the site says; a site that another program built may have none.
function read(site, name) {
  const path = join(site.folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

// The headers that the rules give a path. Hosts join what two rules give, so that must not happen.
function headersOf(site, pathname) {
  const headers = {};
  for (const [name, value] of site.rules.filter((rule) => rule.pattern.test(pathname)).flatMap((rule) => rule.headers)) {
    if (headers[name] !== undefined) throw new Error(`_headers gives ${pathname} two headers ${name}`);
    headers[name] = value;
  }
  return headers;
}

// The file for an address, 'folder' for a folder that is asked for without its slash, or undefined. What begins with a
// dot is no page: so `..` leads nowhere, and the build's own notes stay unseen.
function find(folder, encoded) {
  const address = decodeURIComponent(encoded);
  if (address.split('/').some((part) => part.startsWith('.'))) return undefined;
  const path = join(folder, address === '' || address.endsWith('/') ? `${address}index.html` : address);
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() ? 'folder' : stat && path;
}

function send(request, response, status, path, site) {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const isCompressed = COMPRESSED.includes(extname(path)) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const coding = isCompressed ? { 'content-encoding': 'gzip' } : {};
  const body = readFileSync(path);
  const own = headersOf(site, new URL(request.url, 'http://localhost').pathname);
  const plain = { 'content-type': type, vary: 'accept-encoding', 'cache-control': 'max-age=600', 'accept-ranges': 'bytes' };
  const range = status === 200 && !isCompressed && request.headers.range?.match(/^bytes=(\d+)-(\d+)$/);
  if (range) {
    const part = body.subarray(Number(range[1]), Number(range[2]) + 1);
    const where = { 'content-range': `bytes ${range[1]}-${Number(range[1]) + part.length - 1}/${body.length}` };
    response.writeHead(206, { ...plain, ...own, ...where });
    response.end(part);
    return;
  }
  response.writeHead(status, { ...plain, ...own, ...coding });
  response.end(isCompressed ? gzipSync(body) : body);
}
