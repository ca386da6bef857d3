import { Box, Center, Group, Stack, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

/** A page for somebody who is not signed in: one form in the middle. */
export function Plain({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Entrepot`
  }, [title])
  return (
    <Center component="main" mih="100vh" p="md">
      <Box className="panel" p="xl" w="100%" maw={400}>
        <Stack gap="lg">
          <Group gap="sm">
            <img src="/icon.svg" alt="" width={36} height={36} />
            <Title order={1} size="h3">
              {title}
            </Title>
          </Group>
          {children}
        </Stack>
      </Box>
    </Center>
  )
}
