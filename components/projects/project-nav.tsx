'use client'

import type { Role } from '@/lib/domain/permissions'
import { menuOf, type Waiting } from '@/lib/domain/projects/project-pages'
import { MenuList } from './menu-list'
import { ToolEntry } from './tool-buttons'
import { useFreshWaiting, useWaiting } from './use-waiting'

interface ProjectNavProps {
  slug: string
  role: Role
  waiting: Waiting
}

/** Menu on a desktop: entries in order of work, which scroll if the screen is low, with settings below them. */
export function ProjectNav({ slug, role, waiting: drawn }: ProjectNavProps) {
  useFreshWaiting(slug, drawn)
  const waiting = useWaiting(slug, drawn)
  const entries = menuOf(role)
  const isSettings = ({ entry }: (typeof entries)[number]) => entry === 'Settings'
  return (
    <nav aria-label="Project" lang="en" className="flex min-h-0 flex-1 flex-col">
      <div className="-m-1 min-h-0 flex-1 overflow-y-auto p-1">
        <MenuList slug={slug} entries={entries.filter((one) => !isSettings(one))} waiting={waiting} />
      </div>
      <div className="my-2 flex flex-col gap-0.5 border-t pt-2">
        <MenuList slug={slug} entries={entries.filter(isSettings)} waiting={waiting} />
        <ToolEntry tool="help" />
      </div>
    </nav>
  )
}
