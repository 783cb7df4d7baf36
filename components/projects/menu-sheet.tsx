'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { Menu } from '@/components/ui/generated/icons'
import { Sheet } from '@/components/ui/sheet'
import type { Role } from '@/lib/domain/permissions'
import { menuOf, pageAt, type Waiting } from '@/lib/domain/projects/project-pages'
import { MenuList } from './menu-list'
import { ToolEntry } from './tool-buttons'
import { useWaiting } from './use-waiting'
import { WaitingCount } from './waiting-count'

interface MenuSheetProps {
  slug: string
  role: Role
  waiting: Waiting
}

export function MenuSheet({ slug, role, waiting: drawn }: MenuSheetProps) {
  const waiting = useWaiting(slug, drawn)
  const address = usePathname()
  // Stays open until the page has changed, so that a slow page does not look like a missed tap.
  const [openAt, setOpenAt] = useState<string | null>(null)
  const isOpen = openAt === address
  const here = pageAt(slug, address)
  const entries = menuOf(role)
  const close = () => setOpenAt(null)
  return (
    <>
      <button
        type="button"
        lang="en"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpenAt(address)}
        className="flex h-11 w-full items-center gap-2.5 border-t px-4 text-left font-semibold"
      >
        <Menu aria-hidden size={18} className="shrink-0 text-second" />
        <span className="sr-only">Menu, current page: </span>
        <span className="truncate">{here?.page.title ?? 'Menu'}</span>
        <WaitingCount pages={entries.flatMap(({ pages }) => pages)} waiting={waiting} className="ms-auto" />
      </button>
      <Sheet isOpen={isOpen} onClose={close} title="Menu">
        <nav aria-label="Project" lang="en">
          <ToolEntry tool="search" onChoose={close} />
          <MenuList
            slug={slug}
            entries={entries}
            waiting={waiting}
            onChoose={(chosen) => chosen === address && close()}
          />
          <ToolEntry tool="help" onChoose={close} />
        </nav>
      </Sheet>
    </>
  )
}
