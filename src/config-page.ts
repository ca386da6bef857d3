import { type Variable, variables } from './config-variables.ts'

/** The table of variables as the page `docs/configuration.md`. */
export function configurationPage(): string {
  const parts = [
    '# Configuration',
    '<!-- Generated from src/config-variables.ts: npm test -- src/config.test.ts -u -->',
    [
      'Everything has a default: `npm start` needs no variable. What is wrong is told at the start, all at once; an `ENTREPOT_`',
      'variable that does not exist is refused, with the one you may have meant.',
    ].join('\n'),
  ]
  for (const [topic, group] of Object.entries(variables)) {
    const rows = Object.entries<Variable>(group).map(([name, variable]) => row(name, variable))
    parts.push(
      `## ${topic}`,
      ['| variable | type | default | what it is for |', '|---|---|---|---|', ...rows].join('\n'),
    )
  }
  return `${parts.join('\n\n')}\n`
}

function row(name: string, variable: Variable): string {
  const value = variable.defaultText ?? (variable.default === undefined ? '' : `\`${variable.default}\``)
  return `| \`ENTREPOT_${name}\` | ${variable.type.name} | ${value} | ${variable.about} |`
}
