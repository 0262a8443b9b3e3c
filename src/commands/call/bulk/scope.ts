import { commandName } from '../../../systems.js'
import type { CallPlan } from '../call-plan.js'

/** What answers are answers to. An answer of the sandbox says nothing about the same number in production. */
export interface Scope {
  /** What asks, e.g. `trade query`. */
  command: string
  env: string
  /** Where the requests go, if that is not the platform's own address of `env`. */
  base_url: string | undefined
  /** Absent if the call names no app: then the access token decides. */
  app_id: string | undefined
}

const SCOPE_MEMBERS = ['command', 'env', 'base_url', 'app_id'] as const

/** @param plan that of one number */
export function scopeOf({ system, endpoint, settings, members }: CallPlan): Scope {
  const { env, base, app_id } = settings
  const app = members.text('app_id') ?? app_id
  return {
    command: commandName(system, endpoint),
    env,
    base_url: base === system.environments[env].origin ? undefined : base,
    app_id: app === '' ? undefined : app
  }
}

/** The members in which two scopes differ. Apps differ if both are known. */
export function differingMembers(one: Scope, other: Scope): (keyof Scope)[] {
  return SCOPE_MEMBERS.filter(
    (key) => one[key] !== other[key] && (key !== 'app_id' || (one[key] !== undefined && other[key] !== undefined))
  )
}
