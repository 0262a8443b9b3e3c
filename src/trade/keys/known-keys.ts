import type { KnownKey } from '../../findings/rsa-key-phrases.js'

/**
 * Keys that are public with both halves, by their fingerprints.
 * Source: the worked example of the page 签名算法; the demo keys of the local gateway.
 */
export const KNOWN_KEYS: Readonly<Record<string, KnownKey>> = {
  '48ce93841416b1bb547b7dbe2c19c0b0938ade61565945137740570e649a8da1': 'documentation',
  bdf2e0e5781a080333a0bf3917265697c9aed0545a064384185ffed1833ed27c: 'demo-app',
  '5892ba0e38311f1b3a089ed91251bb7285c8ce3013714fdec6b7a56c81e702f4': 'demo-platform'
}
