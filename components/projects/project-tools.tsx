'use client'

import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { Role } from '@/lib/domain/permissions'
import { pageAt } from '@/lib/domain/projects/project-pages'
import { HelpPanel } from './help-panel'
import { SearchPalette } from './search-palette'

interface Tools {
  search: () => void
  help: () => void
}

const ToolsContext = createContext<Tools | null>(null)

/** Opens the project's search and help. Null if there are none, as for raters. */
export const useProjectTools = () => useContext(ToolsContext)

interface ProjectToolsProps {
  slug: string
  role: Role
  email: string
  children: ReactNode
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input:not([type=checkbox], [type=radio]), select, textarea') !== null)

const isDialogOpen = () => document.querySelector('[role="dialog"], [role="menu"]') !== null

/** Search and help of a project, with their keyboard shortcuts on each of its pages. */
export function ProjectTools({ slug, role, email, children }: ProjectToolsProps) {
  const [open, setOpen] = useState<'search' | 'help' | null>(null)
  const page = pageAt(slug, usePathname())?.page

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event
      if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey) {
        event.preventDefault()
        setOpen((now) => (now === 'search' ? null : now === null && isDialogOpen() ? null : 'search'))
      } else if (key === '?' && !ctrlKey && !metaKey && !altKey && !isTyping(event.target) && !isDialogOpen())
        // A page may use "?" for its own key list by preventing the default, before or after this handler.
        setTimeout(() => !event.defaultPrevented && setOpen('help'))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const close = () => setOpen(null)
  return (
    <ToolsContext value={{ search: () => setOpen('search'), help: () => setOpen('help') }}>
      {children}
      <SearchPalette slug={slug} role={role} email={email} isOpen={open === 'search'} onClose={close} />
      {page && <HelpPanel page={page} isOpen={open === 'help'} onClose={close} />}
    </ToolsContext>
  )
}
