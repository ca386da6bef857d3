import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { api, bodyOf, cursorIn } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { madeTo } from '../../api/partners.ts'
import { fourEyesQuery, type ProposedClass, useTold } from '../../api/proposals.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { Empty, Failed, Shown } from '../../ui/states.tsx'
import { ProposalCard } from './ProposalCard.tsx'

const proposalsQuery = (all: boolean) =>
  infiniteQueryOptions({
    queryKey: ['proposals', 'list', all],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam: cursor }) => {
      const status = all ? {} : { status: 'open' as const }
      const query = { ...status, limit: 20, ...(cursor === undefined ? {} : { cursor }) }
      return bodyOf(api.GET('/api/v1/proposals', { signal, params: { query } }))
    },
    getNextPageParam: ({ next }) => cursorIn(next),
  })

/** What waits for another person, and whether changes take two at all. */
export function ProposalsPage() {
  const { proposals, common } = useWords()
  const { all = false } = useSearch({ from: '/inside/proposals' })
  const navigate = useNavigate()
  const found = useInfiniteQuery(proposalsQuery(all))
  const rows = found.data?.pages.flatMap(({ items }) => items)
  return (
    <>
      <PageHead title={proposals.title} about={proposals.about}>
        <SegmentedControl
          aria-label={proposals.which}
          value={all ? 'all' : 'open'}
          data={[
            { value: 'open', label: proposals.open },
            { value: 'all', label: proposals.all },
          ]}
          onChange={(which) => void navigate(paths.proposals(which as 'open' | 'all'))}
        />
      </PageHead>
      <Stack gap="lg">
        <FourEyes />
        <Shown of={{ ...found, data: rows }} lines={4}>
          {(shown) =>
            shown.length === 0 ? (
              <Empty
                title={all ? proposals.empty : proposals.none}
                about={all ? proposals.emptyAbout : proposals.noneAbout}
              />
            ) : (
              shown.map((one) => <ProposalCard key={one.id} proposal={one} />)
            )
          }
        </Shown>
        {found.hasNextPage && (
          <Group justify="center">
            <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
              {common.more}
            </Button>
          </Group>
        )}
      </Stack>
    </>
  )
}

const CLASSES = ['agreements', 'agreement-defaults', 'routing-rules'] as const

/** To ask for two takes one; to ask for one only takes two. */
function FourEyes() {
  const { proposals } = useWords()
  return (
    <Section title={proposals.fourEyes}>
      <Stack gap="md">
        {CLASSES.map((one) => (
          <FourEyesOf key={one} class={one} />
        ))}
      </Stack>
    </Section>
  )
}

function FourEyesOf({ class: of }: { class: ProposedClass }) {
  const words = useWords()
  const { proposals } = words
  const lacking = lacksOfGrid(useMe(), 'partners:write', words)
  const switching = useSwitching(of)
  const called = proposals.classes[of]
  return (
    <Shown of={useQuery(fourEyesQuery(of))} lines={1}>
      {({ required, version }) => (
        <Group justify="space-between" role="group" aria-label={called}>
          <div>
            <Text fw={600}>{called}</Text>
            <Text size="sm">{required ? proposals.fourEyesOn : proposals.fourEyesOff}</Text>
            {switching.error !== null && <Failed error={switching.error} />}
          </div>
          <Act
            variant="default"
            because={lacking}
            loading={switching.isPending}
            onClick={() => switching.mutate({ required: !required, version })}
          >
            {required ? proposals.switchOff : proposals.switchOn}
          </Act>
        </Group>
      )}
    </Shown>
  )
}

function useSwitching(of: ProposedClass) {
  const { proposals } = useWords()
  const told = useTold()
  return useMutation({
    mutationFn: ({ required, version }: { required: boolean; version: number }) =>
      bodyOf(
        api.PUT('/api/v1/four-eyes/{class}', {
          params: { path: { class: of } },
          body: { required },
          ...madeTo(version),
        }),
      ),
    onSuccess: (answer) => told(answer, proposals.switched),
  })
}
