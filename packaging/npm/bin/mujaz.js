#!/usr/bin/env node
// Runs the program out of the package for this platform, which npm installs as an optional dependency, and passes on its
// exit status and the signals that it is sent.
"use strict";
const { spawn } = require("node:child_process");

const name = `mujaz-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/bin/mujaz${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(
    `mujaz: there is no program for this platform: the package ${name} is not installed.\n` +
      "Install without --omit=optional or, where no such package exists, build it with Rust: cargo install mujaz",
  );
  process.exit(2);
}

const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`mujaz: cannot run ${program}: ${error.message}`);
  process.exit(2);
});
child.on("exit", (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  } else {
    process.exit(code);
  }
});
