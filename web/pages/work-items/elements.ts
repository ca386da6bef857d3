/** A place in a set: the segment (ST is 1) and the element of it. */
export interface Place {
  segment: number
  element: number
}

/** What stands there in a text with a segment a line; undefined: that segment is not there, or is another by now. */
export function elementAt(text: string, tag: string, place: Place): string | undefined {
  const found = lineAt(text, tag, place)
  return found && (found.elements[place.element] ?? '')
}

/** The text with something else there; what comes after stays where it is. */
export function withElement(text: string, tag: string, at: Place & { value: string }): string {
  const found = lineAt(text, tag, at)
  if (found === undefined) return text
  const { lines, line, elements, separator } = found
  const filled = Array.from({ length: Math.max(elements.length, at.element + 1) }, (_, i) => elements[i] ?? '')
  filled[at.element] = at.value
  while (filled.length > 1 && filled.at(-1) === '') filled.pop()
  return lines.with(line, filled.join(separator)).join('\n')
}

function lineAt(text: string, tag: string, { segment }: Place) {
  const lines = text.split('\n')
  const first = lines.findIndex((line) => /^ST[^A-Z0-9]/.test(line))
  // The character behind the tag of the first segment separates its elements.
  const separator = lines[first]?.[2]
  const line = first + segment - 1
  const elements = separator === undefined ? [] : (lines[line]?.split(separator) ?? [])
  return first < 0 || separator === undefined || elements[0] !== tag ? undefined : { lines, line, elements, separator }
}
