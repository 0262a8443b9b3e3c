import type { PlatformAnswer, PlatformRequest } from './platform-request.js'

/** Answers what is no call of the platform, but asks for or changes what this gateway does. */
export type Control = (request: PlatformRequest, signal: AbortSignal) => Promise<PlatformAnswer>

/** Where it is. The platform has no such path. */
export const CONTROL_PATH = '/_ecpay/'
