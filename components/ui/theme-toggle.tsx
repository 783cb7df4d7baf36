'use client'

import { type ComponentType, useState } from 'react'
import { ThemeButton } from './theme-button'

/** A button that loads its menu on first use, because most users never open it. */
export function ThemeToggle() {
  const [Menu, setMenu] = useState<ComponentType | null>(null)
  if (Menu) return <Menu />
  const load = async () => {
    const { ThemeMenu } = await import('./theme-menu')
    setMenu(() => ThemeMenu)
  }
  return <ThemeButton onClick={() => void load()} />
}
