import { Grid, Group, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ofGrid, useMe } from '../../api/me.ts'
import type { Agreement } from '../../api/partners.ts'
import { openProposalsQuery } from '../../api/proposals.ts'
import { lacksOfGrid } from '../../api/rights.ts'
import { useWords } from '../../i18n/language.tsx'
import { paths } from '../../paths.ts'
import { Act } from '../../ui/Act.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Identifier } from '../../ui/Identifier.tsx'
import { TextLink } from '../../ui/links.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { Shown } from '../../ui/states.tsx'
import { Time } from '../../ui/Time.tsx'
import { agreementState } from './AgreementRows.tsx'
import { Applying } from './Applying.tsx'
import { EditAgreement } from './EditAgreement.tsx'
import { EndAgreement } from './EndAgreement.tsx'
import { Promote } from './Promote.tsx'
import { ProposalCard } from './ProposalCard.tsx'
import { agreementQuery } from './query.ts'
import { saidAt } from './settings.ts'
import { Versions } from './Versions.tsx'

/** One agreement: what applies and who said so, and what it said before. */
export function AgreementPage() {
  const { id } = useParams({ from: '/inside/agreements/$id' })
  const { agreements } = useWords()
  return (
    <Shown of={useQuery(agreementQuery(id))} lines={10} alone>
      {(agreement) => (
        <>
          <Head agreement={agreement} />
          <Waiting id={id} />
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, lg: 7 }}>
              <Section title={agreements.applies}>
                <Applying agreement={agreement} />
              </Section>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 5 }}>
              <Stack gap="lg">
                <About agreement={agreement} />
                <Section title={agreements.history}>
                  <Versions agreement={agreement} />
                </Section>
              </Stack>
            </Grid.Col>
          </Grid>
        </>
      )}
    </Shown>
  )
}

function Head({ agreement }: { agreement: Agreement }) {
  const words = useWords()
  const { agreements, document, modes, areas, promotion, ending } = words
  const { sender, receiver, type, mode } = agreement
  const [doing, setDoing] = useState<'edit' | 'promote' | 'end' | null>(null)
  const close = () => setDoing(null)
  const state = agreementState(agreement)
  const because = lacksOfGrid(useMe(), 'partners:write', words) ?? (state === 'ended' ? agreements.ended : undefined)
  return (
    <>
      <PageHead
        title={`${document.sides(sender.slug, receiver.slug)} · ${type === '*' ? agreements.anyType : type}`}
        above={<TextLink {...paths.agreements()}>{areas.agreements}</TextLink>}
        about={
          <Group gap="md">
            <StateBadge state={state} />
            <span>{modes[mode as keyof typeof modes] ?? mode}</span>
            <span>{agreements.version(agreement.version)}</span>
          </Group>
        }
      >
        <Act because={because} onClick={() => setDoing('edit')}>
          {agreements.edit}
        </Act>
        <Act
          variant="default"
          because={because ?? (mode === 'test' ? undefined : promotion.notTest)}
          onClick={() => setDoing('promote')}
        >
          {promotion.act}
        </Act>
        <Act variant="default" because={because} onClick={() => setDoing('end')}>
          {ending.endIt}
        </Act>
      </PageHead>
      {doing === 'edit' && <EditAgreement agreement={agreement} close={close} />}
      {doing === 'promote' && <Promote agreement={agreement} close={close} />}
      {doing === 'end' && <EndAgreement agreement={agreement} close={close} />}
    </>
  )
}

/** Changes of this agreement that another person has to approve. */
function Waiting({ id }: { id: string }) {
  const { proposals } = useWords()
  const found = useQuery({ ...openProposalsQuery(id), enabled: ofGrid(useMe()) })
  const open = found.data?.items ?? []
  if (open.length === 0) return null
  return (
    <Stack component="section" aria-label={proposals.waits} mb="lg">
      <Title order={2} size="h5">
        {proposals.waits}
      </Title>
      {open.map((one) => (
        <ProposalCard key={one.id} proposal={one} alone />
      ))}
    </Stack>
  )
}

function About({
  agreement: { id, sender, receiver, channel, from, until, settings, origins },
}: {
  agreement: Agreement
}) {
  const { agreements, partners, document, common } = useWords()
  const guide = typeof settings['guide'] === 'string' ? settings['guide'] : null
  const format = saidAt(settings, 'deliverAs.format')
  const origin = origins['deliverAs.format']
  const deliveredAs =
    typeof format === 'string' && origin ? agreements.from(format, agreements.origins[origin]) : agreements.asItCame
  return (
    <Section title={agreements.sides}>
      <Facts
        facts={[
          [
            document.from,
            <TextLink key="s" {...paths.partner(sender.slug)}>
              {sender.slug}
            </TextLink>,
          ],
          [
            document.to,
            <TextLink key="r" {...paths.partner(receiver.slug)}>
              {receiver.slug}
            </TextLink>,
          ],
          [agreements.channel, channel?.name ?? common.none],
          [agreements.guide, guide === null ? common.none : <GuideNamed key="g" guide={guide} />],
          [agreements.deliveredAs, deliveredAs],
          [partners.from, from === null ? partners.always : <Time key="f" at={from} short />],
          [partners.until, until === null ? partners.endless : <Time key="u" at={until} short />],
          [agreements.id, <Identifier key="i" value={id} />],
        ]}
      />
    </Section>
  )
}

function GuideNamed({ guide }: { guide: string }) {
  const [name = '', version] = guide.split('@')
  return (
    <TextLink {...paths.guide(name, version === undefined ? {} : { version })} className="identifier">
      {guide}
    </TextLink>
  )
}
