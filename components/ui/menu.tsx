'use client'

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import { type ComponentProps, type ReactNode, useRef, useState } from 'react'
import { Check, MoreHorizontal } from '@/components/ui/generated/icons'
import { Button } from './button'

const itemStyle =
  'flex min-h-8 touch:min-h-11 select-none items-center gap-2 rounded-[5px] ps-2 pe-3 text-[13px] outline-none data-[highlighted]:bg-accent-soft data-[highlighted]:text-accent'

interface MenuProps {
  trigger: ReactNode
  children: ReactNode
  /**
   * Opens on mount, for a menu that is loaded when it is first used; by key, with the focus on its first item, because
   * Radix only knows keys pressed after its mount.
   */
  openedBy?: OpenedBy
}

export type OpenedBy = 'pointer' | 'key'

export function Menu({ trigger, children, openedBy }: MenuProps) {
  const needsFocus = useRef(openedBy === 'key')
  const focusFirstItem = (content: HTMLElement | null) => {
    if (!content || !needsFocus.current) return
    needsFocus.current = false
    requestAnimationFrame(() => content.querySelector<HTMLElement>('[role^="menuitem"]')?.focus())
  }
  return (
    <DropdownMenu.Root modal={false} defaultOpen={openedBy !== undefined}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          ref={focusFirstItem}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-40 overflow-y-auto rounded-card border border-line bg-card p-1 shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** The actions of a row. Until it is first used it is only a button, because a table has many of them. */
export function RowMenu({ label, children }: { label: string; children: ReactNode }) {
  const [openedBy, setOpenedBy] = useState<OpenedBy | null>(null)
  const button = { size: 'small', tone: 'quiet', className: 'w-8 px-0! touch:w-11', 'aria-label': label } as const
  const icon = <MoreHorizontal aria-hidden size={16} />
  return openedBy ? (
    <Menu openedBy={openedBy} trigger={<Button {...button}>{icon}</Button>}>
      {children}
    </Menu>
  ) : (
    <Button
      {...button}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setOpenedBy('pointer')}
      onKeyDown={(event) => {
        if (!['ArrowDown', 'Enter', ' '].includes(event.key)) return
        event.preventDefault()
        setOpenedBy('key')
      }}
    >
      {icon}
    </Button>
  )
}

export const MenuItem = (props: ComponentProps<typeof DropdownMenu.Item>) => (
  <DropdownMenu.Item className={itemStyle} {...props} />
)

/** Items under a heading. Renders nothing without items. */
export const MenuGroup = ({ title, children }: { title: string; children: readonly ReactNode[] }) =>
  children.length > 0 && (
    <DropdownMenu.Group>
      <DropdownMenu.Label className="px-2 pt-2 pb-1 font-medium text-second text-small">{title}</DropdownMenu.Label>
      {children}
    </DropdownMenu.Group>
  )

interface MenuChoiceProps {
  label: string
  value: string
  choices: ReadonlyArray<{ value: string; label: string; icon?: ReactNode }>
  onChoose: (value: string) => void
}

export function MenuChoice({ label, value, choices, onChoose }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChoose} aria-label={label}>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={itemStyle}>
          {choice.icon}
          <span className="flex-1">{choice.label}</span>
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden size={16} />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
