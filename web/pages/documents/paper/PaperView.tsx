import { Box, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import type { Words } from '../../../i18n/english.ts'
import { useLanguage } from '../../../i18n/language.tsx'
import { dateFormat } from '../../../ui/formats.ts'
import { type Column, Rows } from '../../../ui/Rows.tsx'
import type { Fact, Line, Paper, Party } from './paper.ts'

type Said = (code: string) => string

/** An order, its answer, a ship notice or an invoice, as people of the trade would print it. */
export function PaperView({ paper }: { paper: Paper }) {
  const { words, locale } = useLanguage()
  const { facts, parties, lines, totals, notes } = paper
  const shown = (given: Fact[]) =>
    given
      .filter(({ value }) => value !== '')
      .map((fact) => ({ label: labelOf(fact, words), value: written(fact, locale) }))
  return (
    <Stack gap="lg" p="md">
      <Facts facts={shown(facts)} />
      {parties.length > 0 && <Parties parties={parties} />}
      {lines.length > 0 && (
        <Box mx={{ base: 0, sm: 'calc(var(--mantine-spacing-md) * -1)' }}>
          <Rows
            label={words.document.lines}
            rows={lines}
            columns={columnsIn(words, locale, lines)}
            idOf={({ key }) => String(key)}
          />
        </Box>
      )}
      <Facts facts={shown(totals)} />
      {notes.filter(Boolean).map((note) => (
        <Text key={note} className="foreign">
          {note}
        </Text>
      ))}
    </Stack>
  )
}

function Facts({ facts }: { facts: { label: string; value: string }[] }) {
  if (facts.length === 0) return null
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, md: 4 }} component="dl" m={0}>
      {facts.map(({ label, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document may say the same twice
        <div key={index}>
          <Text component="dt" size="sm" c="dimmed">
            {label}
          </Text>
          <Text component="dd" m={0} fw={500} className="foreign">
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}

function Parties({ parties }: { parties: Party[] }) {
  const { words } = useLanguage()
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
      {parties.map(({ role, name, identifier, lines }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a document may name the same party twice
        <Box key={index}>
          <Text size="sm" c="dimmed">
            {codeIn(words.codes.parties)(role)}
          </Text>
          <Text fw={500} className="foreign">
            {name}
          </Text>
          {[...lines, identifier].filter(Boolean).map((one) => (
            <Text key={one} size="sm" className="foreign">
              {one}
            </Text>
          ))}
        </Box>
      ))}
    </SimpleGrid>
  )
}

/** Only the columns that something stands in. */
function columnsIn({ document, codes }: Words, locale: string, lines: Line[]): Column<Line>[] {
  const unit = codeIn(codes.units)
  const money = (key: 'price' | 'amount', title: string) => ({
    ...{ key, title, end: true, there: lines.some((one) => one[key] !== '') },
    cell: (one: Line) => amount(one[key], locale),
  })
  const all: (Column<Line> & { there: boolean })[] = [
    { key: 'line', title: document.line, there: true, cell: ({ number }) => number || '–' },
    {
      key: 'product',
      title: document.product,
      there: true,
      cell: ({ products, descriptions }) => (
        <div className="foreign">
          {descriptions.map((one) => (
            <div key={one}>{one}</div>
          ))}
          <Group gap="xs">
            {products.map(({ kind, value }) => (
              <Text key={kind + value} size="sm" c="dimmed">
                {codeIn(codes.products)(kind)} {value}
              </Text>
            ))}
          </Group>
        </div>
      ),
    },
    {
      key: 'answer',
      title: document.answerOfLine,
      there: lines.some(({ answers }) => answers.length > 0),
      cell: ({ answers }) => (
        <div>
          {answers.map(({ code, quantity, unit: of }) => (
            <div key={code}>
              {codeIn(codes.answers)(code)} {number(quantity, locale)} {unit(of)}
            </div>
          ))}
        </div>
      ),
    },
    {
      key: 'quantity',
      title: document.quantity,
      end: true,
      there: lines.some(({ quantity }) => quantity !== ''),
      cell: ({ quantity, unit: of }) => `${number(quantity, locale)} ${unit(of)}`,
    },
    money('price', document.price),
    money('amount', document.amount),
  ]
  return all.filter(({ there }) => there)
}

function labelOf({ name, list }: Fact, { codes, facts }: Words): string {
  return codeIn(list === undefined ? facts : codes[list])(name)
}

/** What a code means, or the code itself. */
function codeIn(list: object): Said {
  return (code) => (list as Record<string, string | undefined>)[code] ?? code
}

function written({ value, as }: Fact, locale: string): string {
  if (as === 'date') return day(value, locale)
  if (as === 'amount') return amount(value, locale)
  return as === 'number' ? number(value, locale) : value
}

/** CCYYMMDD as people write it; what is no day stays as it is. */
function day(value: string, locale: string): string {
  const found = /^(\d{4})(\d\d)(\d\d)$/.exec(value)
  const moment = found && new Date(`${found[1]}-${found[2]}-${found[3]}T00:00:00Z`)
  if (!moment || Number.isNaN(moment.getTime())) return value
  return dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(moment)
}

const DECIMAL = /^-?\d*\.?\d+$/

// As text: numbers of the language have 15 digits, those of the trade may have 18.
const number = (value: string, locale: string) =>
  DECIMAL.test(value)
    ? new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value as `${number}`)
    : value

const amount = (value: string, locale: string) =>
  DECIMAL.test(value)
    ? new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 6 }).format(value as `${number}`)
    : value
