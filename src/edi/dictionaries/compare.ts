import type { DictionaryPage, PagePlaces } from './page.ts'

/** One thing that another version of a dictionary says otherwise. */
export interface DictionaryChange {
  /** `850 PO1/PID`, `ZA 1`, `9001`; empty: the dictionary itself. */
  at: string
  what: 'release' | 'like' | 'functionalId' | 'use' | 'place' | 'relations' | 'form' | 'codes'
  from: string | null
  to: string | null
}

/** What the later of two versions says otherwise, in the order of its places. */
export function compareDictionaries(from: DictionaryPage, to: DictionaryPage): DictionaryChange[] {
  const [before, after] = [flat(from), flat(to)]
  const changes: DictionaryChange[] = []
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(key), after.get(key)]
    if (one?.text === other?.text) continue
    const { at, what } = (one ?? other)!
    changes.push({ at, what, from: one?.text ?? null, to: other?.text ?? null })
  }
  return changes
}

interface Said extends Pick<DictionaryChange, 'at' | 'what'> {
  text: string
}

/** Everything that a dictionary says, by place and property. */
function flat({ release, like, documents, segments, composites, elements }: DictionaryPage): Map<string, Said> {
  const all = new Map<string, Said>()
  const say = (at: string, what: Said['what'], text: string | null) => {
    if (text !== null && text !== '') all.set(`${at} ${what}`, { at, what, text })
  }
  say('', 'release', release)
  say('', 'like', like)
  for (const { id, functionalId, uses } of documents) {
    say(id, 'functionalId', functionalId)
    for (const { at, required, max } of uses) say(`${id} ${at}`, 'use', `${required ? 'M' : 'O'} ${max ?? '>1'}`)
  }
  const sayPlaces = ({ tag, places, relations }: PagePlaces) => {
    for (const one of places) say(`${tag} ${one.at}`, 'place', placeText(one))
    say(tag, 'relations', relations.join(' '))
  }
  segments.forEach(sayPlaces)
  composites.forEach(sayPlaces)
  for (const { id, form, codes } of elements) {
    say(id, 'form', form)
    say(id, 'codes', [...codes].sort().join(', '))
  }
  return all
}

const NEEDS = { required: 'M', optional: 'O', conditional: 'X' }

function placeText({ reference, usage, times, form, codes }: PagePlaces['places'][number]): string {
  const repeated = times > 1 ? `*${times}` : ''
  return [`${reference}${repeated}`, NEEDS[usage], form, codes.join(',')].filter(Boolean).join(' ')
}
