import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { canAdminister } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { requestedPath } from '@/lib/services/access/page-status'
import { readThingName } from '@/lib/services/projects/page-thing'
import { type Opened, type Page, signedInPage } from '../../signed-in-page'

export const missingTitle = 'Page not found'

/** Resolves to null if the answer fails with this code: the user's role is too low, or there is no such thing. */
export const nullIf = <T,>(code: 'forbidden' | 'not-found', answer: Promise<T>): Promise<T | null> =>
  answer.catch((error: unknown) => {
    if (error instanceof AppError && error.code === code) return null
    throw error
  })

/** Defines a page below the project's own that requires a role. The services check it again. */
export const projectPage = <Path extends string, View = null>(
  { role, ...page }: Page<Path, View> & { role: 'admin' | 'expert' },
  draw: (opened: Opened<`/projects/[project]${Path}`, View> & { isAdmin: boolean }) => Promise<ReactNode>,
) =>
  signedInPage({ ...page, path: `/projects/[project]${page.path}` as const }, async (opened) => {
    const drawn = guardProject(opened.actor, opened.slug, role).then((access) =>
      draw({ ...opened, isAdmin: canAdminister(access.role) }),
    )
    return (await nullIf('forbidden', drawn)) ?? <NeedsRole slug={opened.slug} needed={role} />
  })

/**
 * Title of a page about one thing: its name and what it is, so that tabs and announcements tell such pages apart, or that
 * there is no such thing.
 */
export const thingMetadata =
  (what: string, titleOf = (name: string) => `${name} · ${what}`) =>
  async ({ params }: { params: Promise<{ project: string }> }): Promise<Metadata> => {
    const { project } = await params
    const path = requestedPath() ?? ''
    const reading = requirePageActor(path).then((actor) => readThingName(actor, project, path))
    const found = reading.then((name) => (name === null ? missingTitle : titleOf(name)))
    return { title: (await nullIf('forbidden', nullIf('not-found', found))) ?? what }
  }
