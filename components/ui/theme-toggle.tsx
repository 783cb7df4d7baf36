'use client'

import { type ComponentType, useState } from 'react'
import type { OpenedBy } from './menu'
import { ThemeButton } from './theme-button'

/** A button that loads its menu on first use, because most users never open it. */
export function ThemeToggle() {
  const [menu, setMenu] = useState<{ Menu: ComponentType<{ openedBy: OpenedBy }>; openedBy: OpenedBy } | null>(null)
  if (menu) return <menu.Menu openedBy={menu.openedBy} />
  const load = async (openedBy: OpenedBy) => {
    const { ThemeMenu } = await import('./theme-menu')
    setMenu({ Menu: ThemeMenu, openedBy })
  }
  // A click without a pointer comes from a key.
  return <ThemeButton onClick={(event) => void load(event.detail === 0 ? 'key' : 'pointer')} />
}
