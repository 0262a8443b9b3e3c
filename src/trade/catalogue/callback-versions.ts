/**
 * The types of callbacks with the values of `version` that each is known with, the newest first; none where no source
 * says. Apart from what else is known of them: nobody need load that to verify one.
 */
export const CALLBACK_VERSIONS = {
  payment: ['3.0', '2.0'],
  refund: ['3.0', '2.0'],
  settle: ['3.0', '2.0'],
  pre_create_refund: ['3.0', '2.0'],
  pre_create_order: ['2.0', '3.0'],
  sign_callback: ['1.0'],
  sign_pay_callback: ['1.0'],
  withdraw: []
} satisfies Record<string, readonly string[]>

/** The versions of a type that came; nothing for a type that no source names. */
export function versionsOf(type: string): readonly string[] | undefined {
  return Object.entries(CALLBACK_VERSIONS).find(([name]) => name === type)?.[1]
}

/** The types whose answer must carry `data`. */
export const ANSWERED_WITH_DATA: readonly string[] = ['pre_create_refund', 'pre_create_order']
