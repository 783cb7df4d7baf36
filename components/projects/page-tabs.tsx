'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { Link } from '@/components/ui/link'
import type { Role } from '@/lib/domain/permissions'
import { menuOf, pageAddress, pageAt, type Waiting } from '@/lib/domain/projects/project-pages'
import { tabWord } from '@/lib/wording/projects'
import { useWaiting } from './use-waiting'
import { WaitingCount } from './waiting-count'

interface PageTabsProps {
  slug: string
  role: Role
  waiting: Waiting
}

/** Tabs for the pages of the current menu entry, if it has several. */
export function PageTabs({ slug, role, waiting: drawn }: PageTabsProps) {
  const waiting = useWaiting(slug, drawn)
  const here = pageAt(slug, usePathname())
  const row = useRef<HTMLElement>(null)
  const current = here?.page.id
  // Scrolls the current tab to the center if the row is wider than the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the page changes
  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>('[aria-current]')
    if (row.current && link) row.current.scrollLeft = link.offsetLeft - (row.current.clientWidth - link.offsetWidth) / 2
  }, [current])
  const entry = menuOf(role).find((one) => one.entry === here?.page.entry)
  if (!here || !entry || entry.pages.length < 2) return null
  return (
    <nav ref={row} aria-label={entry.entry} lang="en" className="relative overflow-x-auto border-b bg-card">
      <ul className="flex px-2 desk:gap-1 desk:px-5.5">
        {entry.pages.map((page) => {
          const isHere = page.id === current
          return (
            <li key={page.id}>
              <Link
                href={pageAddress(slug, page.id)}
                aria-current={isHere ? (here.isItself ? 'page' : 'true') : undefined}
                className={clsx(
                  'flex h-11 items-center gap-1.5 whitespace-nowrap px-2 text-[13px] desk:px-2.5',
                  isHere
                    ? 'font-semibold text-text shadow-[inset_0_-2px_0_var(--accent)]'
                    : 'text-second hover:text-text',
                )}
              >
                {tabWord(page)}
                <WaitingCount pages={[page]} waiting={waiting} />
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
