import { Box, Group, SimpleGrid, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useLanguage } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { counted } from '../../ui/formats.ts'
import { TextLink } from '../../ui/links.tsx'
import { Section } from '../../ui/Section.tsx'
import { zoneOf } from '../../ui/Time.tsx'
import type { DocumentFilter } from '../documents/filter.ts'
import type { DashboardFilter } from './filter.ts'
import type { Volume } from './queries.ts'
import { daysOf } from './spans.ts'

interface Share {
  name: string
  documents: number
  to: ReturnType<(typeof paths)['documents']>
}

/** Who and what the documents of the time are: each leads to them. */
export function Shares({ volume: { data }, filter }: { volume: UseQueryResult<Volume>; filter: DashboardFilter }) {
  const { words } = useLanguage()
  const { dashboard } = words
  if (data === undefined || data.documents === 0) return null
  const { partner, type, unit, mode } = filter
  const days = daysOf({ from: data.slots[0]!.from, until: data.slots.at(-1)!.until }, zoneOf().timeZone)
  const narrowed: DocumentFilter = {
    ...(partner === undefined ? {} : { partner }),
    ...(type === undefined ? {} : { type }),
    ...(unit === undefined ? {} : { unit }),
    ...(mode === undefined ? {} : { mode }),
    ...days,
  }
  const partners = data.partners.map(({ slug: name, documents }) => ({
    name,
    documents,
    to: paths.documents({ ...narrowed, partner: name }),
  }))
  const types = data.types.map(({ type: name, documents }) => ({
    name,
    documents,
    to: paths.documents({ ...narrowed, type: name }),
  }))
  const units = data.units.map(({ unit: name, documents }) => ({
    name,
    documents,
    to: paths.documents({ ...narrowed, unit: name }),
  }))
  return (
    <SimpleGrid cols={{ base: 1, md: units.length > 0 ? 3 : 2 }} spacing="lg">
      <Bars title={dashboard.byPartner} shares={partners} of={data.documents} />
      <Bars title={dashboard.byType} shares={types} of={data.documents} />
      {units.length > 0 && <Bars title={dashboard.byUnit} shares={units} of={data.documents} />}
    </SimpleGrid>
  )
}

function Bars({ title, shares, of }: { title: string; shares: Share[]; of: number }) {
  const { locale } = useLanguage()
  return (
    <Section title={title}>
      <Box component="ul" p={0} m={0} className="tiles">
        {shares.map(({ name, documents, to }) => (
          <Box key={name} component="li" mb="xs">
            <Group justify="space-between" wrap="nowrap">
              <TextLink {...to} className="foreign">
                {name}
              </TextLink>
              <Text>{counted(documents, locale)}</Text>
            </Group>
            <Box className="share" aria-hidden="true">
              <Box style={{ width: `${Math.min(100, (100 * documents) / of)}%` }} />
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  )
}
