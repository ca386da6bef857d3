import { Button, Group } from '@mantine/core'
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

/** A list: a table, and cards on a phone. Of plain elements: a component for each cell made the first rows late. */
export function Rows<T>({ label, rows, columns, idOf, current, more }: RowsProps<T>) {
  const words = useWords()
  return (
    <>
      <table className="rows" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title, end }) => (
              <th key={key} data-end={end}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={idOf(row)} data-current={index === current}>
              {columns.map(({ key, title, cell, end }) => (
                <td key={key} data-label={title} data-end={end}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
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
