/** The main file of the program. The build replaces this name, which changes with the content. */
export const ENTRY = 'cli.js'
