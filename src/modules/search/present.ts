import { z } from 'zod'
import { bornAt } from '../../platform/ids.ts'
import { sentence } from '../exchange/sentences.ts'
import type { FoundDocument, FoundFile, FoundItem } from './queries.ts'

export const kinds = ['documents', 'partners', 'files', 'work-items', 'agreements', 'connections'] as const

export const hit = z.object({
  id: z.string().meta({ description: 'By which its page is found; of an organization its slug' }),
  title: z.string(),
  detail: z.string(),
  status: z.string().optional(),
  at: z.iso.datetime().optional(),
  document: z.uuid().optional().meta({ description: 'Of a file: the document that it lies beside' }),
})

export type Hit = z.infer<typeof hit>

export const searchAnswer = z.object({
  groups: z.array(z.object({ kind: z.enum(kinds), hits: z.array(hit) })),
  texts: z
    .object({ complete: z.boolean(), until: z.iso.datetime().nullable() })
    .meta({ description: 'Up to when the texts of documents can be found; keys are always complete' }),
})

const pair = ({ sender, receiver }: { sender: string | null; receiver: string | null }) =>
  `${sender ?? '?'} → ${receiver ?? '?'}`

export function presentDocument(row: FoundDocument): Hit {
  const at = bornAt(row.id)?.toISOString()
  return {
    ...{ id: row.id, title: row.business_key ?? row.type, detail: `${row.type}, ${pair(row)}`, status: row.status },
    ...(at === undefined ? {} : { at }),
  }
}

export function presentFile({ id, document, name, relation, at }: FoundFile): Hit {
  return { id, title: name, detail: relation, at: at.toISOString(), document }
}

export function presentItem({ id, kind, problem, opened_at }: FoundItem): Hit {
  return { id, title: sentence(problem), detail: kind, status: 'open', at: opened_at.toISOString() }
}

export function presentPartner({ slug, name, status }: { slug: string; name: string; status: string }): Hit {
  return { id: slug, title: name, detail: slug, status }
}

interface Agreement {
  id: string
  document_type: string
  mode: string
  sender: string
  receiver: string
}

export function presentAgreement(row: Agreement): Hit {
  return { id: row.id, title: `${row.document_type}, ${pair(row)}`, detail: row.mode }
}

interface Connection {
  id: string
  name: string
  connector: string
  slug: string
  halted: boolean
}

export function presentConnection({ id, name, connector, slug, halted }: Connection): Hit {
  return { id, title: name, detail: `${connector}, ${slug}`, status: halted ? 'halted' : 'open' }
}
