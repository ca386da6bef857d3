import type { GridClient } from '../src/platform/connection.ts'
import type { Database } from '../src/platform/database.ts'

/** The partner that is a side of every second document. */
export const HALF = 'half'
const PARTNERS = 200
const STEP = 50_000
/** Words that products are described with; the first are in many documents, the last in few. */
const VOCABULARY = 5_000

/**
 * Fills the tables that lists and searches read, straight by SQL: documents of the last 90 days between 200 partners, with
 * keys, sides and words. Every second one has the partner `half` on a side.
 */
export async function fillDocuments(database: Database, count: number): Promise<void> {
  const client = await database.connect()
  client.patient = true
  try {
    // The limits of the grid are for what people and partners wait for.
    await client.query(
      'set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set synchronous_commit = off',
    )
    await fillOrganizations(client)
    const built = ['document_texts_words', 'document_keys_value']
    const { rows } = await client.query('select indexdef from pg_indexes where indexname = any($1)', [built])
    for (const name of built) await client.query(`drop index ${name}`)
    for (let from = 0; from < count; from += STEP) {
      await client.query('begin')
      await client.query('create temp table filled on commit drop as ' + DOCUMENTS, [
        from,
        Math.min(from + STEP, count),
        count,
      ])
      for (const text of FROM_FILLED) await client.query(text)
      await client.query('commit')
    }
    for (const { indexdef } of rows) await client.query(indexdef)
    await client.query('update readers r set cursor = h.n from event_head h')
    await client.query(
      'vacuum analyze documents, document_sides, document_keys, document_texts, document_troubles, organizations',
    )
  } finally {
    await client.end()
  }
}

async function fillOrganizations(client: GridClient): Promise<void> {
  await client.query(`insert into organizations (id, slug, name) select gen_random_uuid(), case when g = 0 then '${HALF}' else 'partner-' || g end,
    case when g = 0 then 'Half of All' else 'Partner No. ' || g end from generate_series(0, ${PARTNERS}) g on conflict (slug) do nothing`)
  await client.query(`create temp table party as select array_agg(id order by length(slug), slug) filter (where slug <> '${HALF}') as others,
    (array_agg(id) filter (where slug = '${HALF}'))[1] as half from organizations`)
}

/** $1 to $2 of $3. Ids begin with their milliseconds, as ours do. */
const DOCUMENTS = `select n,
    (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 7776000000 + (7776000000.0 * n / $3)::bigint), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0')
      || 'a' || substr(md5(n::text), 1, 15))::uuid as id,
    case when n % 4 = 0 then p.half else p.others[1 + n % ${PARTNERS}] end as sender,
    case when n % 4 = 2 then p.half else p.others[1 + (n * 7 + 3) % ${PARTNERS}] end as receiver,
    (array['850','850','850','850','810','810','810','856','856','855'])[1 + n / 4 % 10] as type,
    case n % 400 when 0 then 'invalid' when 1 then 'held' when 2 then 'declined' when 3 then 'invalid' else case when n % 9 = 0 then 'released' else 'completed' end end as status,
    (array['PO','PO','PO','PO','INV-','INV-','INV-','SH','SH','AK'])[1 + n / 4 % 10] || (4500000000 + n::bigint) as key
  from generate_series($1::int, $2::int - 1) n cross join party p`

/** Of syllables, so that words begin alike as words do. */
const WORD = `(array['ba','co','di','fe','gu','ha','jo','ki','lu','ma'])[1 + g % 10] || (array['ler','nit','pas','ron','sek','tam','vol','wig','xen','zor'])[1 + g / 10 % 10]
      || (array['a','e','i','o','u','an','en','in','on','un'])[1 + g / 100 % 10] || (array['x','y','z','t','s'])[1 + g / 1000 % 5]`

const FROM_FILLED = [
  `insert into documents (id, interchange, position, sender, receiver, mode, standard, type, version, control_number, group_number, business_key,
      from_offset, to_offset, status)
    select id, id, 0, sender, receiver, 'production', 'x12', type, '004010', '0001', '1', key, 0, 0, status from filled`,
  `insert into document_keys (kind, value, issuer, counterpart, document)
    select case type when '850' then 'purchase-order' when '810' then 'invoice' else 'shipment' end, key, sender, receiver, id from filled`,
  // An invoice and a ship notice name the order before them, too.
  `insert into document_keys (kind, value, issuer, counterpart, document)
    select 'purchase-order', 'PO' || (4500000000 + n - 16), receiver, sender, id from filled where type <> '850'`,
  `insert into document_sides (organization, document) select sender, id from filled union all select receiver, id from filled`,
  // Twelve words of products, what they are called by number, and where it goes.
  `insert into document_texts (document, words, opaque) select f.id, (select string_agg('''' || w.word || ''':1D', ' ') from (
      select ${WORD} as word from (select (${VOCABULARY} * power(abs(hashint8(f.n::bigint * 31 + k)) / 2147483648.0, 3))::int as g
        from generate_series(1, 12) k) v
      union all select 'sku' || abs(hashint8(f.n::bigint * 17 + k)) % 100000 from generate_series(1, 3) k
      union all select 'street' union all select 'city' || f.n % 500 union all select lower(f.key)) w)::tsvector, false
    from filled f`,
]

/** A word of the vocabulary: 0 is in most documents, the last in hardly one of a hundred. */
export async function wordsOfVocabulary(database: Database): Promise<string[]> {
  const { rows } =
    await database.pool.query(`select e.lexeme from (select words from document_texts limit 2000) t cross join lateral unnest(t.words) e
    where e.lexeme ~ '^[a-z]+$' and e.lexeme <> 'street' group by 1 order by count(*) desc, 1`)
  return rows.map(({ lexeme }) => lexeme)
}
