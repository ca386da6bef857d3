import { ack } from './commands/ack.ts'
import { approve, decline } from './commands/approve.ts'
import { attach } from './commands/attach.ts'
import { batches } from './commands/batches.ts'
import { check, look, resume } from './commands/connections.ts'
import { correct } from './commands/correct.ts'
import { decide } from './commands/decide.ts'
import { doctor } from './commands/doctor.ts'
import { documents } from './commands/documents.ts'
import { guides } from './commands/guides.ts'
import { inspect } from './commands/inspect.ts'
import { map } from './commands/map.ts'
import { apply, exportNetwork } from './commands/network.ts'
import { confirm, organization, reprocess } from './commands/partners.ts'
import { resend } from './commands/resend.ts'
import { route } from './commands/route.ts'
import { sample } from './commands/sample.ts'
import { send } from './commands/send.ts'
import { show } from './commands/show.ts'
import { signInLink } from './commands/sign-in-link.ts'
import { translate } from './commands/translate.ts'
import { validate } from './commands/validate.ts'
import { work } from './commands/work.ts'
import type { Command } from './main.ts'

/** By the word that they are called with, in the order of the help. */
export const commands: Record<string, Command> = {
  send,
  documents,
  show,
  batches,
  work,
  decide,
  attach,
  approve,
  decline,
  correct,
  resend,
  route,
  organization,
  confirm,
  reprocess,
  check,
  resume,
  look,
  apply,
  export: exportNetwork,
  guides,
  inspect,
  validate,
  ack,
  translate,
  map,
  sample,
  'sign-in-link': signInLink,
  doctor,
}
