// Loaded before the program: tells its peak memory, in KiB, on file descriptor 3 when it ends.
process.on('exit', () => require('node:fs').writeSync(3, String(process.resourceUsage().maxRSS)))
