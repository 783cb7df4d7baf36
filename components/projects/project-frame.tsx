import type { ReactNode } from 'react'
import { AccountMenu } from '@/components/kit/account-menu'
import { LostFocus } from '@/components/ui/lost-focus'
import { Notice } from '@/components/ui/notice'
import { PageAnnouncer } from '@/components/ui/page-announcer'
import { ThemeToggle } from '@/components/ui/theme-toggle'
import type { Role } from '@/lib/domain/permissions'
import type { Waiting } from '@/lib/domain/projects/project-pages'
import { MenuSheet, PageTabs, ProjectNav } from './project-menu'
import { ProjectSwitcher } from './project-switcher'
import { ProjectTools } from './project-tools'
import { SearchButton } from './tool-buttons'

interface ProjectFrameProps {
  project: { slug: string; name: string; isArchived: boolean }
  projects: Array<{ slug: string; name: string }>
  account: { name: string; email: string }
  /** False for raters, who cannot open any page of the project. */
  menu: false | { role: Role; waiting: Waiting }
  children: ReactNode
}

/** Frame of a project's pages: navigation at the start, or on top on a phone. */
export function ProjectFrame({ project, projects, account, menu: given, children }: ProjectFrameProps) {
  const menu = given && { slug: project.slug, ...given }
  const frame = (
    <div className="min-h-dvh desk:grid print:block desk:grid-cols-[208px_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-control focus:bg-card focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <header className="flex flex-col border-b print:hidden bg-card desk:sticky desk:top-0 desk:h-dvh desk:border-r desk:border-b-0 desk:p-2">
        <div className="flex h-12 items-center gap-1 px-2 desk:mb-2 desk:h-auto desk:px-0">
          <div className="min-w-0 flex-1">
            <ProjectSwitcher current={project} projects={projects} />
          </div>
          <div className="flex items-center desk:hidden">
            <SearchButton isSmall />
            <ThemeToggle />
            <AccountMenu {...account} />
          </div>
        </div>
        {menu && (
          <>
            <div className="flex min-h-0 flex-1 flex-col max-desk:hidden">
              <SearchButton />
              <ProjectNav {...menu} />
            </div>
            <div className="desk:hidden">
              <MenuSheet {...menu} />
            </div>
          </>
        )}
        <div className="mt-auto flex items-center justify-between gap-1 border-t pt-2 max-desk:hidden">
          <AccountMenu {...account} />
          <ThemeToggle />
        </div>
      </header>
      <div className="min-w-0">
        {menu && <PageTabs {...menu} />}
        <main id="content" lang="en" tabIndex={-1} className="px-4 pt-5 pb-12 outline-none desk:px-8 desk:pt-7">
          {project.isArchived && (
            <Notice tone="info" className="mb-5">
              This project is archived: it is in nobody’s list, and raters get no new tasks.
            </Notice>
          )}
          {children}
        </main>
        <LostFocus />
        <PageAnnouncer />
      </div>
    </div>
  )
  if (!menu) return frame
  return (
    <ProjectTools slug={project.slug} role={menu.role} email={account.email}>
      {frame}
    </ProjectTools>
  )
}
