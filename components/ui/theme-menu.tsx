'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Monitor, Moon, Sun } from '@/components/ui/generated/icons'
import { Menu, MenuChoice, type OpenedBy } from './menu'
import { chooseTheme, currentTheme, type Theme, themes } from './theme'
import { ThemeButton } from './theme-button'

const choices = [
  { value: 'system', label: 'themeSystem', icon: <Monitor aria-hidden size={16} /> },
  { value: 'light', label: 'themeLight', icon: <Sun aria-hidden size={16} /> },
  { value: 'dark', label: 'themeDark', icon: <Moon aria-hidden size={16} /> },
] satisfies Array<{ value: Theme; label: 'themeSystem' | 'themeLight' | 'themeDark'; icon: React.ReactNode }>

/** The theme button with its menu, open on mount because it is loaded when the button is first used. */
export function ThemeMenu({ openedBy }: { openedBy: OpenedBy }) {
  const t = useTranslations('common')
  const [theme, setTheme] = useState<Theme>(currentTheme)
  return (
    <Menu
      openedBy={openedBy}
      trigger={
        <ThemeButton onPointerDown={() => setTheme(currentTheme())} onKeyDown={() => setTheme(currentTheme())} />
      }
    >
      <MenuChoice
        label={t('theme')}
        value={theme}
        choices={choices.map((choice) => ({ ...choice, label: t(choice.label) }))}
        onChoose={(value) => {
          const chosen = themes.find((known) => known === value) ?? 'system'
          chooseTheme(chosen)
          setTheme(chosen)
        }}
      />
    </Menu>
  )
}
