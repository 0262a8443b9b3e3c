/** A part of a form to show: its text, or a description of its file. */
export type ShownPart =
  | { name: string; value: string }
  | { name: string; path: string; content_type: string; size: number }

/** A file that is a part of a form. */
export interface FilePart {
  name: string
  /** The path as given. */
  path: string
  bytes: Uint8Array
}

export interface Form {
  /** The Content-Type, with the boundary between the parts. */
  contentType: string
  bytes: Uint8Array
}

/** The types of the images that onboarding accepts, by extension. */
const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  bmp: 'image/bmp'
}

export function contentTypeOf(path: string): string {
  return TYPES[extensionOf(path)] ?? 'application/octet-stream'
}

/** @example extensionOf('a/license.JPG') // 'jpg' */
export function extensionOf(path: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
}

/** Encodes texts and files as multipart/form-data, the texts first. */
export async function encodeForm(
  texts: readonly [name: string, value: string][],
  files: readonly FilePart[]
): Promise<Form> {
  const form = new FormData()
  for (const [name, value] of texts) form.append(name, value)
  for (const { name, path, bytes } of files) {
    const file = path.split(/[\\/]/).at(-1) ?? path
    form.append(name, new Blob([bytes], { type: contentTypeOf(path) }), file)
  }
  const encoded = new Response(form)
  const contentType = encoded.headers.get('content-type') ?? ''
  return { contentType, bytes: new Uint8Array(await encoded.arrayBuffer()) }
}
