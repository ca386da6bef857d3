import { Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

interface PageHeadProps {
  title: string
  /** One line below the title. */
  about?: ReactNode
  /** Above the title: where this page hangs. */
  above?: ReactNode
  children?: ReactNode
}

/** Title, what it is about, and what can be done here. */
export function PageHead({ title, about, above, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Entrepot`
  }, [title])
  return (
    <Group justify="space-between" align="flex-end" mb="lg" gap="md">
      <Stack gap={4} miw={0}>
        {above}
        <Title order={1} size="h2" className="foreign">
          {title}
        </Title>
        {about !== undefined && (
          <Text c="dimmed" component="div">
            {about}
          </Text>
        )}
      </Stack>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  )
}
