import { Anchor, Box, Group, Stack, Text, Title } from '@mantine/core'
import type { AttachedFile, Document, Related as Found } from '../../api/documents.ts'
import { useLanguage } from '../../i18n/language.tsx'
import { counted } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { DocumentRows } from './DocumentRows.tsx'

/** The files that it came and left in, to be downloaded. */
export function Files({ files }: { files: Found['files'] }) {
  const { document } = useLanguage().words
  return (
    <Stack gap="sm">
      {files.map(({ id, part, name, sizeBytes, at }) => (
        <FileLine
          key={id}
          about={document[part]}
          at={at}
          name={name || id}
          sizeBytes={sizeBytes}
          href={`/api/v1/interchanges/${id}/payload`}
        />
      ))}
    </Stack>
  )
}

/** What people gave to it; a file that another took the place of is not shown. */
export function Attached({ document: id, files }: { document: string; files: AttachedFile[] }) {
  return (
    <Stack gap="sm">
      {files
        .filter(({ supersededBy }) => supersededBy === null)
        .map(({ id: file, relation, name, sizeBytes, at }) => (
          <FileLine
            key={file}
            about={relation}
            at={at}
            name={name}
            sizeBytes={sizeBytes}
            href={`/api/v1/documents/${id}/files/${file}/payload`}
          />
        ))}
    </Stack>
  )
}

interface FileLineProps {
  about: string
  at: string
  name: string
  sizeBytes: number
  href: string
}

function FileLine({ about, at, name, sizeBytes, href }: FileLineProps) {
  const { words, locale } = useLanguage()
  return (
    <Group justify="space-between" gap="xs">
      <Box miw={0}>
        <Text size="sm" c="dimmed">
          <span className="foreign">{about}</span> · <Time at={at} short />
        </Text>
        <Text className="foreign">{name}</Text>
      </Box>
      <Anchor href={href} download={name} size="sm">
        <Group gap={4} wrap="nowrap">
          <Icon name="download" size={16} />
          {words.document.download} ({words.common.bytes(counted(sizeBytes, locale))})
        </Group>
      </Anchor>
    </Group>
  )
}

/** How it was handed over, and what came back. */
export function Receipts({ deliveries }: { deliveries: Found['deliveries'] }) {
  const { document, levels } = useLanguage().words
  if (deliveries.length === 0) return <Text c="dimmed">{document.noReceipts}</Text>
  return (
    <Stack gap="sm">
      {deliveries.map(({ id, name, status, receipts }) => (
        <Box key={id}>
          <Group gap="xs">
            <StatusBadge status={status} />
            <Text size="sm" className="foreign">
              {name}
            </Text>
          </Group>
          {receipts.map(({ level, state, dueAt, at }) => (
            <Group key={level + at} gap="xs" mt={6}>
              <Text size="sm">{(levels as Record<string, string>)[level] ?? level}</Text>
              <StatusBadge status={state} />
              {dueAt !== null && state === 'awaited' && (
                <Text size="sm" c="dimmed">
                  <Time at={dueAt} short />
                </Text>
              )}
            </Group>
          ))}
        </Box>
      ))}
    </Stack>
  )
}

/** What else bears its numbers. */
export function Relatives({ documents }: { documents: Document[] }) {
  const { document } = useLanguage().words
  return (
    <Box className="panel" component="section">
      <Title order={2} size="h5" p="md" pb="xs">
        {document.related}
      </Title>
      {documents.length === 0 ? (
        <Text c="dimmed" p="md" pt={0}>
          {document.noRelated}
        </Text>
      ) : (
        <DocumentRows label={document.related} documents={documents} />
      )}
    </Box>
  )
}
