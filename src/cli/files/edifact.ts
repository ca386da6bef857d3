import { Control, controlMessage, syntaxOf } from '../../edi/edifact/control.ts'
import { InterchangeReader } from '../../edi/edifact/interchange-reader.ts'
import type { Item, MessageName, MessageRead, Unb } from '../../edi/edifact/items.ts'
import { outlineMessage } from '../../edi/edifact/outline.ts'
import { segmentsOf } from '../../edi/edifact/segments.ts'
import { writeInterchange } from '../../edi/edifact/writer.ts'
import { syntaxOf as charactersOf, tokensOf } from '../../edi/guides/tokens.ts'
import type { Problem } from '../../edi/problems.ts'
import { edifactViews } from '../../formats/edifact/views.ts'
import type { Finder, FinderOptions, Found } from './reading.ts'

export function edifactFinder(options: FinderOptions): Finder {
  return new EdifactFinder(options)
}

interface Answer {
  unb: Unb
  control: Control
  problems: Problem[]
}

class EdifactFinder implements Finder {
  readonly #reader: InterchangeReader
  readonly #answers: Answer[] = []

  constructor({ problemsMax, guide }: FinderOptions) {
    const guideOf = ({ type, version, release }: MessageName) =>
      guide?.guide.document === type && guide.guide.release === `${version}.${release}` ? guide : null
    this.#reader = new InterchangeReader({ problemsMax, guideOf })
  }

  push(chunk: Uint8Array): Found[] {
    return this.#reader.push(chunk).map((item) => this.#found(item))
  }

  end(): Found[] {
    return this.#reader.end().map((item) => this.#found(item))
  }

  answers(first: number): ReturnType<Finder['answers']> {
    let number = first
    const pieces = this.#answers.flatMap(({ unb, control, problems }) => {
      const segments = control.finish(problems)
      if (!segments) return []
      const version = syntaxOf(unb)
      const reference = String(number++)
      const envelope = {
        syntax: { id: unb.syntax.id, version },
        sender: unb.receiver,
        receiver: unb.sender,
        at: new Date(),
        reference,
        test: unb.test === '1',
        service: unb.service,
        transliterate: true,
      }
      const { bytes } = writeInterchange(envelope, [controlMessage(version, { reference: '1', segments })])
      return bytes ? [bytes] : []
    })
    return { pieces, next: number }
  }

  #found(item: Item): Found {
    const answer = this.#answers.at(-1)
    switch (item.kind) {
      case 'interchange-start':
        this.#answers.push({ unb: item.envelope, control: new Control(item.envelope), problems: [...item.problems] })
        return { ...item, kind: 'interchange', title: titleOf(item.envelope) }
      case 'group-start': {
        const { type, sender, receiver, reference } = item.group
        answer!.control.startGroup(item.group)
        return { ...item, kind: 'group', title: `${type} ${sender.id} → ${receiver.id} ${reference}` }
      }
      case 'message':
        answer!.control.message(item.message)
        return message(item.message, answer!.unb)
      case 'group-end':
        answer!.control.endGroup(item.problems)
        return { ...item, kind: 'end', of: 'group', offset: item.endOffset }
      case 'interchange-end':
        answer!.problems.push(...item.problems)
        return { ...item, kind: 'end', of: 'interchange', offset: item.endOffset }
      case 'rubbish':
        return { ...item, kind: 'note', title: 'No interchange' }
    }
  }
}

function message(read: MessageRead, { service, charset }: Unb): Found {
  const { type, version, release, reference, keys } = read
  const segmentsMax = Number.POSITIVE_INFINITY
  return {
    ...read,
    kind: 'message',
    standard: 'edifact',
    version: `${version}.${release}`,
    controlNumber: reference,
    keys: keys.map(({ value }) => value),
    format: `edifact:${type}:${version}${release}`,
    segments: (bytes) => edifactViews(segmentsOf(bytes, { service, charset })),
    tokens: (bytes) => tokensOf(charset.decode(bytes), charactersOf(service)),
    outline: (bytes) => outlineMessage(bytes, { type, version, release, service, charset, segmentsMax }).segments,
  }
}

function titleOf({ syntax, sender, receiver, reference, date, time, test }: Unb): string {
  const name = ({ id, qualifier }: Unb['sender']) => (qualifier === '' ? id : `${qualifier} ${id}`)
  return `EDIFACT ${syntax.id}:${syntax.version} ${name(sender)} → ${name(receiver)} ${reference}, ${date} ${time}${test === '' ? '' : ', test'}`
}
