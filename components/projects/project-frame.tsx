import type { ReactNode } from 'react'
import { AccountMenu } from '@/components/kit/account-menu'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import { canAdminister, isAtLeast, type Role } from '@/lib/domain/permissions'
import { ProjectNav } from './project-nav'
import { ProjectSwitcher } from './project-switcher'

interface ProjectFrameProps {
  project: { slug: string; name: string }
  projects: Array<{ slug: string; name: string }>
  account: { name: string; email: string }
  role: Role
  /** How much waits for the reader at a place, by its path. */
  waiting: Record<string, number>
  children: ReactNode
}

/** The rail of a project's pages: on the left on a desk, on top on a phone. */
export function ProjectFrame({ project, projects, account, role, waiting, children }: ProjectFrameProps) {
  return (
    <div className="min-h-dvh desk:grid desk:grid-cols-[208px_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-control focus:bg-card focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <header className="flex flex-col border-b bg-card desk:sticky desk:top-0 desk:h-dvh desk:border-r desk:border-b-0 desk:p-2">
        <div className="flex h-12 items-center gap-1 px-2 desk:mb-2 desk:h-auto desk:px-0">
          <div className="min-w-0 flex-1">
            <ProjectSwitcher current={project} projects={projects} />
          </div>
          <div className="flex items-center desk:hidden">
            <ThemeToggle />
            <AccountMenu {...account} />
          </div>
        </div>
        {isAtLeast(role, 'expert') && (
          <ProjectNav slug={project.slug} isAdmin={canAdminister(role)} waiting={waiting} />
        )}
        <div className="mt-auto flex items-center justify-between gap-1 max-desk:hidden">
          <AccountMenu {...account} />
          <ThemeToggle />
        </div>
      </header>
      <main id="content" lang="en" tabIndex={-1} className="min-w-0 px-4 pt-5 pb-12 outline-none desk:px-8 desk:pt-7">
        {children}
      </main>
    </div>
  )
}
