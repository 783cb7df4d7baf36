'use client'

import { usePathname } from 'next/navigation'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { KeyList } from '@/components/kit/keys-dialog'
import { Dialog } from '@/components/ui/dialog'
import { TextLink } from '@/components/ui/link'
import { guideAddress, manualDocuments } from '@/lib/domain/manual'
import type { Role } from '@/lib/domain/permissions'
import { commonKeys, pageHelp, terms } from '@/lib/domain/projects/page-help'
import { type ProjectPage, pageAt } from '@/lib/domain/projects/project-pages'
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

interface HelpPanelProps {
  page: ProjectPage
  isOpen: boolean
  onClose: () => void
}

function HelpPanel({ page, isOpen, onClose }: HelpPanelProps) {
  const help = pageHelp[page.id]
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={`Help: ${page.title}`} isWide>
      <div lang="en" className="flex flex-col gap-5">
        <p className="text-pretty">{help.purpose}</p>
        {help.terms.length > 0 && (
          <section>
            <h3 className="mb-2 font-semibold">Words on this page</h3>
            <dl className="grid gap-x-5 gap-y-2 desk:grid-cols-[120px_minmax(0,1fr)]">
              {help.terms.map((term) => (
                <div key={term} className="desk:contents">
                  <dt className="font-medium first-letter:uppercase">{term}</dt>
                  <dd className="text-pretty text-second">{terms[term]}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        <section>
          <h3 className="mb-2 font-semibold">Keyboard shortcuts</h3>
          <KeyList
            list={[
              ...(help.keys ?? []),
              ...commonKeys.filter(({ keys }) => !help.keys?.some((own) => own.keys.join() === keys.join())),
            ]}
          />
        </section>
        <section>
          <h3 className="mb-2 font-semibold">Read on</h3>
          <ul className="flex flex-col gap-1.5">
            <li>
              <TextLink href={guideAddress(help.guide)} onClick={onClose}>
                {help.guide} (in the guide)
              </TextLink>
            </li>
            {manualDocuments.map(({ name, title, address }) => (
              <li key={name}>
                <TextLink href={address} onClick={onClose}>
                  {title}
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  )
}
