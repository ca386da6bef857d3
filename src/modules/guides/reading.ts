import { type Dictionary, readDictionary } from '../../edi/dictionaries/dictionary.ts'
import { type Guide, readGuide } from '../../edi/guides/guide.ts'

/** A guide as it is kept, with the dictionary that it was read with. */
export interface Kept {
  name: string
  version: string
  content: string
  /** The text of its dictionary. */
  own: string | null
}

export interface KeptGuide {
  guide: Guide
  own: Dictionary | undefined
}

/** What was read once reads the same again, unless this program knows less than the one that kept it. */
export function readKept({ name, version, content, own }: Kept): KeptGuide {
  const dictionary = own === null ? undefined : (readDictionary(own).dictionary ?? undefined)
  const { guide, problems } = readGuide(content, dictionary)
  if (!guide) {
    const [first] = problems
    throw new Error(`the guide ${name}@${version} cannot be read: ${first?.path} ${first?.found}`)
  }
  return { guide, own: dictionary }
}
