/** A difference between the string that a user's code hashed and the right one. No text in it contains a secret. */
export interface Difference {
  kind:
    | 'missing' /** signed by the rule, not in their string */
    | 'extra' /** in their string, not signed by the rule */
    | 'changed' /** in their string, in another form */
    | 'order' /** the same texts, in another order */
    | 'separator' /** joined in another way */
    | 'pairs' /** names are signed with the values */
    | 'glued' /** joined without a separator, although others have one */
    | 'masked' /** hidden in their string, as in a log */
    | 'json' /** a JSON text instead of its values */
  /** The member; `SALT` for the SALT. */
  key?: string
  ours?: string
  theirs?: string
  /** The first difference in the text, by code point, because a character may be invisible. */
  at?: { index: number; ours: string; theirs: string }
  /** The number of characters in place of the SALT, or of a possible key. These are not shown. */
  length?: number
  /** The order in their string, or the position of the SALT. */
  place?: 'by-key' | 'as-in-body' | 'first' | 'last'
}
