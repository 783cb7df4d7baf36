'use client'

import { clsx } from 'clsx'
import { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { FigureMark, HiddenFigure } from '@/components/kit/figure-mark'
import {
  BadgeCheck,
  Combine,
  Database,
  Gavel,
  Images,
  LayoutDashboard,
  ListChecks,
  LoaderCircle,
  Menu,
  PackageCheck,
  Settings,
  Shapes,
  ShieldCheck,
  Trophy,
  Users,
} from '@/components/ui/generated/icons'
import type { IconType } from '@/components/ui/icon'
import { Link } from '@/components/ui/link'
import { Sheet } from '@/components/ui/sheet'
import type { Role } from '@/lib/domain/permissions'
import {
  type MenuEntry,
  menuOf,
  type ProjectPage,
  pageAddress,
  pageAt,
  type Waiting,
} from '@/lib/domain/projects/project-pages'
import { wholeNumber } from '@/lib/wording/number'
import { tabTitle, waitingOn } from '@/lib/wording/projects'
import { ToolEntry } from './tool-buttons'
import { useFreshWaiting, useWaiting } from './use-waiting'

interface ProjectMenuProps {
  slug: string
  role: Role
  waiting: Waiting
}

/** Menu on a desktop: entries in order of work, which scroll to the current one if the screen is low, with settings below them. */
export function ProjectNav({ slug, role, waiting: drawn }: ProjectMenuProps) {
  useFreshWaiting(slug, drawn)
  const waiting = useWaiting(slug, drawn)
  const entries = menuOf(role)
  const current = pageAt(slug, usePathname())?.page.entry
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when another entry becomes the current one
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const isSettings = ({ entry }: (typeof entries)[number]) => entry === 'Settings'
  return (
    <nav aria-label="Project" lang="en" className="flex min-h-0 flex-1 flex-col">
      <div ref={list} className="-m-1 min-h-0 flex-1 overflow-y-auto p-1">
        <MenuList slug={slug} entries={entries.filter((one) => !isSettings(one))} waiting={waiting} />
      </div>
      <div className="my-2 flex flex-col gap-0.5 border-t pt-2">
        <MenuList slug={slug} entries={entries.filter(isSettings)} waiting={waiting} />
        <ToolEntry tool="help" />
      </div>
    </nav>
  )
}

export function MenuSheet({ slug, role, waiting: drawn }: ProjectMenuProps) {
  const waiting = useWaiting(slug, drawn)
  const address = usePathname()
  // Stays open until the page has changed, so that a slow page does not look like a missed tap.
  const [openAt, setOpenAt] = useState<string | null>(null)
  const isOpen = openAt === address
  const here = pageAt(slug, address)
  const entries = menuOf(role)
  const close = () => setOpenAt(null)
  // A wide window shows the menu beside the page.
  useEffect(() => {
    const wide = window.matchMedia('(min-width: 52rem)')
    const closeIfWide = () => wide.matches && setOpenAt(null)
    wide.addEventListener('change', closeIfWide)
    return () => wide.removeEventListener('change', closeIfWide)
  }, [])
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

/** Tabs for the pages of the current menu entry, if it has several. */
export function PageTabs({ slug, role, waiting: drawn }: ProjectMenuProps) {
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
    <nav
      ref={row}
      aria-label={entry.entry}
      lang="en"
      className="relative overflow-x-auto border-b bg-card print:hidden"
    >
      <ul className="flex px-2 desk:gap-1 desk:px-5.5">
        {entry.pages.map((page) => {
          const isHere = page.id === current
          return (
            <li key={page.id}>
              <Link
                href={pageAddress(slug, page.id)}
                aria-current={isHere ? (here.isItself ? 'page' : 'true') : undefined}
                className={clsx(
                  'flex h-11 items-center gap-1.5 whitespace-nowrap px-2 text-[13px] focus-visible:outline-offset-[-2px] desk:px-2.5',
                  isHere
                    ? 'font-semibold text-text shadow-[inset_0_-2px_0_var(--accent)]'
                    : 'text-second hover:text-text',
                )}
              >
                {tabTitle(page)}
                <WaitingCount pages={[page]} waiting={waiting} />
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

const icons: Record<MenuEntry, IconType> = {
  Overview: LayoutDashboard,
  Data: Database,
  'Golden set': BadgeCheck,
  Plan: ListChecks,
  Raters: Users,
  Quality: ShieldCheck,
  Images,
  Classes: Shapes,
  Results: Combine,
  Adjudication: Gavel,
  Releases: PackageCheck,
  Models: Trophy,
  Settings,
}

interface MenuListProps {
  slug: string
  entries: ReturnType<typeof menuOf>
  waiting: Waiting
  onChoose?: (address: string) => void
}

/** Spinner while a page is loading and its skeleton is not shown yet. */
function NavigationPending() {
  const { pending } = useLinkStatus()
  return pending && <LoaderCircle aria-hidden size={16} className="shrink-0 animate-spin" />
}

function MenuList({ slug, entries, waiting, onChoose }: MenuListProps) {
  const address = usePathname()
  const here = pageAt(slug, address)
  return (
    <ul className="flex flex-col gap-0.5">
      {entries.map(({ entry, pages }) => {
        const Icon = icons[entry]
        const href = pageAddress(slug, pages[0]!.id)
        const isHere = here?.page.entry === entry
        return (
          <li key={entry}>
            <Link
              href={href}
              aria-current={isHere ? (address === href ? 'page' : 'true') : undefined}
              onClick={() => onChoose?.(href)}
              className={clsx(
                'flex h-11 items-center gap-2.5 whitespace-nowrap rounded-control px-2 text-[15px] desk:h-[30px] desk:text-[13px]',
                isHere
                  ? 'bg-[color-mix(in_srgb,var(--text)_7%,transparent)] font-semibold text-text'
                  : 'text-second hover:bg-[color-mix(in_srgb,var(--text)_4%,transparent)] hover:text-text',
              )}
            >
              <Icon aria-hidden size={16} className="shrink-0" />
              {entry}
              <NavigationPending />
              <WaitingCount pages={pages} waiting={waiting} className="ms-auto" />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

interface WaitingCountProps {
  pages: readonly ProjectPage[]
  waiting: Waiting
  className?: string
}

/** Number of items waiting on some pages, beside the link to them, in words for screen readers. */
function WaitingCount({ pages, waiting, className }: WaitingCountProps) {
  const { count, text } = waitingOn(pages, waiting)
  const counting = pages.filter(({ waits }) => waits)
  // Where several pages are counted together, no single page shows their sum, so the id is that of all of them.
  const of = counting.length === 1 ? `waiting-${counting[0]!.id}` : `waiting-together-${counting.map(({ id }) => id)}`
  if (count === 0) return counting.length > 0 && <HiddenFigure of={of} value={0} />
  return (
    <span
      title={text}
      className={clsx('rounded-full bg-accent-soft px-1.5 font-medium text-accent text-small tabular-nums', className)}
    >
      <span aria-hidden>
        <FigureMark of={of}>{wholeNumber(count)}</FigureMark>
      </span>
      <span className="sr-only">({text})</span>
    </span>
  )
}
