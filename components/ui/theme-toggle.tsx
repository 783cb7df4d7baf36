'use client'

import { Contrast, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'
import { Menu, MenuChoice } from './menu'
import { chooseTheme, currentTheme, type Theme, themes } from './theme'

const choices = [
  { value: 'system', label: 'System', icon: <Monitor aria-hidden size={16} /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden size={16} /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden size={16} /> },
] satisfies Array<{ value: Theme; label: string; icon: React.ReactNode }>

export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>('system')
  return (
    <Menu
      trigger={
        <Button
          tone="quiet"
          size="small"
          className="w-8"
          aria-label="Theme"
          onPointerDown={() => setTheme(currentTheme())}
          onKeyDown={() => setTheme(currentTheme())}
        >
          <Contrast aria-hidden size={16} />
        </Button>
      }
    >
      <MenuChoice
        label="Theme"
        value={theme}
        choices={choices}
        onChoose={(value) => {
          const chosen = themes.find((known) => known === value) ?? 'system'
          chooseTheme(chosen)
          setTheme(chosen)
        }}
      />
    </Menu>
  )
}
