'use client'

import { Check, ChevronsUpDown, LayoutGrid } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'
import { Menu, MenuItem } from '@/components/ui/menu'

interface ProjectSwitcherProps {
  current: { slug: string; name: string }
  projects: Array<{ slug: string; name: string }>
}

export function ProjectSwitcher({ current, projects }: ProjectSwitcherProps) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          title={current.name}
          className="flex min-h-9 touch:min-h-11 py-1 min-w-0 max-w-full items-center gap-2 rounded-control px-2 text-left font-semibold hover:bg-[color-mix(in_srgb,var(--text)_6%,transparent)] desk:w-full"
        >
          <span className="line-clamp-2 min-w-0 flex-1 leading-[17px] [overflow-wrap:anywhere]">
            <span className="sr-only">Project </span>
            {current.name}
          </span>
          <ChevronsUpDown aria-hidden size={16} className="shrink-0 text-second" />
        </button>
      }
    >
      {projects.slice(0, 12).map(({ slug, name }) => (
        <MenuItem key={slug} asChild>
          <Link href={`/projects/${slug}`}>
            <span title={name} className="max-w-64 flex-1 truncate">
              {name}
            </span>
            {slug === current.slug && <Check aria-label="current" size={16} />}
          </Link>
        </MenuItem>
      ))}
      <div className="my-1 border-t" />
      <MenuItem asChild>
        <Link href="/projects">
          <LayoutGrid aria-hidden size={16} />
          All projects
        </Link>
      </MenuItem>
    </Menu>
  )
}
