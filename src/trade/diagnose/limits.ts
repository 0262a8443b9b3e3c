/** How many mistakes are combined when nothing else is said; what signature and authorization show does not count. */
export const DEFAULT_DEPTH = 2

/** In seconds: how long the search takes at most when nothing else is said. */
export const DEFAULT_TIME_LIMIT = 3
