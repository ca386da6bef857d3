import { useDirection } from '@mantine/core'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { english, type Words } from './english.ts'

/** `mirrored` is not offered; set it by hand (docs/console.md) to look at a layout from right to left. */
export type Language = 'en' | 'de' | 'mirrored'

export const LANGUAGES: { language: Language; name: string }[] = [
  { language: 'en', name: 'English' },
  { language: 'de', name: 'Deutsch' },
]

interface Spoken {
  language: Language
  words: Words
  direction: 'ltr' | 'rtl'
  /** For numbers and times. */
  locale: string
}

const REMEMBERED = 'entrepot.language'

/** The words of the language that was chosen, or of the browser's first that we speak. English comes with the first script. */
export async function loadWords(language = chosen()): Promise<Spoken> {
  const spoken = await SPOKEN[language]()
  document.documentElement.lang = spoken.locale
  document.documentElement.dir = spoken.direction
  return spoken
}

const SPOKEN: Record<Language, () => Promise<Spoken>> = {
  en: async () => ({ language: 'en', words: english, direction: 'ltr', locale: localeOf('en') }),
  de: async () => {
    const { german } = await import('./german.ts')
    return { language: 'de', words: german, direction: 'ltr', locale: localeOf('de') }
  },
  mirrored: async () => {
    const { mirrored } = await import('./mirrored.ts')
    return { language: 'mirrored', words: mirrored(english), direction: 'rtl', locale: 'en' }
  },
}

/** With the region that the browser says: en-GB writes dates otherwise than en-US. */
function localeOf(language: string): string {
  return navigator.languages.find((one) => one.startsWith(language)) ?? language
}

function chosen(): Language {
  const remembered = localStorage.getItem(REMEMBERED)
  if (remembered !== null && remembered in SPOKEN) return remembered as Language
  return navigator.languages.map((one) => one.slice(0, 2)).find((one) => one === 'en' || one === 'de') === 'de'
    ? 'de'
    : 'en'
}

interface Speaking extends Spoken {
  speak(language: Language): void
}

const LanguageContext = createContext<Speaking | null>(null)

export function LanguageProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first)
  const { setDirection } = useDirection()
  const speaking = useMemo(
    () => ({
      ...spoken,
      speak(language: Language) {
        localStorage.setItem(REMEMBERED, language)
        void loadWords(language).then((found) => {
          setDirection(found.direction)
          setSpoken(found)
        })
      },
    }),
    [spoken, setDirection],
  )
  return <LanguageContext value={speaking}>{children}</LanguageContext>
}

export function useLanguage(): Speaking {
  const speaking = useContext(LanguageContext)
  if (!speaking) throw new Error('outside of LanguageProvider')
  return speaking
}

export function useWords(): Words {
  return useLanguage().words
}
