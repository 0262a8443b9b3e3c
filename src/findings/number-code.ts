/** Whether a number is asked for, as the platform's codes are; this tool's own are words. */
export function isNumber(asked: string): boolean {
  return /^(?:[\w.-]+:)?-?\d+$/.test(asked)
}
