import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Whose a claim is: `living` only where that can be proven, `dead` likewise. */
export type Owner = 'living' | 'dead' | 'unknown'

export interface Claimant {
  pid: number
  /** Empty when the claim does not say, or it is this machine. */
  host: string
}

/** Moment, process, count and host; then when the process started and where its number means something. */
const NAME = /^\d+-(\d+)-\d+(?:-([0-9a-f]*)(?:-(\d+)-([0-9a-f]+))?)?$/

const HOST = Buffer.from(hostname()).toString('hex')

let own: { started: string; place: string } | undefined
let count = 0

/** A name that no other claim has; older ones sort first. */
export function claimName(): string {
  own ??= { started: startOf(process.pid)?.started ?? '', place: placeHere() }
  const proof = own.started && own.place ? `-${own.started}-${own.place}` : ''
  return `${Date.now()}-${process.pid}-${++count}-${HOST}${proof}`
}

/** Whether a file is a claim; older versions prove nothing in its name. */
export function isClaim(name: string): boolean {
  return NAME.test(name)
}

export function claimantOf(name: string): Claimant {
  const [, pid = '', host = ''] = NAME.exec(name) ?? []
  return { pid: Number(pid), host: host === HOST ? '' : Buffer.from(host, 'hex').toString() }
}

export function ownerOf(name: string): Owner {
  const [, pid = '', host, started, place] = NAME.exec(name) ?? []
  // Processes of another machine, or of a container with numbers of its own, cannot be asked for.
  if (host !== HOST || (place !== undefined && place !== placeHere())) return 'unknown'
  if (!isThere(Number(pid))) return 'dead'
  const found = started === undefined ? undefined : startOf(Number(pid))
  if (!found) return 'unknown'
  // The number may be another process's by now; and what has ended holds nothing, though nobody has asked how.
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

/** When a process started, in ticks since the machine did. Linux alone says it without a program. */
function startOf(pid: number): { started: string; isOver: boolean } | undefined {
  try {
    // Behind the program's name, which may hold anything, stand the state and, 19 fields on, the start.
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

/** The running kernel and the numbering of processes within it, in hexadecimal; empty where nothing says so. */
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
