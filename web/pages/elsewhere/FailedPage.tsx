import { Container } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { Failed } from '../../ui/states.tsx'

/** What a page could not cope with. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Container size="sm" py="xl" px={0}>
      <Failed alone error={error} retry={again} />
    </Container>
  )
}
