import type { ErrorKind } from '../../src/platform/errors.ts'

/** The catalogue as the page `docs/errors.md`. */
export function errorsPage(catalogue: ReadonlyMap<string, ErrorKind>): string {
  const rows = [...catalogue]
    .sort(([a, x], [b, y]) => x.status - y.status || a.localeCompare(b))
    .map(([code, { status, message, advice }]) => `| \`${code}\` | ${status} | ${cell(message)} | ${cell(advice)} |`)
  return `# Errors

<!-- Generated from src/**/errors.ts: npm test -- test/architecture/errors.test.ts -u -->

Every error of the API is a problem of RFC 9457 with one of these codes. \`parameters\` has what stands in braces, \`instance\` the id
under which the log has the request. The same list is at \`/api/errors\`.

| code | status | message | what to do |
|---|---|---|---|
${rows.join('\n')}
`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
