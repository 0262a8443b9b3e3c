#!/usr/bin/env node
// Written so that the oldest Node.js can read it, and say that it is too old.
const version = process.versions.node
const numbers = version.split('.').map(Number)
if (numbers[0] * 1e6 + numbers[1] * 1e3 + numbers[2] >= 20018001) require('../dist/start.cjs').start(process)
else {
  process.stderr.write(
    `ecpay needs Node.js 20.18.1 or newer, and this is ${version}: install a newer one from https://nodejs.org.\n` +
      `ecpay 需要 Node.js 20.18.1 或更高版本，当前是 ${version}，请到 https://nodejs.org 安装新版本。\n`
  )
  process.exitCode = 2
}
