import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Whether the process of a claim is alive. `living` and `dead` only if it can be proved. */
export type Owner = 'living' | 'dead' | 'unknown'

export interface Claimant {
  pid: number
  /** Empty if the claim does not say, or if it is this machine. */
  host: string
}

/** Time, process, count and host, then the start time of the process and the place where its number is valid. */
const NAME = /^\d+-(\d+)-\d+(?:-([0-9a-f]*)(?:-(\d+)-([0-9a-f]+))?)?$/

const HOST = Buffer.from(hostname()).toString('hex')

let own: { started: string; place: string } | undefined
let count = 0

/** A unique name for a claim. Names of older claims sort first. */
export function claimName(): string {
  own ??= { started: startOf(process.pid)?.started ?? '', place: placeHere() }
  const proof = own.started && own.place ? `-${own.started}-${own.place}` : ''
  return `${Date.now()}-${process.pid}-${++count}-${HOST}${proof}`
}

/** Whether a file is a claim. Names by older versions have no start time. */
export function isClaim(name: string): boolean {
  return NAME.test(name)
}

export function claimantOf(name: string): Claimant {
  const [, pid = '', host = ''] = NAME.exec(name) ?? []
  return { pid: Number(pid), host: host === HOST ? '' : Buffer.from(host, 'hex').toString() }
}

export function ownerOf(name: string): Owner {
  const [, pid = '', host, started, place] = NAME.exec(name) ?? []
  // Processes of another machine, or of a container with its own numbers, cannot be checked.
  if (host !== HOST || (place !== undefined && place !== placeHere())) return 'unknown'
  if (!isThere(Number(pid))) return 'dead'
  const found = started === undefined ? undefined : startOf(Number(pid))
  if (!found) return 'unknown'
  // Another process may have the number by now. A process that has ended, but was not waited for, holds nothing.
  return found.started === started && !found.isOver ? 'living' : 'dead'
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process started, in ticks since the machine did. Only Linux tells this without running a program. */
function startOf(pid: number): { started: string; isOver: boolean } | undefined {
  try {
    // After the name of the program, which may contain anything, come the state and, 19 fields later, the start time.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\)\s*/s, '')
      .split(' ')
    const [state = '', started] = [fields[0], fields[19]]
    return started === undefined ? undefined : { started, isOver: 'ZX'.includes(state) }
  } catch {
    return undefined
  }
}

let place: string | undefined

/** The running kernel and its namespace of process numbers, in hexadecimal; empty if unknown. */
function placeHere(): string {
  place ??= readPlace()
  return place
}

function readPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').replace(/[^0-9a-f]/g, '')
    const [numbering = ''] = /\d+/.exec(readlinkSync('/proc/self/ns/pid')) ?? []
    return boot && numbering ? boot.slice(0, 16) + Number(numbering).toString(16) : ''
  } catch {
    return ''
  }
}
