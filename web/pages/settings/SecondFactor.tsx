import { Anchor, Button, Group, List, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  enableSecond,
  endSecond,
  hasSecondFactor,
  makeBackupCodes,
  type Second,
  verifyCode,
} from '../../api/sign-in.ts'
import { useWords } from '../../i18n/language.tsx'
import { Identifier } from '../../ui/Identifier.tsx'
import { QrPicture } from '../../ui/QrPicture.tsx'
import { Failed, Shown } from '../../ui/states.tsx'
import { Panel } from './SettingsFrame.tsx'

const secondQuery = queryOptions({ queryKey: ['sessions', 'second'], queryFn: ({ signal }) => hasSecondFactor(signal) })

type Doing = 'set-up' | 'end' | 'codes'

/** A code of an app besides the password, and the codes for the day when the app is lost. */
export function SecondFactor() {
  const { settings } = useWords()
  const [doing, setDoing] = useState<Doing | null>(null)
  return (
    <Panel title={settings.second}>
      <Shown of={useQuery(secondQuery)} lines={2}>
        {(on) => (
          <Stack align="flex-start">
            <Text>{on ? settings.secondOn : settings.secondOff}</Text>
            <Group>
              {on ? (
                <>
                  <Button variant="default" onClick={() => setDoing('codes')}>
                    {settings.secondNewCodes}
                  </Button>
                  <Button variant="default" onClick={() => setDoing('end')}>
                    {settings.secondEnd}
                  </Button>
                </>
              ) : (
                <Button onClick={() => setDoing('set-up')}>{settings.secondSetUp}</Button>
              )}
            </Group>
          </Stack>
        )}
      </Shown>
      {doing !== null && <Steps doing={doing} close={() => setDoing(null)} />}
    </Panel>
  )
}

/** First the password once more; then what the app needs, a code of it, and the codes to keep. */
function Steps({ doing, close }: { doing: Doing; close(): void }) {
  const { settings, common } = useWords()
  const queries = useQueryClient()
  const [second, setSecond] = useState<Second | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const title = { 'set-up': settings.secondSetUp, codes: settings.secondNewCodes, end: settings.secondEnd }[doing]
  const settled = () => queries.invalidateQueries({ queryKey: ['sessions'] })
  const confirm = async (password: string) => {
    if (doing === 'set-up') return setSecond(await enableSecond(password))
    if (doing === 'codes') return setCodes(await makeBackupCodes(password))
    await endSecond(password)
    await settled()
    close()
  }
  const turnedOn = async () => {
    notifications.show({ message: settings.secondDone })
    setCodes(second!.backupCodes)
    await settled()
  }
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': common.cancel }}>
      {codes !== null ? (
        <BackupCodes codes={codes} close={close} />
      ) : second !== null ? (
        <TurningOn second={second} done={turnedOn} />
      ) : (
        <Confirming confirm={confirm} action={title} />
      )}
    </Modal>
  )
}

function Confirming({ confirm, action }: { confirm(password: string): Promise<void>; action: string }) {
  const { settings } = useWords()
  const [password, setPassword] = useState('')
  const confirming = useMutation({ mutationFn: () => confirm(password) })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    confirming.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label={settings.secondConfirm}
          autoComplete="current-password"
          required
          data-autofocus
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {confirming.error !== null && <Failed error={confirming.error} />}
        <Button type="submit" loading={confirming.isPending}>
          {action}
        </Button>
      </Stack>
    </form>
  )
}

function TurningOn({ second: { totpURI }, done }: { second: Second; done(): Promise<void> }) {
  const { settings } = useWords()
  const [code, setCode] = useState('')
  const verifying = useMutation({ mutationFn: () => verifyCode(code.trim()), onSuccess: done })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    verifying.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{settings.secondScan}</Text>
        <QrPicture text={totpURI} label={settings.secondPicture} />
        <div>
          <Text size="sm" c="dimmed">
            {settings.secondKey}
          </Text>
          <Identifier value={new URL(totpURI).searchParams.get('secret') ?? ''} label={settings.secondKey} />
        </div>
        <div>
          <Text size="sm" c="dimmed">
            {settings.secondAddress}
          </Text>
          <Identifier value={totpURI} label={settings.secondAddress} />
        </div>
        <Anchor href={totpURI}>{settings.secondOpen}</Anchor>
        <TextInput
          label={settings.secondCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        {verifying.error !== null && <Failed error={verifying.error} />}
        <Button type="submit" loading={verifying.isPending}>
          {settings.secondTurnOn}
        </Button>
      </Stack>
    </form>
  )
}

function BackupCodes({ codes, close }: { codes: string[]; close(): void }) {
  const { settings } = useWords()
  return (
    <Stack>
      <Text>{settings.backupCodesAbout}</Text>
      <List aria-label={settings.backupCodes} listStyleType="none">
        {codes.map((code) => (
          <List.Item key={code}>
            <span className="identifier">{code}</span>
          </List.Item>
        ))}
      </List>
      <Button onClick={close}>{settings.kept}</Button>
    </Stack>
  )
}
