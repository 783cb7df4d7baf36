'use client'

import { Contrast, Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from './button'
import { Menu, MenuChoice } from './menu'
import { chooseTheme, currentTheme, type Theme, themes } from './theme'

const choices = [
  { value: 'system', label: 'themeSystem', icon: <Monitor aria-hidden size={16} /> },
  { value: 'light', label: 'themeLight', icon: <Sun aria-hidden size={16} /> },
  { value: 'dark', label: 'themeDark', icon: <Moon aria-hidden size={16} /> },
] satisfies Array<{ value: Theme; label: 'themeSystem' | 'themeLight' | 'themeDark'; icon: React.ReactNode }>

export function ThemeToggle() {
  const t = useTranslations('common')
  const [theme, setTheme] = useState<Theme>('system')
  return (
    <Menu
      trigger={
        <Button
          tone="quiet"
          size="small"
          className="w-8"
          aria-label={t('theme')}
          onPointerDown={() => setTheme(currentTheme())}
          onKeyDown={() => setTheme(currentTheme())}
        >
          <Contrast aria-hidden size={16} />
        </Button>
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
