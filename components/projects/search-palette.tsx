'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useState } from 'react'
import { CommandPalette } from '@/components/ui/command-palette'
import { Folder, Image, LayoutPanelLeft, Shapes, User } from '@/components/ui/generated/icons'
import type { IconType } from '@/components/ui/icon'
import { readLocal, writeLocal } from '@/lib/client/local-storage'
import { searchQuery } from '@/lib/client/projects'
import { type FoundItem, searchResult } from '@/lib/contracts/projects/search'
import type { Role } from '@/lib/domain/permissions'
import { pageAddress } from '@/lib/domain/projects/project-pages'
import { byBestMatch, type FoundKind, searchPages } from '@/lib/domain/projects/search'

/** In the order of the groups. */
const kinds: Record<FoundKind, { title: string; Icon: IconType }> = {
  page: { title: 'Pages', Icon: LayoutPanelLeft },
  class: { title: 'Classes', Icon: Shapes },
  image: { title: 'Images', Icon: Image },
  rater: { title: 'Raters', Icon: User },
  project: { title: 'Projects', Icon: Folder },
}

function readRecent(name: string): FoundItem[] {
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
  isOpen: boolean
  onClose: () => void
}

const asItems = (found: readonly FoundItem[]) =>
  found.map(({ kind, title, hint, href }) => {
    const { Icon } = kinds[kind]
    return { id: href, title, hint, icon: <Icon aria-hidden size={16} /> }
  })

/** Searches pages, classes, images and raters of a project, and other projects. Without input, shows recent items. */
export function SearchPalette({ isOpen, ...rest }: SearchPaletteProps) {
  return isOpen ? <OpenPalette {...rest} /> : null
}

function OpenPalette({ slug, role, email, onClose }: Omit<SearchPaletteProps, 'isOpen'>) {
  const router = useRouter()
  const storedAs = `recent ${slug} ${email}`
  const [recent] = useState(() => readRecent(storedAs))
  const [text, setText] = useState('')
  const typed = text.trim()
  const query = useDeferredValue(typed)
  const { data, isFetching, error } = useQuery({ ...searchQuery(slug, query), enabled: query !== '' })
  const pages = searchPages(role, typed).map(
    ({ id, entry, title }): FoundItem => ({
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
    router.push(href)
  }

  const count = groups.reduce((sum, { items }) => sum + items.length, 0)
  const status = () => {
    if (typed !== '' && (isFetching || query !== typed)) return 'Searching …'
    if (error) return error.message
    if (count === 0)
      return `Nothing found for “${typed}”. Type part of a name, or a number such as “rater 12” or “image 400”.`
    if (typed === '') return role === 'admin' ? 'Type to find classes, images, raters and projects too.' : ''
    return `${count} found.`
  }

  return (
    <CommandPalette
      isOpen
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
