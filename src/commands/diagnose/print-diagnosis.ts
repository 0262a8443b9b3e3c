import { diagnosisDocument, diagnosisText, type ShownDiagnosis } from '../../output/diagnosis.js'
import type { Context } from '../shared/command.js'

/** The widest that text is wrapped at. */
const WIDEST = 100

/** A diagnosis as the result: text for a person, or one document. */
export async function printDiagnosis({ out }: Context, shown: ShownDiagnosis): Promise<void> {
  const words = await out.catalogue.diagnose()
  if (out.json) return out.document(diagnosisDocument(shown, words))
  const columns = Math.min(out.columns, WIDEST)
  await out.result(diagnosisText(shown, { words, paint: out.paint.stdout, columns, mask: await out.masking() }))
}
