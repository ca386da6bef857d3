import { Grid, Group, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, bodyOf } from '../../api/client.ts'
import { may, useMe } from '../../api/me.ts'
import type { Organization } from '../../api/partners.ts'
import { Refusal } from '../../api/problems.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Identifier } from '../../ui/Identifier.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { type State, StateBadge } from '../../ui/StateBadge.tsx'
import { Empty, Failed, Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { Contacts } from './Contacts.tsx'
import { EditPartner } from './EditPartner.tsx'
import { ApiKeys, SftpKeys } from './Keys.tsx'
import { Agreements, Channels, Connections, Documents, Identifiers } from './Parts.tsx'

const partnerQuery = (organization: string) =>
  queryOptions({
    queryKey: ['organizations', 'one', organization],
    queryFn: ({ signal }) =>
      bodyOf(api.GET('/api/v1/organizations/{organization}', { signal, params: { path: { organization } } })),
  })

/** One partner: who it is, how it is reached, what was agreed with it, and what it sent last. */
export function PartnerPage() {
  const { slug } = useParams({ from: '/inside/partners/$slug' })
  const me = useMe()
  return (
    <Shown of={useQuery(partnerQuery(slug))} lines={10} alone>
      {(partner) => (
        <>
          <Head partner={partner} />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <Stack gap="lg">
                {may(me, 'contacts:read') && <Contacts slug={slug} />}
                <Identifiers slug={slug} />
                <Channels slug={slug} />
                <Connections slug={slug} />
                <Agreements slug={slug} />
                {may(me, 'exchange:read') && <Documents slug={slug} />}
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <Stack gap="lg">
                <Profile partner={partner} />
                <SftpKeys slug={slug} />
                <ApiKeys organization={partner.id} slug={slug} />
              </Stack>
            </Grid.Col>
          </Grid>
        </>
      )}
    </Shown>
  )
}

function Head({ partner }: { partner: Organization }) {
  const words = useWords()
  const { name, slug, status } = partner
  const lacking = lacksOfGrid(useMe(), 'partners:write', words)
  const confirming = useConfirming(partner.id)
  const [editing, setEditing] = useState(false)
  const because = lacking ?? (status === 'active' ? words.partners.confirmedAlready : undefined)
  return (
    <>
      <PageHead
        title={name}
        above={<TextLink {...paths.partners()}>{words.areas.partners}</TextLink>}
        about={
          <Group gap="md">
            <StateBadge state={status as State} />
            <Identifier value={slug} label={words.partners.slug} />
          </Group>
        }
      >
        <Act because={because} loading={confirming.isPending} onClick={() => confirming.mutate()}>
          {words.partners.confirm}
        </Act>
        <Act variant="default" because={lacking} onClick={() => setEditing(true)}>
          {words.partners.edit}
        </Act>
      </PageHead>
      {confirming.error !== null && <NotConfirmed error={confirming.error} />}
      {editing && <EditPartner partner={partner} close={() => setEditing(false)} />}
    </>
  )
}

function useConfirming(organization: string) {
  const { partners } = useWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () =>
      bodyOf(api.PUT('/api/v1/organizations/{organization}/confirmation', { params: { path: { organization } } })),
    async onSuccess() {
      notifications.show({ message: partners.confirmed })
      await queries.invalidateQueries({ queryKey: ['organizations'] })
    },
  })
}

/** Only what was made from an envelope is confirmed; others are made active by editing them. */
function NotConfirmed({ error }: { error: unknown }) {
  const { partners } = useWords()
  if (error instanceof Refusal && error.status === 404)
    return <Empty title={partners.notProposed} about={partners.notProposedAbout} />
  return <Failed error={error} />
}

function Profile({ partner }: { partner: Organization }) {
  const { partners, common } = useWords()
  const { role, locale, timeZone, region, calendar, createdAt, changedAt } = partner
  return (
    <Section title={partners.profile}>
      <Facts
        facts={[
          [partners.role, role === 'host' ? partners.host : partners.partner],
          [partners.locale, locale],
          [partners.timeZone, timeZone],
          [partners.region, region ?? common.none],
          [partners.calendar, calendar ?? common.none],
          [partners.since, <Time key="since" at={createdAt} short />],
          [partners.changed, <Time key="changed" at={changedAt} short />],
        ]}
      />
    </Section>
  )
}
