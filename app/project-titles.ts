import type { Metadata } from 'next'
import { pageActor } from '@/lib/auth/page-actor'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/**
 * Adds the project's name to the titles of its pages, so that tabs, history and announcements tell projects apart. Next
 * applies a layout's template only to the pages below it: `firstTitle` is that of the layout's own page.
 */
export const projectTitles =
  (firstTitle: () => string | Promise<string>) =>
  async ({ params }: { params: Promise<{ project: string }> }): Promise<Metadata> => {
    const name = await readName((await params).project)
    const end = name === null ? '' : ` · ${name}`
    // The root layout's template adds the product's name to the default.
    return { title: { template: `%s${end} · Reassess`, default: `${await firstTitle()}${end}` } }
  }

/** Null for a project that the user may not see, of which the page says so. */
async function readName(slug: string): Promise<string | null> {
  const actor = await pageActor()
  if (!actor) return null
  try {
    return (await guardProject(actor, slug, 'rater')).project.name
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
