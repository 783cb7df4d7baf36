import { clsx } from 'clsx'
import Link from 'next/link'

const tabs = [
  { word: 'Classes', path: '', at: 'classes' },
  { word: 'Class pairs', path: '/pairs', at: 'pairs' },
] as const

/** The two lists of this place. */
export function ClassTabs({ slug, at }: { slug: string; at: 'classes' | 'pairs' }) {
  return (
    <nav aria-label="Classes" className="mb-5 border-b">
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.at}>
            <Link
              href={`/projects/${slug}/classes${tab.path}`}
              aria-current={tab.at === at ? 'page' : undefined}
              className={clsx(
                'flex h-9 items-center whitespace-nowrap px-2.5 text-[13px]',
                tab.at === at
                  ? 'font-semibold text-text shadow-[inset_0_-2px_0_var(--accent)]'
                  : 'text-second hover:text-text',
              )}
            >
              {tab.word}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
