import { useLocalStorage } from '@mantine/hooks'
import { useMe } from '../../api/me.ts'

const KEPT_MAX = 6

/** What this person looked for last, in this browser. */
export function useRecent() {
  const { member, organization } = useMe()
  const key = `entrepot.finding.${member?.id ?? organization?.id ?? 'grid'}`
  const [recent, setRecent] = useLocalStorage<string[]>({ key, defaultValue: [], getInitialValueInEffect: false })
  return {
    recent,
    remember: (text: string) => setRecent([text, ...recent.filter((one) => one !== text)].slice(0, KEPT_MAX)),
    forget: () => setRecent([]),
  }
}
