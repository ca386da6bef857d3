import type { Connector } from './define.ts'
import { s3 } from './s3/connector.ts'
import { sftp } from './sftp/connector.ts'

/** Every connector there is, by the name that channels and connections call it. */
export const connectors: Record<string, Connector<unknown>> = { s3, sftp }

/** A connector's own sentence for a code of its problems. */
export function connectorSentence(code: string, found: Record<string, unknown>): string | undefined {
  for (const { problems } of Object.values(connectors)) if (Object.hasOwn(problems, code)) return problems[code]!(found)
  return undefined
}
