import { clsx } from 'clsx'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { PageHeader } from '@/components/ui/page-header'

const places = [
  { word: 'Guidelines', path: 'guidelines' },
  { word: 'Consent', path: 'consent' },
  { word: 'Class notes', path: 'class-notes' },
]

interface TextsHeaderProps {
  slug: string
  here: 'guidelines' | 'consent' | 'class-notes'
  /** One sentence of state. */
  children: ReactNode
}

/** The head that all texts of a project share. */
export function TextsHeader({ slug, here, children }: TextsHeaderProps) {
  return (
    <>
      <PageHeader title="Texts">{children}</PageHeader>
      <nav aria-label="Texts" className="mb-6 border-line border-b">
        <ul className="-mb-px flex gap-5">
          {places.map(({ word, path }) => (
            <li key={path}>
              <Link
                href={`/projects/${slug}/texts/${path}`}
                aria-current={path === here ? 'page' : undefined}
                className={clsx(
                  'block border-b-2 pb-2 text-[13px]',
                  path === here ? 'border-accent font-semibold' : 'border-transparent text-second hover:text-text',
                )}
              >
                {word}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
