// A host for the reader's module: files of a folder, with ranges or without, and what was asked for.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function host({ hasRanges = true } = {}) {
  const asked = [];
  const fetch = async (url, { headers = {} } = {}) => {
    let bytes;
    try {
      bytes = readFileSync(fileURLToPath(url));
    } catch {
      return new Response('', { status: 404 });
    }
    const range = hasRanges && headers.range?.match(/^bytes=(\d+)-(\d+)$/);
    if (range) bytes = bytes.subarray(Number(range[1]), Number(range[2]) + 1);
    asked.push({ url: String(url), bytes: bytes.length });
    return new Response(bytes, { status: range ? 206 : 200 });
  };
  return { fetch, asked };
}
