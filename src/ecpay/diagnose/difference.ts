/** One difference between the string a user's own code hashed and the right one. No text in it holds a secret. */
export interface Difference {
  kind:
    | 'missing' /** signed by the rule, not in their string */
    | 'extra' /** in their string, not signed by the rule */
    | 'changed' /** there in another form */
    | 'order' /** the same texts, in another order */
    | 'separator' /** joined otherwise */
    | 'pairs' /** names stand beside the values */
    | 'glued' /** joined without a separator, where others have one */
    | 'json' /** a JSON text, not its values */
  /** The member; `SALT` for the key. */
  key?: string
  ours?: string
  theirs?: string
  /** Where their text first differs: the code points there, as a character may be invisible. */
  at?: { index: number; ours: string; theirs: string }
  /** How many characters they have where the SALT belongs, or that may be a key: these are not shown. */
  length?: number
  /** The order they have, or where they have the SALT. */
  place?: 'by-key' | 'as-in-body' | 'first' | 'last'
}
