import { Box, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** A part of a page with a title, and what can be done to it. */
export function Section({ title, acts, children }: { title: string; acts?: ReactNode; children: ReactNode }) {
  return (
    <Box className="panel" component="section" p="md" aria-label={title}>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h5">
          {title}
        </Title>
        {acts}
      </Group>
      {children}
    </Box>
  )
}
