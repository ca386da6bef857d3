import { Button, Group, Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../i18n/language.tsx'

export interface Column<T> {
  key: string
  title: string
  cell(row: T): ReactNode
  /** Numbers. */
  end?: boolean
}

interface RowsProps<T> {
  /** What the table holds, for those who hear it. */
  label: string
  rows: T[]
  columns: Column<T>[]
  idOf(row: T): string
  /** The row that the keyboard is on. */
  current?: number
  more?: { load(): void; loading: boolean } | undefined
}

/** A list: a table, and cards on a phone. */
export function Rows<T>({ label, rows, columns, idOf, current, more }: RowsProps<T>) {
  const words = useWords()
  return (
    <>
      <Table className="rows" verticalSpacing="xs" highlightOnHover aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ key, title, end }) => (
              <Table.Th key={key} ta={end ? 'end' : 'start'}>
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={idOf(row)} data-current={index === current}>
              {columns.map(({ key, title, cell, end }) => (
                <Table.Td key={key} data-label={title} {...(end ? { ta: 'end' } : {})}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more && (
        <Group justify="center" p="md">
          <Button variant="default" loading={more.loading} onClick={more.load}>
            {words.common.more}
          </Button>
        </Group>
      )}
    </>
  )
}
