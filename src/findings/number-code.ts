/** Whether the user asked for a number. Codes of the platform are numbers, this tool's own codes are words. */
export function isNumber(asked: string): boolean {
  return /^(?:[\w.-]+:)?-?\d+$/.test(asked)
}
