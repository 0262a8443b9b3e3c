import { isUtf8 } from 'node:buffer'
import { type Finding, finding } from '../findings/findings.js'
import { gbkBytes } from './json/gbk.js'
import type { MemberList } from './json/json-value.js'

/** How a text was damaged: characters were replaced, or its UTF-8 was read in another encoding. */
type Damage = 'replaced' | 'question-marks' | 'utf8-as-gbk' | 'utf8-as-latin1'

/**
 * What GBK makes of the first two bytes of a Chinese character or punctuation mark in UTF-8. UTF-8 that was read as
 * GBK begins with one of these. They are rare in real text, so text without them needs no further check.
 */
export const GBK_MARKS =
  '鋩鋪鋫鋬鋭鋮鋯鋰鋱鋲鋳鋴鋵鋶鋷鋸鋹鋺鋻鋼鋽鋾鋿錀錁錂錃錄錅錆錇錈錉洹洧洌浃浈洇洄洙洎洫浍洮洵洚浏浒浔洳涑浯涞涠浞涓涔浜浠浼浣渚淇鍊鍋鍌鍍鍎鍏鍐鍑鍒鍓鍔鍕鍖鍗鍘鍙鍚鍛鍜鍝鍞鍟鍠鍡鍢鍣鍤鍥鍦鍧鍨鍩鍫' +
  '濉澧澹澶濂濡濮濞濠濯瀚瀣瀛瀹瀵灏灞宀宄宕宓宥宸甯骞搴寤寮褰寰蹇鎬鎭鎮鎯鎰鎱鎲鎳鎴鎵鎶鎷鎸鎹鎺鎻鎼鎽鎾鎿鏀鏁鏂鏃鏄鏅鏆鏇鏈鏉鏋鏌鏍妗姊妫妞妤姒妲妯姗妾娅娆姝娈姣姘姹娌娉娲娴娑娣娓婀婧婊婕娼婢婵鐎鐏' +
  '鐐鐑鐒鐓鐔鐕鐖鐗鐘鐙鐚鐛鐜鐝鐞鐟鐠鐡鐢鐣鐤鐥鐦鐧鐨鐩鐪鐫鐬鐭鐮纭纰纾绀绁绂绉绋绌绐绔绗绛绠绡绨绫绮绯绱绲缍绶绺绻绾缁缂缃缇缈鑰鑱鑲鑳鑴鑵鑶鑷鑸鑹鑺鑻鑼鑽鑾鑿钀钁钂钃钄钑钖钘铇铏铓铔铚铦铻锜锠琛琚' +
  '瑁瑜瑗瑕瑙瑷瑭瑾璜璎璀璁璇璋璞璨璩璐璧瓒璺韪韫韬杌杓杞杈杩閫閬閭閮閯閰閱閲閳閴閵閶閷閸閹閺閻閼閽閾閿闀闁闂闃闄闅闆闇闈闉闊闋椤棰椋椁楗棣椐楱椹楠楂楝榄楫榀榘楸椴槌榇榈槎榉楦楣楹榛榧榻榫榭鈥銆锛锝'

/** The characters of Windows-1252 at the bytes 80 to 9F, where Latin-1 has control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Members that hold addresses, numbers and lists. Two question marks in them do not mean lost text. */
const NO_FREE_TEXT = /(?:url|page|callback|img|path|query|link|_no|_id|uid|params|info|list|detail|content)$/i

/**
 * Finds a text that lost characters before it was signed: its signature is valid, and useless.
 *
 * @param key of the member; question marks only count if the member holds free text
 * @example damagedText('subject', '鎶栭煶') // { code: 'damaged-text', key: 'subject', how: 'utf8-as-gbk', was: '抖音' }
 */
export function damagedText(key: string, text: string): Finding | undefined {
  const latin = readBack(text, LATIN_RUN, latinBytes)
  if (latin !== undefined) return damage(key, 'utf8-as-latin1', latin)
  // Building the GBK table costs more than the rest of a signature.
  const gbk = GBK_MARK.test(text) ? readBack(text, WIDE_RUN, gbkBytes, isLikelier) : undefined
  if (gbk !== undefined) return damage(key, 'utf8-as-gbk', gbk)
  if (text.includes('\ufffd')) return damage(key, 'replaced')
  const isLost = !NO_FREE_TEXT.test(key) && !/^\s*(?:https?:|[{[])/.test(text) && LOST.test(text)
  return isLost ? damage(key, 'question-marks') : undefined
}

/** The findings of {@link damagedText} in the members of an object. */
export function damagedMembers({ members }: MemberList): Finding[] {
  return members.flatMap(({ key, value }) => (value.kind === 'string' ? (damagedText(key, value.text) ?? []) : []))
}

const GBK_MARK = new RegExp(`[${GBK_MARKS}]`)
const LOST = /(?<![A-Za-z?])\?{2,}(?![A-Za-z?])/
const LATIN_RUN = new RegExp(`[\\u0080-\\u00ff${WINDOWS_1252.replace(/[\u0080-\u009f]/g, '')}]+`, 'g')
const WIDE_RUN = /[^\p{ASCII}\ufffd]+/gu

function damage(key: string, how: Damage, was?: string): Finding {
  return finding('damaged-text', { key, how, ...(was !== undefined && { was }) })
}

/** A text with each of its runs decoded back to UTF-8, or nothing if no run can be. */
function readBack(
  text: string,
  runs: RegExp,
  encode: (run: string) => Uint8Array,
  isTrusted: (was: string, run: string) => boolean = () => true
): string | undefined {
  let found = false
  const was = text.replace(runs, (run) => {
    const read = decoded(encode(run))
    if (read === undefined || !isTrusted(read, run)) return run
    found ||= /\P{ASCII}/u.test(read)
    return read
  })
  return found ? was : undefined
}

/** Bytes as UTF-8, without an incomplete character at the end. */
function decoded(bytes: Uint8Array): string | undefined {
  const whole = [0, 1, 2].map((cut) => bytes.subarray(0, bytes.length - cut)).find((part) => isUtf8(part))
  return whole && whole.length > 0 ? Buffer.from(whole).toString() : undefined
}

function latinBytes(run: string): Uint8Array {
  return Uint8Array.from(run, (one) => {
    const at = WINDOWS_1252.indexOf(one)
    return at < 0 ? one.charCodeAt(0) : 0x80 + at
  })
}

/** Whether the decoded text is more common Chinese than the damaged one. One character alone can be chance. */
function isLikelier(was: string, run: string): boolean {
  if (!/^[\p{ASCII}\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+$/u.test(was)) return false
  return (was.match(/\P{ASCII}/gu)?.length ?? 0) >= 2 && common(was) >= 0.5 && common(was) > common(run)
}

/** The share of common characters (level 1 of GB 2312) among all Chinese characters. */
function common(text: string): number {
  const all = text.match(/[\u4e00-\u9fff]/g) ?? []
  const few = all.filter((one) => {
    const [lead = 0, trail = 0] = gbkBytes(one)
    return lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1
  })
  return all.length === 0 ? 0 : few.length / all.length
}
