/**
 * Whether a host is this machine.
 *
 * @param hostname as `URL` normalises it: `127.1` has become `127.0.0.1`
 */
export function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
