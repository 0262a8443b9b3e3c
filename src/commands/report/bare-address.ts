/** An address without user, password and query: there people put what only they and the platform know. */
export function bareAddress(address: string): string {
  return address.replace(/[?#].*$/s, '?…').replace(/^([^/]*\/\/)[^/]*@/, '$1')
}
