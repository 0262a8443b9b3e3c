import { type Endpoint, type Field, isArgument } from '../../../protocol/system/endpoint.js'
import { flag, number, text, type Values } from '../../shared/option.js'

/** Requests a second where no limit is documented, and the most without being asked for more. */
const RATE = 100

const FROM_FILE = '--from-file'

/** The options of a call that can be asked for a list. */
const BULK_OPTIONS = {
  fromFile: text(`${FROM_FILE} <file>`, {
    conflicts: ['--from', '--wait', '--dry-run', '--curl', '--output', '--negative-test'],
    help: {
      en: 'ask for every number in a file or - (stdin): one a line, CSV with a header, or NDJSON; one answer a line',
      zh: '查询文件或 -（stdin）里的全部单号：每行一个、带表头的 CSV 或 NDJSON；每行输出一个结果'
    }
  }),
  concurrency: number('--concurrency <n>', {
    min: 1,
    max: 256,
    integer: true,
    default: 8,
    needs: FROM_FILE,
    help: {
      en: 'how many are under way at a time',
      zh: '同时进行的请求数'
    }
  }),
  rate: number('--rate <n>', {
    min: 1,
    max: 10_000,
    integer: true,
    needs: FROM_FILE,
    help: {
      en: 'how many are sent in any second at most',
      zh: '任意一秒内最多发送多少个请求'
    }
  }),
  ordered: flag('--ordered', {
    needs: FROM_FILE,
    help: {
      en: 'answers in the order of the list, not as they come',
      zh: '按列表顺序输出结果，而不是先到先出'
    }
  }),
  resume: text('--resume <file>', {
    byHand: true,
    needs: FROM_FILE,
    conflicts: ['--out'],
    help: {
      en: 'add the answers to this file; what it has already is not asked for again',
      zh: '把结果追加到该文件；其中已有结果的单号不再查询'
    }
  })
}

export type BulkValues = Values<typeof BULK_OPTIONS>

/** The options of a call for a list, with its rate. */
export function bulkOptions(endpoint: Endpoint): typeof BULK_OPTIONS {
  return { ...BULK_OPTIONS, rate: { ...BULK_OPTIONS.rate, fallback: usualRate(endpoint) } }
}

/** Whether a call can be asked for a list: it asks for the state of one record. */
export function hasList(endpoint: Endpoint): boolean {
  return endpoint.wait !== undefined && numberField(endpoint) !== undefined
}

/** The keys of these options, if the call cannot be asked for a list. */
export function uselessBulkOptions(endpoint: Endpoint): string[] {
  return hasList(endpoint) ? [] : Object.keys(BULK_OPTIONS)
}

/** Requests a second if none is given: two thirds of the documented limit, which live servers need too. */
export function usualRate({ perSecond }: Pick<Endpoint, 'perSecond'>): number {
  return perSecond === undefined ? RATE : Math.min(RATE, Math.floor((perSecond * 2) / 3))
}

/** The argument of a call that identifies a record. */
export function numberField({ fields }: Pick<Endpoint, 'fields'>): Field | undefined {
  return fields.find(({ flag }) => flag && isArgument(flag))
}
