import { createServer } from 'node:net'

/** Below the ports that Linux (32768), macOS and Windows (49152) give to whoever asks for any. */
const [FIRST, LAST] = [20_000, 32_000]

/**
 * A port for a program that cannot be told to take any and say which. It is free until the program takes it: nobody
 * who asks the system for a port is given one of these.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST))
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
