import { readFileSync } from 'node:fs'
import { checkExpressions } from '../../src/edi/guides/checks.ts'
import { tokensOf, X12_SYNTAX } from '../../src/edi/guides/tokens.ts'
import { latin1 } from '../../src/edi/latin1.ts'
import { InterchangeReader } from '../../src/edi/x12/interchange-reader.ts'
import { x12ExpressionGuide } from './guides.ts'
import { count, type Findings } from './reading.ts'

const guide = x12ExpressionGuide()

/** Against grammar and a guide with expressions: those are held against each set behind the reader, as JSON. */
export async function checkExpressionsX12(path: string): Promise<Findings> {
  return expressionsOf(readFileSync(path))
}

export async function expressionsOf(bytes: Uint8Array): Promise<Findings> {
  const reader = new InterchangeReader({ guideOf: () => guide })
  const findings: Findings = {}
  for (const item of reader.push(bytes)) {
    if (item.kind !== 'set') continue
    const { from, to, problems } = item.set
    count(findings, problems)
    const text = latin1(bytes, from, to)
    for (const problem of await checkExpressions(tokensOf(text, X12_SYNTAX), guide)) {
      const name = `${problem.code} ${problem['rule']}`
      findings[name] = (findings[name] ?? 0) + 1
    }
  }
  return findings
}
