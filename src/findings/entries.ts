import { answer } from './answer.js'
import { callbackCheck } from './callback-check.js'
import { callbackDigest } from './callback-digest.js'
import { callbackMsg } from './callback-msg.js'
import { callbackTexts } from './callback-texts.js'
import { callbackToken } from './callback-token.js'
import { clientToken } from './client-token.js'
import { commandLine } from './command-line.js'
import { configuration } from './configuration.js'
import { connection } from './connection.js'
import { destination } from './destination.js'
import { doctor } from './doctor.js'
import { fields } from './fields.js'
import { files, run } from './files-and-runs.js'
import { handler } from './handler.js'
import { handlerWork } from './handler-work.js'
import { journal } from './journal.js'
import { deliveries } from './kept-deliveries.js'
import { keys } from './keys.js'
import { localGateway } from './local-orders.js'
import { migration } from './migration.js'
import { numberLists } from './number-lists.js'
import { requestComparison } from './request-comparison.js'
import { rsaKeys } from './rsa-keys.js'
import { signatureRefusals, signatureWarnings } from './signed-body.js'
import { signer } from './signer.js'
import { suite } from './suite.js'
import { textAndJson } from './text-and-json.js'
import { tradeCallback } from './trade-callback.js'
import { tradeCallbackCauses } from './trade-callback-causes.js'
import { tradeOrder } from './trade-order.js'
import { tradeSigning } from './trade-signing.js'
import { trust } from './trusted-config.js'
import { wholeRequest } from './whole-request.js'

/** Every code that this tool can report, in the order of the topics. */
export const ENTRIES = {
  ...textAndJson.codes,
  ...signatureRefusals.codes,
  ...signatureWarnings.codes,
  ...requestComparison.codes,
  ...wholeRequest.codes,
  ...callbackCheck.codes,
  ...callbackDigest.codes,
  ...callbackToken.codes,
  ...callbackMsg.codes,
  ...callbackTexts.codes,
  ...tradeSigning.codes,
  ...tradeCallback.codes,
  ...tradeCallbackCauses.codes,
  ...fields.codes,
  ...tradeOrder.codes,
  ...clientToken.codes,
  ...migration.codes,
  ...commandLine.codes,
  ...files.codes,
  ...run.codes,
  ...keys.codes,
  ...rsaKeys.codes,
  ...configuration.codes,
  ...trust.codes,
  ...destination.codes,
  ...connection.codes,
  ...answer.codes,
  ...numberLists.codes,
  ...localGateway.codes,
  ...handler.codes,
  ...handlerWork.codes,
  ...signer.codes,
  ...suite.codes,
  ...deliveries.codes,
  ...journal.codes,
  ...doctor.codes
}
