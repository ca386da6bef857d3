import { isDeepStrictEqual } from 'node:util'
import { type DefinitionProblem, renderDefinitionProblem } from '../../edi/definitions.ts'
import { type Dictionary, readDictionary } from '../../edi/dictionaries/dictionary.ts'
import { type Guide, readGuide } from '../../edi/guides/guide.ts'
import { type Act, note } from '../../platform/act.ts'
import { actorName } from '../../platform/actor.ts'
import { takeTurn } from '../organizations/verbs/turn.ts'
import { guideError } from './errors.ts'
import { type GuideForm, partsOf } from './form.ts'
import { type DictionaryRow, findDictionary, findGuide } from './queries.ts'

export interface Added {
  name: string
  version: string
  /** Warnings: it can be used. */
  problems: DefinitionProblem[]
}

/** What is wrong with a guide; none of it an error where `guide` is there. */
export interface Checked {
  guide: Guide | null
  own: Dictionary | undefined
  dictionary: DictionaryRow | undefined
  problems: DefinitionProblem[]
}

/** Reads a guide over the dictionary that it names. */
export async function checkGiven(tx: Act['tx'], given: GuideForm): Promise<Checked> {
  const dictionary = given.dictionary === null ? undefined : await expectDictionary(tx, given.dictionary)
  const own = dictionary && (readDictionary(dictionary.content).dictionary ?? undefined)
  return { ...readGuide(JSON.stringify(given.guide), own), own, dictionary }
}

/** Keeps a version of a guide, for good. The same once more changes nothing. */
export async function addGuide(act: Act, given: GuideForm): Promise<Added> {
  await takeTurn(act)
  const { guide, dictionary, problems } = await checkGiven(act.tx, given)
  if (!guide) throw guideError('guide-invalid', told(problems))
  const { name, version, title, standard, release, document } = guide
  const known = await findGuide(act.tx, name, version)
  const content = JSON.stringify(given.guide)
  if (known) {
    const same =
      isDeepStrictEqual(JSON.parse(known.content), given.guide) && known.dictionary === (dictionary?.id ?? null)
    if (!same) throw guideError('guide-version-taken', { name, version })
    return { name, version, problems }
  }
  const newest = await findGuide(act.tx, name, null)
  const id = act.newId()
  const of = { name, version, title, standard, release, document }
  await act.tx
    .insertInto('guides')
    .values({
      ...{ id, ...of, number: (newest?.number ?? 0) + 1, dictionary: dictionary?.id ?? null },
      ...{ content, actor: actorName(act.actor), created_at: act.at },
    })
    .execute()
  note(act, { type: 'guide.added', subjectKind: 'guide', subject: id, organizations: [], data: of })
  return { name, version, problems }
}

/** Keeps a version of a dictionary, for good, under the next number. What the newest says already gets no other. */
export async function addDictionary(act: Act, given: Record<string, unknown>): Promise<Added> {
  await takeTurn(act)
  const content = JSON.stringify(given)
  const { dictionary, problems } = readDictionary(content)
  if (!dictionary) throw guideError('dictionary-invalid', told(problems))
  const { name, standard } = dictionary
  const newest = await findDictionary(act.tx, name, null)
  if (newest && isDeepStrictEqual(JSON.parse(newest.content), given))
    return { name, version: String(newest.number), problems }
  const release = dictionary.standard === 'x12' ? dictionary.version : `${dictionary.version}.${dictionary.release}`
  const number = (newest?.number ?? 0) + 1
  const id = act.newId()
  const by = { actor: actorName(act.actor), created_at: act.at }
  await act.tx
    .insertInto('dictionaries')
    .values({ id, name, number, standard, release, content, ...by })
    .execute()
  const data = { name, version: String(number), standard, release }
  note(act, { type: 'dictionary.added', subjectKind: 'dictionary', subject: id, organizations: [], data })
  return { name, version: String(number), problems }
}

/** Throws where an agreement names a guide that there is not, or one for another type of document. */
export async function expectGuideFor(act: Act, type: string, reference: string | null | undefined): Promise<void> {
  if (reference === null || reference === undefined) return
  const { name, version } = partsOf(reference)
  const found = await findGuide(act.tx, name, version)
  if (!found) throw guideError('agreement-guide-unknown', { guide: reference })
  if (type !== '*' && found.document !== type)
    throw guideError('agreement-guide-unfit', { guide: reference, document: found.document, type })
}

async function expectDictionary(tx: Act['tx'], reference: string): Promise<DictionaryRow> {
  const { name, version } = partsOf(reference)
  const found = await findDictionary(tx, name, version === null ? null : Number(version))
  if (!found) throw guideError('dictionary-unknown', { dictionary: reference })
  return found
}

function told(problems: DefinitionProblem[]) {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return { count: errors.length, first: renderDefinitionProblem(errors[0]!), problems: problems.map(shownProblem) }
}

export const shownProblem = (one: DefinitionProblem) => ({ ...one, sentence: renderDefinitionProblem(one) })
