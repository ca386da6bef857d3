import type { Problem } from '../../formats/problems.ts'
import { ReceivedReading } from '../../formats/received/reading.ts'
import type { Finder, Found } from './reading.ts'

/** Reads the one document of an XML file at any size, and tells what is wrong in it at its end. */
export function xmlFinder(): Finder {
  const reading = new ReceivedReading()
  return {
    push: (chunk) => {
      reading.write(chunk)
      return []
    },
    end: () => {
      const { received, problems } = reading.end()
      if (!received) return [{ kind: 'note', title: 'No document', offset: 0, problems }]
      const { form, type, version, number, keys } = received
      const name = [form === 'ubl' ? 'UBL' : 'cXML', type, version, number].filter((part) => part !== '').join(' ')
      return [{ kind: 'document', title: `${name}${verdictOf(problems)}`, name, offset: 0, keys, problems }]
    },
    answers: (next) => ({ pieces: [], next }),
  } satisfies Finder & { end(): Found[] }
}

function verdictOf(problems: Problem[]): string {
  if (problems.some(({ severity }) => severity === 'error')) return ', with errors'
  return problems.length > 0 ? ', with notes' : ''
}
