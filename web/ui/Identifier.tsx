import { ActionIcon, CopyButton, Group, Tooltip } from '@mantine/core'
import { useWords } from '../i18n/language.tsx'
import { Icon } from './icons.tsx'

/** An id or number as programs write it, to be copied. */
export function Identifier({ value, label }: { value: string; label?: string }) {
  const { common } = useWords()
  return (
    <Group gap={4} wrap="nowrap" component="span" display="inline-flex">
      <span className="identifier">{value}</span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? common.copied : common.copy}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              onClick={copy}
              aria-label={`${copied ? common.copied : common.copy}: ${label ?? value}`}
            >
              <Icon name={copied ? 'check' : 'copy'} size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  )
}
