/** A segment's tag as one number, so that a reader need not make text of it. */
export function tagCode(tag: string): number {
  let code = 1 // so that a leading NUL counts
  for (let at = 0; at < tag.length; at++) code = code * 256 + tag.charCodeAt(at)
  return code
}
