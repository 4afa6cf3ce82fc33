// A draft with five planted faults is mended step by step by a client that follows what the answers say, and nothing else. It has no
// idea of the original: what it writes stands in an answer.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const ORIGINAL = `Harbour opens after nine years

The harbour of Varna opened on 3 March 2025, after nine years of work.

Exports of grain rose by 35% in the past year.

In the storm, 12 workers were killed and 30 were wounded.

“We will not rest until the last ship has left,” the minister, Ivan Petrov, said in Varna.

The harbour takes 1.2 million tonnes of grain a year.
`;

const NAMES = `[[name]]
id = "varna"
kind = "place"
en = "Varna"
variants.en = ["Warna"]
`;

const RIGHT = `The harbour of Varna opened on 3 March 2025 [p1].

Exports of grain rose by 35% in the past year [p2].

In the storm, 12 workers were killed and 30 were wounded [p3].

The minister said: “We will not rest until the last ship has left” [p4].

It takes 1.2 million tonnes of grain a year [p5].
`;

// The five faults: a wrong figure, two figures that changed places, a wrong quotation, a citation of a paragraph that does not exist,
// and a misspelt name.
const FAULTS = [
  ['35%', '53%'],
  ['12 workers were killed and 30 were wounded', '30 workers were killed and 12 were wounded'],
  ['until the last ship has left', 'until the first ship has left'],
  ['[p5]', '[p9]'],
  ['Varna', 'Warna'],
];

let client;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mujaz-mcp-'));
  writeFileSync(join(folder, 'original.en.txt'), ORIGINAL);
  writeFileSync(join(folder, 'names.toml'), NAMES);
  client = new Client({ name: 'repair', version: '1.0.0' });
  const transport = new StdioClientTransport({ command: process.env.MUJAZ, args: ['mcp', '--root', folder], stderr: 'inherit' });
  await client.connect(transport);
});

after(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

async function call(name, args) {
  const result = await client.callTool({ name, arguments: args });
  assert.ok(!result.isError, result.content[0]?.text);
  return { text: result.content[0].text, data: result.structuredContent };
}

const verify = (summary, more = {}) =>
  call('verify', { original_path: 'original.en.txt', names_path: 'names.toml', summary, ...more });

// Puts other words into the place that an answer names; columns count characters.
function put(text, { line, column, end_line: endLine, end_column: endColumn }, words) {
  const lines = text.split('\n').map((one) => Array.from(one));
  assert.equal(line, endLine, 'each of these faults stands on one line');
  lines[line - 1].splice(column - 1, endColumn - column, ...Array.from(words));
  return lines.map((one) => one.join('')).join('\n');
}

// What the answer says to write in the place of a claim: the preferred spelling, or the words of the original that it shows.
function words(fault) {
  if (fault.write) return fault.write;
  const shown = ['instead', 'nearest'].map((role) => fault.original.find((place) => place.role === role)).find(Boolean);
  assert.ok(shown?.text, `the answer shows no words of the original: ${JSON.stringify(fault)}`);
  return shown.text;
}

// The paragraphs that state the claims on a line, as the answer says.
async function stated(summary, line) {
  const { data } = await verify(summary, { all: true });
  const here = data.holds.filter((claim) => claim.place.line === line);
  const numbers = here.flatMap((claim) => claim.original.filter((place) => place.role === 'same').map((place) => place.paragraph));
  assert.ok(numbers.length > 0, `no claim on line ${line} holds`);
  return [...new Set(numbers)].map((number) => `p${number}`).join(', ');
}

async function mended(summary, fault) {
  if (fault.kind !== 'citation') return put(summary, fault.place, words(fault));
  const without = put(summary, fault.place, '');
  return put(summary, fault.place, `[${await stated(without, fault.place.line)}]`);
}

test('the server says what it offers', async () => {
  assert.equal(client.getServerVersion().name, 'mujaz');
  assert.match(client.getInstructions(), /mujaz:\/\/guide\/summary/);
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name), ['verify', 'paragraphs', 'check', 'explain']);
  const { contents } = await client.readResource({ uri: 'mujaz://guide/summary' });
  assert.match(contents[0].text, /^# Writing a summary that passes/);
  const schema = await client.readResource({ uri: 'mujaz://schema/claims' });
  assert.equal(JSON.parse(schema.contents[0].text).title, 'Claims of a summary');
  const { data } = await call('paragraphs', { original_path: 'original.en.txt' });
  assert.equal(data.last, 5);
});

test('a sound summary has nothing to mend', async () => {
  const { text, data } = await verify(RIGHT);
  assert.equal(data.faults, 0, text);
});

test('a draft with five faults is mended by what the answers say', async () => {
  let summary = FAULTS.reduce((text, [right, wrong]) => text.replace(right, wrong), RIGHT);
  const codes = new Set();
  let rounds = 0;
  for (;;) {
    const { text, data } = await verify(summary);
    if (data.faults === 0) break;
    assert.ok(text.length < 2500, `the answer is small: ${text.length} characters`);
    rounds += 1;
    assert.ok(rounds <= 10, `still to mend after ten rounds: ${text}`);
    const fault = data.mend[0];
    const { text: explained } = await call('explain', { code: fault.code });
    assert.ok(explained.startsWith(fault.code));
    codes.add(fault.code);
    summary = await mended(summary, fault);
  }
  assert.equal(summary, RIGHT);
  assert.deepEqual([...codes].sort(), [
    'citation-unknown',
    'figure-not-in-original',
    'figure-of-another',
    'name-variant',
    'quote-not-in-original',
  ]);
});

test('a wrong call is an error that says what to do, and the session goes on', async () => {
  const outside = await client.callTool({ name: 'verify', arguments: { original_path: '/etc/hostname', summary: 'x' } });
  assert.equal(outside.isError, true);
  assert.match(outside.content[0].text, /is outside/);
  await assert.rejects(client.callTool({ name: 'verfy', arguments: {} }), /did you mean `verify`/);
  assert.equal((await verify(RIGHT)).data.faults, 0);
});
