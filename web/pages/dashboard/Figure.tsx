import { Box, Table, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useWords } from '../../i18n/language.tsx'
import type { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'
import { Section } from '../../ui/Section.tsx'
import type { Point, Series } from './Chart.tsx'

// Charts are large; numbers and tables do not wait for them.
const Chart = lazy(async () => ({ default: (await import('./Chart.tsx')).Chart }))

export type Target = ReturnType<(typeof paths)['documents'] | (typeof paths)['workItems']>

interface FigureProps {
  title: string
  about: string
  kind: 'columns' | 'lines'
  /** Each with what is behind it. */
  points: (Point & { to: Target })[]
  series: Series[]
  format(value: number): string
  /** Above the chart. */
  children?: ReactNode
}

/** A chart that leads to what is behind it: by the mouse in the picture, by keyboard and ear in the table. */
export function Figure({ title, about, kind, points, series, format, children }: FigureProps) {
  const { common } = useWords()
  const navigate = useNavigate()
  const open = (place: number) => {
    const to = points[place]?.to
    if (to !== undefined) void navigate(to)
  }
  return (
    <Section title={title}>
      <Text size="sm" c="dimmed" mt={-12} mb="sm">
        {about}
      </Text>
      {children}
      <Suspense fallback={<Box h={220} role="status" aria-label={common.loading} />}>
        <Chart kind={kind} points={points} series={series} format={format} open={open} />
      </Suspense>
      <Figures title={title} points={points} series={series} format={format} />
    </Section>
  )
}

function Figures({ title, points, series, format }: Pick<FigureProps, 'title' | 'points' | 'series' | 'format'>) {
  const { dashboard } = useWords()
  return (
    <details className="figures">
      <summary>{dashboard.asTable}</summary>
      <Table.ScrollContainer minWidth={0}>
        <Table aria-label={title} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{dashboard.time}</Table.Th>
              {series.map(({ name, label }) => (
                <Table.Th key={name} ta="end">
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {points.map(({ label, values, to }) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" fw={400}>
                  <TextLink {...to}>{label}</TextLink>
                </Table.Th>
                {series.map(({ name }) => (
                  <Table.Td key={name} ta="end">
                    {typeof values[name] === 'number' ? format(values[name]) : ''}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  )
}
