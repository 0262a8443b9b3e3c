/** The file of the program beside this one; the build puts the name in, which changes with the content. */
export const ENTRY = 'cli.js'
