import type { ReactNode } from 'react'
import { ArrowLeft } from '@/components/ui/generated/icons'
import { LinkButton } from './link'
import { ThemeToggle } from './theme-toggle'

interface BackPageProps {
  /** Where the bar leads back to. */
  href: string
  back: string
  title: string
  lead?: ReactNode
  /** Link to a related page. */
  also?: { href: string; word: string }
  children: ReactNode
}

/** A page of a rater beside the rating screen, with a bar that leads back to it. */
export function BackPage({ href, back, title, lead, also, children }: BackPageProps) {
  return (
    <div className="min-h-dvh">
      <header className="flex h-12 items-center gap-2 border-b bg-card px-2 print:hidden">
        <LinkButton tone="quiet" size="small" href={href}>
          <ArrowLeft aria-hidden size={16} className="rtl:-scale-x-100" />
          {back}
        </LinkButton>
        <span className="flex-1" />
        {also && (
          <LinkButton tone="quiet" size="small" href={also.href}>
            {also.word}
          </LinkButton>
        )}
        <span className="contents touch:[&>button]:size-11">
          <ThemeToggle />
        </span>
      </header>
      <main className="mx-auto max-w-[760px] px-4 pt-7 pb-12">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
        {lead && <p className="mt-1 text-pretty text-second">{lead}</p>}
        {children}
      </main>
    </div>
  )
}
