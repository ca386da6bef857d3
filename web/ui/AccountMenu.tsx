import { Menu, Text, useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useMe } from '../api/me.ts'
import { signOut } from '../api/sign-in.ts'
import { LANGUAGES, useLanguage, useWords } from '../i18n/language.tsx'
import { paths } from '../paths.ts'
import { Icon } from './icons.tsx'

/** Who is signed in, how the console looks and speaks, and the way out. Opens at once: it comes when it was pressed. */
export function AccountMenu() {
  const words = useWords()
  const { member } = useMe()
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // From the button, so that the keyboard comes back to it.
  useEffect(() => {
    button.current?.focus()
    setOpened(true)
  }, [])
  return (
    <Menu position="bottom-end" width={240} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <button type="button" className="plain-button" ref={button} aria-label={words.shell.account}>
          <Icon name="person" size={24} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" className="foreign">
            {member === null ? words.shell.apiKey : member.name}
          </Text>
          {member !== null && (
            <Text size="xs" className="foreign">
              {member.email}
            </Text>
          )}
        </Menu.Label>
        <Menu.Divider />
        <Looks />
        <Menu.Item component="a" href="/api/docs">
          {words.shell.apiReference}
        </Menu.Item>
        {member !== null && (
          <Menu.Item onClick={() => void signOut().then(() => navigate(paths.signIn()))}>
            {words.shell.signOut}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Language and colours: kept in this browser. */
function Looks() {
  const { words, language, speak } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const schemes = [
    ['light', words.shell.light],
    ['dark', words.shell.dark],
    ['auto', words.shell.system],
  ] as const
  return (
    <>
      <Menu.Label>{words.shell.language}</Menu.Label>
      {LANGUAGES.map((one) => (
        <Menu.Item
          key={one.language}
          lang={one.language}
          onClick={() => speak(one.language)}
          rightSection={language === one.language && <Icon name="check" size={16} />}
        >
          {one.name}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Label>{words.shell.colors}</Menu.Label>
      {schemes.map(([scheme, name]) => (
        <Menu.Item
          key={scheme}
          onClick={() => setColorScheme(scheme)}
          rightSection={colorScheme === scheme && <Icon name="check" size={16} />}
        >
          {name}
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  )
}
