'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

const tabs = [
  { word: 'Raters', path: '' },
  { word: 'Rules and qualification', path: '/settings' },
  { word: 'Golden images', path: '/pictures' },
  { word: 'Training texts', path: '/training' },
]

/** The parts of the page Quality. */
export function QualityTabs({ slug }: { slug: string }) {
  const here = usePathname()
  return (
    <nav aria-label="Quality" className="mb-6 overflow-x-auto border-b">
      <ul className="flex gap-1">
        {tabs.map(({ word, path }) => {
          const href = `/projects/${slug}/quality${path}`
          const isHere = here === href
          return (
            <li key={word}>
              <Link
                href={href}
                aria-current={isHere ? 'page' : undefined}
                className={clsx(
                  'flex h-9 items-center whitespace-nowrap px-2.5 text-[13px]',
                  isHere
                    ? 'font-semibold text-text shadow-[inset_0_-2px_0_var(--accent)]'
                    : 'text-second hover:text-text',
                )}
              >
                {word}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
