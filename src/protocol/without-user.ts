/** An address without the name and password of a user, also one that cannot be parsed. */
export function withoutUser(url: string): string {
  return url.replace(/^([a-z]{2,10}:\/\/)[^/?#]*@/i, '$1')
}
