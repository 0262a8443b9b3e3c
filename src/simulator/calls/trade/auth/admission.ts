/** For whom an authorization may be made. */
interface Admission {
  open_id: string
  service_id: string
  scene: string
}

/** In seconds. No source says how long the platform's lives. */
const LIFE = 300

/**
 * A token that allows to make an authorization. The local gateway keeps none of them: a token says everything itself.
 *
 * @param now Unix time in milliseconds
 */
export function newAdmission(admission: Admission, now: number): { token: string; seconds: number } {
  const { open_id, service_id, scene } = admission
  const text = JSON.stringify([open_id, service_id, scene, now + LIFE * 1000])
  return { token: Buffer.from(text).toString('base64url'), seconds: LIFE }
}

/** @returns undefined if it is no such token, or has expired */
export function admissionIn(token: string, now: number): Admission | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString())
    const [open_id, service_id, scene, until] = Array.isArray(parts) ? parts : []
    const isWhole = [open_id, service_id, scene].every((one) => typeof one === 'string')
    return isWhole && now < Number(until) ? { open_id, service_id, scene } : undefined
  } catch {
    return undefined
  }
}
