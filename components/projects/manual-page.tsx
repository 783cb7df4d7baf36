import { clsx } from 'clsx'
import { DocumentText } from '@/components/texts/document-text'
import { Link } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import { manualDocuments } from '@/lib/domain/manual'

interface ManualPageProps {
  current: string
  html: string
  headings: ReadonlyArray<{ text: string; anchor: string }>
}

export function ManualPage({ current, html, headings }: ManualPageProps) {
  const shown = manualDocuments.find(({ name }) => name === current)
  return (
    <div lang="en">
      <PageHeader title={shown?.title ?? 'Help'} />
      <div className="gap-x-10 desk:grid desk:grid-cols-[200px_minmax(0,1fr)]">
        <nav aria-label="Help" className="mb-6 text-[13px] desk:sticky desk:top-6 desk:self-start">
          <ul className="flex flex-col">
            {manualDocuments.map(({ name, title, address }) => (
              <li key={name}>
                <Link
                  href={address}
                  aria-current={name === current ? 'page' : undefined}
                  className={clsx(
                    'block py-2 hover:text-text desk:py-1.5',
                    name === current ? 'font-semibold' : 'text-second',
                  )}
                >
                  {title}
                </Link>
                {name === current && (
                  <ul className="border-l ps-3">
                    {headings.map(({ text, anchor }) => (
                      <li key={anchor}>
                        <a href={`#${anchor}`} className="block py-2 text-second hover:text-text desk:py-1">
                          {text}
                        </a>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </nav>
        <DocumentText html={html} className="[&_h2]:scroll-mt-6" />
      </div>
    </div>
  )
}
