// A static host of the plainest kind: files with their types, compressed for who takes that and fresh for ten minutes, a
// folder's index.html, and 404.html for everything else.

import { createServer } from 'node:http';
import { readFileSync, statSync } from 'node:fs';
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
  const server = createServer((request, response) => answer(site, request, response));
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
    send(request, response, 200, found);
  } else {
    send(request, response, 404, join(site.folder, '404.html'));
  }
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

function send(request, response, status, path) {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const isCompressed = COMPRESSED.includes(extname(path)) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const coding = isCompressed ? { 'content-encoding': 'gzip' } : {};
  const body = readFileSync(path);
  response.writeHead(status, { 'content-type': type, vary: 'accept-encoding', 'cache-control': 'max-age=600', ...coding });
  response.end(isCompressed ? gzipSync(body) : body);
}
