#!/usr/bin/env node
// Written so that the oldest Node.js can read it, and say that it is too old.
const version = process.versions.node
const numbers = version.split('.').map(Number)
// Line 21, and 22 before 22.3, have no such function.
const isNew = numbers[0] * 1e6 + numbers[1] * 1e3 + numbers[2] >= 20018001 && process.getBuiltinModule
if (isNew) require('../dist/start.cjs').start(process)
else {
  process.stderr.write(
    `ecpay needs Node.js 20.18.1 or newer in line 20, or 22.3 or newer, and this is ${version}: install one from https://nodejs.org.\n` +
      `ecpay 需要 Node.js 22.3 或更高版本，20 系列需要 20.18.1 或更高版本，当前是 ${version}，请到 https://nodejs.org 安装。\n`
  )
  process.exitCode = 2
}
