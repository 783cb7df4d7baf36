'use client'

import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { createContext, type ReactNode, useContext, useDeferredValue, useState } from 'react'
import { errorText } from '@/components/kit/form'
import { KeyList } from '@/components/kit/keys-dialog'
import { CommandPalette } from '@/components/ui/command-palette'
import { Dialog } from '@/components/ui/dialog'
import { Folder, Image, LayoutPanelLeft, Shapes, User } from '@/components/ui/generated/icons'
import type { IconType } from '@/components/ui/icon'
import { TextLink } from '@/components/ui/link'
import { mayLeave } from '@/components/ui/use-leave-warning'
import { useWindowKeys } from '@/components/ui/use-window-keys'
import { readLocal, writeLocal } from '@/lib/client/local-storage'
import { searchQuery } from '@/lib/client/projects'
import { isDialogOpen, shortcutKey } from '@/lib/client/workspace/pressed-key'
import { type SearchHit, searchResult } from '@/lib/contracts/projects/project'
import { guideAddress, manualDocuments } from '@/lib/domain/manual'
import type { Role } from '@/lib/domain/permissions'
import { commonKeys, pageHelp, terms } from '@/lib/domain/projects/page-help'
import { type ProjectPage, pageAddress, pageAt } from '@/lib/domain/projects/project-pages'
import { byBestMatch, type SearchHitKind, searchPages } from '@/lib/domain/projects/search'

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

/** Search and help of a project, with their keyboard shortcuts on each of its pages. */
export function ProjectTools({ slug, role, email, children }: ProjectToolsProps) {
  const [open, setOpen] = useState<'search' | 'help' | null>(null)
  const page = pageAt(slug, usePathname())?.page

  useWindowKeys((event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey) {
      event.preventDefault()
      setOpen((now) => (now === 'search' ? null : now === null && isDialogOpen() ? null : 'search'))
    } else if (shortcutKey(event) === '?')
      // A page may use "?" for its own key list by preventing the default, before or after this handler.
      setTimeout(() => !event.defaultPrevented && setOpen('help'))
  })

  const close = () => setOpen(null)
  return (
    <ToolsContext value={{ search: () => setOpen('search'), help: () => setOpen('help') }}>
      {children}
      {open === 'search' && <SearchPalette slug={slug} role={role} email={email} onClose={close} />}
      {page && <HelpPanel page={page} isOpen={open === 'help'} onClose={close} />}
    </ToolsContext>
  )
}

function HelpPanel({ page, isOpen, onClose }: { page: ProjectPage; isOpen: boolean; onClose: () => void }) {
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

/** In the order of the groups. */
const kinds: Record<SearchHitKind, { title: string; Icon: IconType }> = {
  page: { title: 'Pages', Icon: LayoutPanelLeft },
  class: { title: 'Classes', Icon: Shapes },
  image: { title: 'Images', Icon: Image },
  rater: { title: 'Raters', Icon: User },
  project: { title: 'Projects', Icon: Folder },
}

function readRecent(name: string): SearchHit[] {
  try {
    const stored = searchResult.safeParse(JSON.parse(readLocal(name) ?? 'null'))
    return stored.success ? stored.data.found : []
  } catch {
    return []
  }
}

interface SearchPaletteProps {
  slug: string
  role: Role
  /** Account whose recent items are shown, because several people may use one browser. */
  email: string
  onClose: () => void
}

const asItems = (found: readonly SearchHit[]) =>
  found.map(({ kind, title, hint, href }) => {
    const { Icon } = kinds[kind]
    return { id: href, title, hint, icon: <Icon aria-hidden size={16} /> }
  })

/** Searches pages, classes, images and raters of a project, and other projects. Without input, shows recent items. */
function SearchPalette({ slug, role, email, onClose }: SearchPaletteProps) {
  const router = useRouter()
  const storedAs = `recent ${slug} ${email}`
  const [recent] = useState(() => readRecent(storedAs))
  const [text, setText] = useState('')
  const typed = text.trim()
  const query = useDeferredValue(typed)
  const { data, isFetching, error } = useQuery({ ...searchQuery(slug, query), enabled: query !== '' })
  const pages = searchPages(role, typed).map(
    ({ id, entry, title }): SearchHit => ({
      kind: 'page',
      title,
      hint: entry === title ? '' : entry,
      href: pageAddress(slug, id),
    }),
  )
  const found = [...pages, ...(typed === '' ? [] : (data?.found ?? []))]
  const ofKinds = Object.entries(kinds).map(([kind, { title }]) => ({
    title,
    items: asItems(found.filter((item) => item.kind === kind).slice(0, typed === '' ? undefined : 6)),
  }))
  const isRecent = new Set(recent.map(({ href }) => href))
  const groups =
    typed === ''
      ? [
          { title: 'Recent', items: asItems(recent) },
          { title: kinds.page.title, items: asItems(pages.filter(({ href }) => !isRecent.has(href))) },
        ]
      : byBestMatch(ofKinds, typed)

  function choose(href: string) {
    const item = [...found, ...recent].find((one) => one.href === href)
    if (item) {
      const kept = [item, ...recent.filter((one) => one.href !== href)].slice(0, 6)
      writeLocal(storedAs, JSON.stringify({ found: kept }))
    }
    onClose()
    if (mayLeave()) router.push(href)
  }

  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  const status = () => {
    if (typed !== '' && (isFetching || query !== typed)) return 'Searching …'
    if (error) return errorText(error)
    if (count === 0)
      return `Nothing found for “${typed}”. Type part of a name, or a number such as “rater 12” or “image 400”.`
    if (typed === '') return role === 'admin' ? 'Type to find classes, images, raters and projects too.' : ''
    return `${count} found.`
  }

  return (
    <CommandPalette
      onClose={onClose}
      label={role === 'admin' ? 'Search pages, classes, images, raters and projects' : 'Search pages and projects'}
      text={text}
      onText={setText}
      groups={groups}
      onChoose={choose}
      status={status()}
    />
  )
}
