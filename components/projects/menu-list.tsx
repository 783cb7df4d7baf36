'use client'

import { clsx } from 'clsx'
import { useLinkStatus } from 'next/link'
import { usePathname } from 'next/navigation'
import {
  BadgeCheck,
  Combine,
  Database,
  Gavel,
  Images,
  LayoutDashboard,
  ListChecks,
  LoaderCircle,
  PackageCheck,
  Settings,
  Shapes,
  ShieldCheck,
  Trophy,
  Users,
} from '@/components/ui/generated/icons'
import type { IconType } from '@/components/ui/icon'
import { Link } from '@/components/ui/link'
import { type MenuEntry, type menuOf, pageAddress, pageAt, type Waiting } from '@/lib/domain/projects/project-pages'
import { WaitingCount } from './waiting-count'

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
function OnItsWay() {
  const { pending } = useLinkStatus()
  return pending && <LoaderCircle aria-hidden size={16} className="shrink-0 animate-spin" />
}

export function MenuList({ slug, entries, waiting, onChoose }: MenuListProps) {
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
              <OnItsWay />
              <WaitingCount pages={pages} waiting={waiting} className="ms-auto" />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
