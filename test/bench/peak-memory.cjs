// Loaded before the program: tells its peak memory, in KiB, on file descriptor 3 when it ends.
const { readFileSync, writeSync } = require('node:fs')
const { isMainThread } = require('node:worker_threads')

// On Linux the kernel's own mark: what getrusage says may be the peak of the process that started this one.
function peak() {
  try {
    return /^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
  } catch {
    return String(process.resourceUsage().maxRSS)
  }
}

// Threads load it too, and share the memory.
if (isMainThread) process.on('exit', () => writeSync(3, peak()))
