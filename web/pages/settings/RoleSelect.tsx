import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../../api/me.ts'
import { rolesIn, sensitiveQuery } from '../../api/people.ts'
import { useWords } from '../../i18n/language.tsx'

/** The roles that one may give; others stay in the list with the reason why not. */
export function RoleSelect({ organization, ...rest }: NativeSelectProps & { organization: string | null }) {
  const { settings, roles } = useWords()
  const { hides } = useMe()
  const rules = useQuery({ ...sensitiveQuery, enabled: hides.length > 0 }).data
  const data = rolesIn(organization).map((value) => {
    const hidden = rules?.find(({ role }) => role === value)?.hidden ?? hides
    const seen = hides.filter((one) => !hidden.includes(one)).map((one) => settings.classes[one])
    return seen.length === 0
      ? { value, label: roles[value] }
      : { value, label: settings.seesMore(roles[value], seen.join(', ')), disabled: true }
  })
  return <NativeSelect label={settings.role} data={data} {...rest} />
}
