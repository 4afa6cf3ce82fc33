// `mujaz serve` on a copy of the sample site that a test may edit, and the site's sources as an editor saves them.
// Takes the program from the environment that run.sh sets.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

export function program() {
  if (!process.env.MUJAZ) throw new Error('no program is given: run the tests with tests/browser/run.sh');
  return process.env.MUJAZ;
}

// A copy of the sample site.
export function copyOfSample() {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-served-'));
  for (const part of ['config.toml', 'content', 'themes']) {
    cpSync(join(REPOSITORY, part), join(folder, part), { recursive: true });
  }
  const path = (file) => join(folder, file);
  const read = (file) => readFileSync(path(file), 'utf8');
  // As most editors save: into a file beside it that then takes its name.
  const save = (file, text) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(`${file}~`), text);
    renameSync(path(`${file}~`), path(file));
  };
  return {
    folder,
    path,
    read,
    save,
    // Replaces a text that must be there, and gives what takes that back.
    edit(file, from, to) {
      const before = read(file);
      if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`);
      save(file, before.replace(from, to));
      return () => save(file, before);
    },
    remove: (file) => rmSync(path(file), { recursive: true }),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}

// Starts the server and waits until it says its address; at a free port unless one is given.
export async function start(site, { port = 0, options = [] } = {}) {
  const args = ['serve', '--site', site.folder, '--port', String(port), ...options];
  const child = spawn(program(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += chunk));
  const address = await new Promise((found, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said += `${line}\n`;
      const url = line.match(/http:\/\/\S+\//);
      if (url) found(url[0]);
    });
    child.once('error', failed);
    child.once('exit', (status) => failed(new Error(`mujaz serve ended with ${status}:\n${said}`)));
  });
  return {
    port: new URL(address).port,
    url: (page) => new URL(page, address).href,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}
