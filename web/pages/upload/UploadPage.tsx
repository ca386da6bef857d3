import '@mantine/dropzone/styles.css'
import { Box, Button, Progress, Stack, Text, TextInput, Title } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { useMe } from '../../api/me.ts'
import { uploadFile } from '../../api/uploading.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { sentenceOf } from '../../i18n/sentences.ts'
import { Icon } from '../../ui/icons.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Failed, Shown, Waiting } from '../../ui/states.tsx'
import { DocumentRows } from '../documents/DocumentRows.tsx'

/** Asked again until the grid has decided; then what became of it is there. */
const interchangeQuery = (id: string) =>
  queryOptions({
    queryKey: ['interchanges', id],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/interchanges/{id}', { signal, params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.status === 'received' ? 500 : false),
  })

const documentsQuery = (interchange: string) =>
  queryOptions({
    queryKey: ['documents', 'of', interchange],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/documents', { signal, params: { query: { interchange, limit: 50 } } })),
  })

/** A file goes in; the page then shows what became of it. */
export function UploadPage() {
  const { upload: words } = useWords()
  const [share, setShare] = useState(0)
  const sending = useMutation({
    mutationFn: ({ file, organization }: { file: File; organization: string }) =>
      uploadFile({ file, organization, progress: setShare }),
  })
  const again = () => {
    sending.reset()
    setShare(0)
  }
  return (
    <>
      <PageHead title={words.title} about={words.about} />
      <Stack maw={900}>
        {sending.error !== null && <Failed error={sending.error} />}
        {sending.data === undefined ? (
          <Choosing sending={sending.isPending} share={share} send={sending.mutate} />
        ) : (
          <>
            <Became id={sending.data.interchange} />
            <Button variant="default" onClick={again} style={{ alignSelf: 'flex-start' }}>
              {words.again}
            </Button>
          </>
        )}
      </Stack>
    </>
  )
}

interface ChoosingProps {
  sending: boolean
  share: number
  send(of: { file: File; organization: string }): void
}

function Choosing({ sending, share, send }: ChoosingProps) {
  const { words, locale } = useLanguage()
  const { organization } = useMe()
  const [slug, setSlug] = useState('')
  const percent = share.toLocaleString(locale, { style: 'percent' })
  const behalf = organization === null || organization.role === 'host'
  return (
    <>
      {behalf && (
        <TextInput
          label={words.upload.organization}
          description={words.upload.organizationHint}
          value={slug}
          onChange={({ currentTarget }) => setSlug(currentTarget.value)}
          maw={360}
        />
      )}
      <Dropzone
        multiple={false}
        disabled={sending}
        onDrop={([file]) => file && send({ file, organization: behalf ? slug.trim() : '' })}
        inputProps={{ 'aria-label': words.upload.drop }}
        p="xl"
      >
        <Stack align="center" gap="xs" py="lg">
          <Icon name="upload" size={40} />
          <Text fw={600}>{words.upload.drop}</Text>
        </Stack>
      </Dropzone>
      {sending && (
        <div role="status">
          <Text mb={4}>{words.upload.sending(percent)}</Text>
          <Progress value={share * 100} aria-label={words.upload.sending(percent)} />
        </div>
      )}
    </>
  )
}

function Became({ id }: { id: string }) {
  const all = useWords()
  const words = all.upload
  const interchange = useQuery(interchangeQuery(id))
  return (
    <Box className="panel" component="section" aria-live="polite">
      <Title order={2} size="h4" p="md">
        {words.became}
      </Title>
      <Shown of={interchange}>
        {({ name, status, duplicateOf, problems }) =>
          status === 'received' ? (
            <Box p="md">
              <Text mb="md">{words.kept}</Text>
              <Waiting lines={2} />
            </Box>
          ) : (
            <>
              <Stack px="md" pb="md" gap="xs" align="flex-start">
                <Text className="foreign">{name}</Text>
                <StatusBadge status={status} />
                {duplicateOf !== null && <Text>{words.duplicate}</Text>}
                {problems.map((problem) => (
                  <Text key={problem.sentence} className="foreign">
                    {sentenceOf(problem, all)}
                  </Text>
                ))}
              </Stack>
              <Documents interchange={duplicateOf ?? id} />
            </>
          )
        }
      </Shown>
    </Box>
  )
}

function Documents({ interchange }: { interchange: string }) {
  const { upload: words, documents } = useWords()
  return (
    <Shown of={useQuery(documentsQuery(interchange))}>
      {({ items }) =>
        items.length === 0 ? (
          <Text p="md" c="dimmed">
            {words.noDocuments}
          </Text>
        ) : (
          <DocumentRows label={documents.title} documents={items} />
        )
      }
    </Shown>
  )
}
