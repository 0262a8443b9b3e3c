import type { Finding } from '../../findings/findings.js'
import type { CallPlan } from './call-plan.js'

/** The refusal with where the access token is from, if that is what was refused. */
export function ofToken({ verdict, token }: CallPlan, refused: Finding): Finding {
  if (refused.code !== 'gateway-refused' || !verdict.explain(refused.err_no)?.ofToken) return refused
  return { ...refused, token: token ?? 'given' }
}
