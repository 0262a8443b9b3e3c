import type { Finding } from '../../findings/findings.js'
import { diagnosisDocument, diagnosisText, type ShownDiagnosis } from '../../output/diagnosis.js'
import type { DiagnoseWords } from '../../output/words/diagnose-words.js'
import { EXIT } from '../shared/exit.js'
import type { Result, Voice } from '../shared/result.js'
import { readableCauses } from './readable-causes.js'

/** What a diagnosis reports besides the mistakes. */
interface Told {
  verdict: ShownDiagnosis['verdict']
  /** Causes in the body, for text output. */
  causes?: readonly Finding[]
  /** Every warning, for JSON output. */
  warnings: readonly Finding[]
}

/** A diagnosis as a result: text or one JSON document. */
export function diagnosisResult(
  { verdict, causes = [], warnings }: Told,
  show: (voice: Voice, words: DiagnoseWords) => ShownDiagnosis | Promise<ShownDiagnosis>
): Result {
  return {
    exit: verdict === 'right' ? EXIT.done : EXIT.no,
    async document(voice) {
      const words = await voice.catalogue.diagnose()
      return diagnosisDocument({ ...(await show(voice, words)), warnings: await voice.problems(warnings) }, words)
    },
    async text(voice) {
      const words = await voice.catalogue.diagnose()
      const shown = { ...(await show(voice, words)), causes: await readableCauses(voice, causes) }
      const mask = await voice.masking()
      return [{ result: diagnosisText(shown, { words, paint: voice.paint.stdout, columns: voice.columns, mask }) }]
    }
  }
}
