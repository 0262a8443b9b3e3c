import { existsSync, readFileSync } from 'node:fs'

// Where the files of the built program are: in its folder. The single binary has them in itself (.binary/).

export function readText(folder: string, name: string): string {
  return readFileSync(`${folder}/${name}`, 'utf8')
}

export function readBytes(folder: string, name: string): Uint8Array {
  return readFileSync(`${folder}/${name}`)
}

export function hasFile(folder: string, name: string): boolean {
  return existsSync(`${folder}/${name}`)
}
