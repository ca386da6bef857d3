import { type DictionaryForm, dictionaryForm } from './dictionary.ts'

/** A dictionary for people to read: what it says, taken out of its notation. */
export interface DictionaryPage {
  /** The version of the standard that it lies over. */
  release: string
  like: string | null
  /** Sets or messages, each use in its order. */
  documents: { id: string; functionalId: string | null; uses: PageUse[] }[]
  segments: PagePlaces[]
  composites: PagePlaces[]
  elements: { id: string; form: string; codes: string[] }[]
}

export interface PageUse {
  /** Where it stands: the tags that lead to it; a second one of a tag at the same place is `N1 2`. */
  at: string
  tag: string
  depth: number
  /** A loop or group of segments. */
  loop: boolean
  required: boolean
  /** Null: any number. */
  max: number | null
}

export interface PagePlaces {
  tag: string
  places: PagePlace[]
  relations: string[]
}

interface PagePlace {
  at: number
  reference: string
  /** `conditional`: by the relations of its segment. */
  usage: 'required' | 'optional' | 'conditional'
  times: number
  /** Null: as the element or composite is everywhere. */
  form: string | null
  codes: string[]
}

/** Of a dictionary that was read without errors. */
export function dictionaryPage(text: string): DictionaryPage {
  const own = dictionaryForm.parse(JSON.parse(text))
  const elements = Object.entries(own.elements).map(([id, said]) => ({ id, ...representation(said) }))
  if (own.standard === 'x12') return { ...x12Parts(own), elements, like: own.like ?? null }
  return { ...edifactParts(own), elements, like: own.like ?? null }
}

type X12 = Extract<DictionaryForm, { standard: 'x12' }>
type Edifact = Extract<DictionaryForm, { standard: 'edifact' }>
type Content = X12['sets'][string]['content']

function x12Parts({ version, sets, segments }: X12) {
  const documents = Object.entries(sets).map(([id, { functionalId, content }]) => {
    const uses = new Uses()
    addContent(uses, content, 0)
    return { id, functionalId, uses: uses.all }
  })
  const places = Object.entries(segments).map(([tag, { elements, relations }]) => ({
    tag,
    places: elements.map((said, index) => x12Place(said, index + 1)),
    relations,
  }))
  return { release: version, documents, segments: places, composites: [] }
}

function addContent(uses: Uses, content: Content, depth: number): void {
  for (const one of content) {
    const [tag = '', need = '', max = '1'] = (typeof one === 'string' ? one : one.loop).split(' ')
    const said = { required: need === 'M', max: max === '>1' ? null : Number(max) }
    uses.add({ tag, depth, loop: typeof one !== 'string', ...said })
    if (typeof one !== 'string') addContent(uses, one.content, depth + 1)
  }
}

const USAGES = { M: 'required', O: 'optional', X: 'conditional' } as const

/** `353 M ID 2/2 00,05` */
function x12Place(said: string, at: number): PagePlace {
  const [reference = '', need = 'O', ...own] = said.split(' ')
  const { form, codes } = representation(own.join(' '))
  return { at, reference, usage: USAGES[need as keyof typeof USAGES], times: 1, form: form || null, codes }
}

/** `ID 2/2 00,05` or `an..3 9,5`: what comes behind the lengths are codes. */
function representation(said: string): { form: string; codes: string[] } {
  const parts = said.split(' ')
  const lengths = parts.findIndex((part) => /\d/.test(part)) + 1
  const codes = parts.slice(lengths).join(' ')
  return { form: parts.slice(0, lengths).join(' '), codes: codes === '' ? [] : codes.split(',') }
}

function edifactParts({ directory, messages, segments, composites }: Edifact) {
  const documents = Object.entries(messages).map(([id, lines]) => ({
    id,
    functionalId: null,
    uses: usesOfLines(lines),
  }))
  const placesOf = (said: Record<string, string>) =>
    Object.entries(said).map(([tag, text]) => ({ tag, places: text.split(' ').map(edifactPlace), relations: [] }))
  return { release: directory, documents, segments: placesOf(segments), composites: placesOf(composites) }
}

/** `SG2 C99:  NAD M1  LOC C25`; what is indented below a group stands in it. */
function usesOfLines(lines: string[]): PageUse[] {
  const uses = new Uses()
  const groups: number[] = []
  for (const line of lines) {
    const indent = line.length - line.trimStart().length
    while (groups.length > 0 && groups.at(-1)! >= indent) groups.pop()
    const [head, rest] = line.includes(':') ? line.split(':') : [undefined, line]
    const add = (said: string, loop: boolean) => {
      const [tag = '', need = ''] = said.trim().split(' ')
      uses.add({ tag, depth: groups.length, loop, required: need.startsWith('M'), max: Number(need.slice(1)) })
    }
    if (head !== undefined) {
      add(head, true)
      groups.push(indent)
    }
    for (const said of rest!.trim().split(/\s{2,}/)) add(said, false)
  }
  return uses.all
}

/** `4347!`, `C212*3` */
function edifactPlace(said: string, index: number): PagePlace {
  const [, reference = '', need, times = '1'] = /^(\w+)(!?)(?:\*(\d+))?$/.exec(said) ?? []
  return {
    ...{ at: index + 1, reference, usage: need === '!' ? 'required' : 'optional', times: Number(times) },
    ...{ form: null, codes: [] },
  }
}

/** Uses as they come, each with the tags that lead to it. */
class Uses {
  readonly all: PageUse[] = []
  readonly #above: string[] = []
  readonly #known = new Map<string, number>()

  add(use: Omit<PageUse, 'at'>): void {
    this.#above.length = use.depth
    const place = [...this.#above, use.tag].join('/')
    const count = (this.#known.get(place) ?? 0) + 1
    this.#known.set(place, count)
    const at = count === 1 ? place : `${place} ${count}`
    this.#above.push(at.slice(at.lastIndexOf('/') + 1))
    this.all.push({ at, ...use })
  }
}
