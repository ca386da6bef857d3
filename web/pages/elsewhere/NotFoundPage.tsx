import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { Empty } from '../../ui/states.tsx'

export function NotFoundPage() {
  const { elsewhere } = useWords()
  return (
    <main>
      <Empty alone icon="lost" title={elsewhere.notFound} about={elsewhere.notFoundAbout}>
        <ButtonLink {...paths.home()} mt="md">
          {elsewhere.home}
        </ButtonLink>
      </Empty>
    </main>
  )
}
