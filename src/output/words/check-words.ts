import type { check } from './en-check.js'

/** The texts of commands that run cases, apart from those of `check-handler`. */
export type CheckWords = typeof check
