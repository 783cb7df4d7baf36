'use client'

import { clsx } from 'clsx'
import {
  BadgeCheck,
  Combine,
  Database,
  Flag,
  FlaskConical,
  Gavel,
  Handshake,
  Images,
  LayoutDashboard,
  ListChecks,
  NotebookText,
  PackageCheck,
  Settings,
  Shapes,
  ShieldCheck,
  Trophy,
  UserPlus,
  Users,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { wholeNumber } from '@/lib/wording/number'

/** By the way a project goes; `word: ''` needs no heading. */
const parts = [
  { word: '', places: [{ word: 'Overview', path: '', icon: LayoutDashboard }] },
  {
    word: 'Prepare',
    places: [
      { word: 'Data', path: '/data', icon: Database },
      { word: 'Golden set', path: '/golden', icon: BadgeCheck, isForExperts: true },
      { word: 'Workshop', path: '/workshop', icon: ListChecks },
      { word: 'Texts', path: '/texts', icon: NotebookText },
    ],
  },
  {
    word: 'Collect',
    places: [
      { word: 'Recruitment', path: '/recruitment', icon: UserPlus },
      { word: 'Raters', path: '/raters', icon: Users },
      { word: 'Quality', path: '/quality', icon: ShieldCheck },
      { word: 'Flags', path: '/flags', icon: Flag },
      { word: 'Experiments', path: '/experiments', icon: FlaskConical },
    ],
  },
  {
    word: 'Judge',
    places: [
      { word: 'Images', path: '/images', icon: Images },
      { word: 'Classes', path: '/classes', icon: Shapes },
      { word: 'Agreement', path: '/agreement', icon: Handshake },
      { word: 'Aggregation', path: '/aggregation', icon: Combine },
      { word: 'Adjudication', path: '/adjudication', icon: Gavel, isForExperts: true },
    ],
  },
  {
    word: 'Publish',
    places: [
      { word: 'Releases', path: '/releases', icon: PackageCheck },
      { word: 'Models', path: '/models', icon: Trophy },
    ],
  },
  { word: '', places: [{ word: 'Settings', path: '/settings', icon: Settings }] },
]

interface ProjectNavProps {
  slug: string
  isAdmin: boolean
  /** How much waits for the reader at a place, by its path. */
  waiting: Record<string, number>
}

/** An expert who is no admin is shown the places that are open to them. */
export function ProjectNav({ slug, isAdmin, waiting }: ProjectNavProps) {
  const here = usePathname()
  const nav = useRef<HTMLElement>(null)
  // On a phone the places lie in a row that is wider than the screen: the current one is brought to its middle.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it moves with the address
  useEffect(() => {
    const link = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && link) nav.current.scrollLeft = link.offsetLeft - (nav.current.clientWidth - link.offsetWidth) / 2
  }, [here])
  return (
    <nav ref={nav} lang="en" aria-label="Project" className="relative max-desk:overflow-x-auto">
      <div className="flex max-desk:px-2 desk:flex-col desk:gap-3">
        {parts.map(({ word, places }) => {
          const shown = isAdmin ? places : places.filter((place) => 'isForExperts' in place && place.isForExperts)
          if (shown.length === 0) return null
          return (
            <div key={places[0]!.path}>
              {word && <h2 className="px-2 pb-0.5 font-medium text-second text-small max-desk:sr-only">{word}</h2>}
              <ul className="flex gap-0.5 desk:flex-col">
                {shown.map(({ word, path, icon: Icon }) => {
                  const href = `/projects/${slug}${path}`
                  const isHere = here === href || (path !== '' && here.startsWith(`${href}/`))
                  return (
                    <li key={word}>
                      <Link
                        href={href}
                        aria-current={isHere ? 'page' : undefined}
                        className={clsx(
                          'relative flex h-9 items-center gap-2.5 whitespace-nowrap px-2 text-[13px] desk:h-[30px] desk:rounded-control',
                          isHere
                            ? 'font-semibold text-text max-desk:shadow-[inset_0_-2px_0_var(--accent)] desk:bg-[color-mix(in_srgb,var(--text)_7%,transparent)]'
                            : 'text-second hover:text-text desk:hover:bg-[color-mix(in_srgb,var(--text)_4%,transparent)]',
                        )}
                      >
                        <Icon aria-hidden size={16} className="max-desk:hidden" />
                        {word}
                        {waiting[path]! > 0 && (
                          <span className="ms-auto rounded-full bg-accent-soft px-1.5 font-medium text-accent text-small tabular-nums">
                            {wholeNumber(waiting[path]!, 'en')}
                            <span className="sr-only"> waiting</span>
                          </span>
                        )}
                      </Link>
                    </li>
                  )
                })}
              </ul>
            </div>
          )
        })}
      </div>
    </nav>
  )
}
