import { type Found, type FoundMessage, type ShownSegment, saidOf, type Told } from './reading.ts'

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one]!)

/** A page of its own: nothing is fetched for it, and nothing in it runs. */
export function pageHead(name: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(name)}</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  h2, h3 { overflow-wrap: anywhere; }
  .problem { color: #b00020; } .warning { color: #8a5a00; }
  @media (prefers-color-scheme: dark) { .problem { color: #ff8a8a; } .warning { color: #ffc46b; } }
  .segment { border-top: 1px solid #8884; padding: .25rem 0; }
  .tag { font-family: monospace; font-weight: 700; }
  dl { display: grid; grid-template-columns: 3.5rem minmax(8rem, 18rem) 1fr; margin: 0 0 0 1rem; gap: 0 .75rem; }
  dt, dd { margin: 0; } dd:last-of-type, dd { overflow-wrap: anywhere; } dt { font-family: monospace; opacity: .7; }
</style>
<h1>${escaped(name)}</h1>
`
}

export function foundHtml(found: Exclude<Found, FoundMessage>): string {
  const problems = found.problems.map(problemHtml).join('')
  if (found.kind === 'end') return problems
  return `<h2>${escaped(found.title)}</h2>\n${problems}`
}

export function messageHtml(
  title: string,
  message: FoundMessage,
  of: { segments: ShownSegment[]; more: number },
): string {
  const { segments, more } = of
  const byPosition = Map.groupBy(message.problems, ({ segmentPosition }) => segmentPosition ?? 0)
  const shown = new Set(segments.map(({ position }) => position))
  const elsewhere = message.problems.filter(({ segmentPosition }) => !shown.has(segmentPosition ?? 0))
  const body = segments.map((one) => segmentHtml(one) + (byPosition.get(one.position) ?? []).map(problemHtml).join(''))
  const rest = more > 0 ? `<p>… and ${more} more segments</p>\n` : ''
  return `<details open><summary><strong>${escaped(title)}</strong></summary>\n${elsewhere.map(problemHtml).join('')}${body.join('')}${rest}</details>\n`
}

function segmentHtml({ tag, name, level, elements }: ShownSegment): string {
  const rows = elements
    .filter(({ value }) => value !== '')
    .map(({ position, component, name: called, value }) => {
      const place = component === undefined ? `${position}` : `${position}.${component}`
      return `<dt>${place}</dt><dd>${escaped(called ?? '')}</dd><dd>${escaped(value)}</dd>`
    })
  return `<div class="segment" style="margin-left:${level * 1.25}rem"><span class="tag">${escaped(tag)}</span> ${escaped(name ?? '')}<dl>${rows.join('')}</dl></div>\n`
}

function problemHtml(problem: Told): string {
  const style = problem.severity === 'error' ? 'problem' : 'warning'
  return `<p class="${style}">${problem.severity === 'error' ? '✗' : '!'} ${escaped(saidOf(problem))}</p>\n`
}
