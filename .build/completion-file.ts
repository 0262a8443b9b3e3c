import { completionFile } from '../src/commands/completion/write-table.js'
import { allCommands } from '../src/commands/table.js'

export const text = await completionFile(await allCommands())
