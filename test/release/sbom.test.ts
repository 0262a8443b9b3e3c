import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { ROOT } from '../docs/pages.js'

/** What CycloneDX 1.5 demands of the parts that are used, and what a reader needs. */
const Component = v.object({
  'bom-ref': v.string(),
  type: v.picklist(['library', 'application']),
  name: v.string(),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+/)),
  scope: v.optional(v.picklist(['required', 'optional'])),
  purl: v.pipe(v.string(), v.startsWith('pkg:npm/')),
  licenses: v.pipe(
    v.array(v.union([v.object({ license: v.object({ id: v.string() }) }), v.object({ expression: v.string() })])),
    v.minLength(1)
  ),
  hashes: v.optional(v.array(v.object({ alg: v.string(), content: v.pipe(v.string(), v.hexadecimal()) })))
})
const Bom = v.object({
  bomFormat: v.literal('CycloneDX'),
  specVersion: v.literal('1.5'),
  serialNumber: v.pipe(v.string(), v.regex(/^urn:uuid:[0-9a-f-]{36}$/)),
  version: v.literal(1),
  metadata: v.object({ timestamp: v.string(), component: Component }),
  components: v.array(v.required(Component)),
  dependencies: v.array(v.object({ ref: v.string(), dependsOn: v.array(v.string()) }))
})

let bom: v.InferOutput<typeof Bom>
beforeAll(() => {
  bom = v.parse(Bom, JSON.parse(execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: ROOT, encoding: 'utf8' })))
})

test('it has everything that is bundled, as required, and nothing that is for development alone', () => {
  const licenses = readFileSync(join(ROOT, 'dist', 'licenses.txt'), 'utf8')
  const bundled = [...licenses.matchAll(/^(\S+) (\d[\d.]*) \(/gm)].map(([, name, version]) => `${name}@${version}`)
  expect(bundled.length).toBeGreaterThan(30)
  const required = bom.components.filter(({ scope }) => scope !== 'optional').map((one) => one['bom-ref'])
  expect(required).toEqual(expect.arrayContaining([...bundled, 'lmdb@3.5.6']))
  expect(bom.components.map(({ name }) => name)).not.toContain('vitest')
})

test('it is of this package', () => {
  expect(bom.metadata.component.name).toBe('ecpay-cli')
})

test('what depends on what is in it', () => {
  const refs = [bom.metadata.component, ...bom.components].map((one) => one['bom-ref'])
  expect(new Set(refs).size).toBe(refs.length)
  const named = bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn])
  expect(named.filter((one) => !refs.includes(one))).toEqual([])
})
