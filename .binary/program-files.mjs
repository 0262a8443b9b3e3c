import { getAsset, getRawAsset } from 'node:sea'

// In place of src/start/program-files.ts: the files of the program are in the binary itself.

const NAMES = new Set(JSON.parse(getAsset('names', 'utf8')))

export const readText = (_folder, name) => getAsset(name, 'utf8')
export const readBytes = (_folder, name) => new Uint8Array(getRawAsset(name))
export const hasFile = (_folder, name) => NAMES.has(name)
