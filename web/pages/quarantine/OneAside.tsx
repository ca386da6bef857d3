import { Box, Button, Checkbox, Collapse, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { WorkItem } from '../../api/acts.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/links.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { NextActs } from '../work-items/NextActs.tsx'
import { itemQuery } from '../work-items/queries.ts'
import { wordOf } from '../work-items/words.ts'

interface OneAsideProps {
  item: WorkItem
  chosen: boolean
  toggle(): void
}

/** One thing that was set aside: why, whose, since when; what can be done comes when one asks. */
export function OneAside({ item, chosen, toggle }: OneAsideProps) {
  const { quarantine, classes, common } = useWords()
  const [open, { toggle: unfold }] = useDisclosure()
  const { id, problem, organization, subject, openedAt } = item
  return (
    <Box component="li" className="aside" p="md">
      <Group wrap="nowrap" align="flex-start" gap="md">
        <Checkbox checked={chosen} onChange={toggle} aria-label={quarantine.choose(problem.sentence)} mt={3} />
        <Stack gap={4} flex={1} miw={0}>
          <TextLink {...paths.workItem(id)} className="foreign" fw={600}>
            {problem.sentence}
          </TextLink>
          <Group gap="md" c="dimmed" fz="sm">
            <span className="foreign">
              {quarantine.from}: {organization ?? common.none}
            </span>
            <span>{wordOf(quarantine, subject.kind)}</span>
            <span>{wordOf(classes, item.class)}</span>
            <Time at={openedAt} short />
          </Group>
          <Group>
            <Button variant="subtle" size="compact-sm" px={0} onClick={unfold} aria-expanded={open}>
              {quarantine.acts}
            </Button>
          </Group>
          <Collapse expanded={open}>{open && <Acts id={id} />}</Collapse>
        </Stack>
      </Group>
    </Box>
  )
}

function Acts({ id }: { id: string }) {
  const item = useQuery(itemQuery(id))
  return (
    <Shown of={item} lines={2}>
      {(found) => (
        <Box pt="xs">
          {Object.keys(found.about ?? {}).length > 0 && <What about={found.about ?? {}} />}
          <NextActs item={found} />
        </Box>
      )}
    </Shown>
  )
}

const TOLD = ['name', 'type', 'key', 'sender', 'receiver', 'controlNumber', 'mode']

/** What names it best. */
function What({ about }: { about: Record<string, unknown> }) {
  const { workItem } = useWords()
  const told = TOLD.filter((fact) => about[fact] !== null && about[fact] !== undefined)
  return (
    <Text size="sm" mb="sm" className="foreign">
      {told.map((fact) => `${wordOf(workItem.facts, fact)}: ${String(about[fact])}`).join(' · ')}
    </Text>
  )
}
