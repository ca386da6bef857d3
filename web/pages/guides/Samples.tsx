import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../i18n/language.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Shown } from '../../ui/states.tsx'
import { samplesQuery } from './queries.ts'

/** A document that the guide takes, and one for each thing that can be wrong, to be downloaded. */
export function Samples({ name, version }: { name: string; version: string }) {
  const { guides } = useWords()
  return (
    <Shown of={useQuery(samplesQuery(name, version))} lines={3}>
      {({ good, broken }) => (
        <Stack gap="sm">
          <Download label={guides.goodSample} file={`${name}-${version}.edi`} text={good} />
          <details>
            <summary>{guides.brokenSamples(broken.length)}</summary>
            <Stack component="ul" gap={4} p={0} mt="xs" style={{ listStyle: 'none' }}>
              {broken.map(({ code, place, text }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two of them may break the same place in the same way
                <li key={at}>
                  <Download
                    label={`${place}: ${guides.faults[code as keyof typeof guides.faults] ?? code}`}
                    file={`${name}-${version}-${at + 1}-${code}.edi`}
                    text={text}
                  />
                </li>
              ))}
            </Stack>
          </details>
          <Text size="sm" c="dimmed">
            {guides.samplesAbout}
          </Text>
        </Stack>
      )}
    </Shown>
  )
}

function Download({ label, file, text }: { label: string; file: string; text: string }) {
  return (
    <Anchor href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download={file} size="sm">
      <Group component="span" gap={6} wrap="nowrap">
        <Icon name="download" size={16} />
        <span>{label}</span>
      </Group>
    </Anchor>
  )
}
