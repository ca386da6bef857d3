import { z } from 'zod'
import type { Act } from '../../platform/act.ts'
import { organizationCalled } from '../organizations/called.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import type { ProposedVerbs } from '../proposals/classes.ts'
import { put, putDefaults } from './defaults.ts'
import { agreementError } from './errors.ts'
import { type Rule, rules } from './rules.ts'

/** Makes these the grid's rules of one mode from now on, in this order. What was decided before stays decided. */
export async function putRules(act: Act, mode: 'test' | 'production', given: Rule[], version?: number) {
  await takeTurn(act)
  await expectReceivers(act, given)
  return putDefaults(act, { scope: 'routing', organization: null, mode }, given, version)
}

/** The same once another person has approved it. */
export const rulesVerbs: ProposedVerbs = {
  async put(act, { subject, given, version }) {
    const { content } = z.object({ content: rules }).parse(given)
    await expectReceivers(act, content)
    return put(act, subject, { content, version })
  },
}

async function expectReceivers(act: Act, given: Rule[]): Promise<void> {
  for (const [at, rule] of given.entries()) {
    const { receiver } = rule.act
    if (receiver === undefined || (await organizationCalled(act.tx, receiver))) continue
    throw unfit(at, rule, `there is no organization "${receiver}", expected the slug of one`)
  }
}

/** The rules of an agreement lead by ways of its receiver only. */
export async function expectWays(act: Act, receiver: string, rules: readonly Rule[] | undefined): Promise<void> {
  for (const [at, rule] of (rules ?? []).entries()) {
    const { channel } = rule.act
    if (channel === undefined) continue
    const found = await act.tx
      .selectFrom('channels')
      .select('id')
      .where('organization', '=', receiver)
      .where('name', '=', channel)
      .where('direction', '=', 'out')
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    if (!found) throw unfit(at, rule, `the receiver has no open channel "${channel}" that leads out`)
  }
}

function unfit(at: number, { name }: Rule, problem: string): Error {
  return agreementError('rule-unfit', { position: at + 1, rule: name, problem })
}
