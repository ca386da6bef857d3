import type { Finding } from '../doctor/findings.ts'
import type { Command } from '../main.ts'

const MARKS: Record<Finding['state'], string> = {
  ok: 'ok     ',
  warning: 'warning',
  failed: 'FAILED ',
  skipped: 'skipped',
}

export const doctor: Command = {
  usage: 'doctor',
  summary: 'checks everything on this machine and says what to do',
  help: `
Checks the program, the configuration, the data folder, the database and its migrations, the payload store, the keys, the
clock, the listeners, the targets of the archive, and what waits: jobs, lanes, work items. Exit code 1 when something failed; warnings do not count.`,
  async run(_operands, { json }) {
    // Only here: it loads half the program, which no other command should wait for.
    const { findings } = await import('../doctor/findings.ts')
    const found: Finding[] = []
    for await (const finding of findings(process.env)) {
      found.push(finding)
      if (!json) console.log(told(finding))
    }
    const failed = found.filter(({ state }) => state === 'failed').length
    const warnings = found.filter(({ state }) => state === 'warning').length
    const summary =
      failed + warnings === 0
        ? 'All is well.'
        : `${failed} failed, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}.`
    return {
      text: json ? JSON.stringify({ failed, warnings, checks: found }, null, 2) : summary,
      code: failed > 0 ? 1 : 0,
    }
  },
}

function told({ state, check, found, advice }: Finding): string {
  return `${MARKS[state]} ${check.padEnd(14)} ${found}${advice ? `\n        → ${advice}` : ''}`
}
