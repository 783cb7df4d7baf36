import type { ReactNode } from 'react'
import { Link } from '@/components/ui/link'
import { LostFocus } from '@/components/ui/lost-focus'
import { PageAnnouncer } from '@/components/ui/page-announcer'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { AccountMenu } from './account-menu'

export function AccountFrame({ account, children }: { account: { name: string; email: string }; children: ReactNode }) {
  return (
    <div className="min-h-dvh touch:[&_button]:min-h-11 touch:[&_button]:min-w-11">
      <header className="flex h-12 items-center gap-1 border-b bg-card px-4">
        <Link href="/projects" className="rounded-[4px] py-0.5 font-semibold touch:py-3">
          Reassess
        </Link>
        <span className="flex-1" />
        <ThemeToggle />
        <AccountMenu {...account} hasLanguages />
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-[960px] px-4 pt-7 pb-12 outline-none">
        {children}
      </main>
      <LostFocus />
      <PageAnnouncer />
    </div>
  )
}
