#!/usr/bin/env node
const { main, nodeWorld } = require('../dist/cli.cjs')

main(nodeWorld(process)).then((exitCode) => {
  process.exitCode = exitCode
})
