import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { addressId } from '@/lib/domain/address-id'
import type { AddressQuery } from '@/lib/domain/address-view'
import { type Actor, canAdminister } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { showNotFound } from '../../show-not-found'

/** Resolves to null if the user's role in the project is too low; shows the not-found page for non-members and unknown rows. */
export const nullIfForbidden = <T,>(answer: Promise<T>): Promise<T | null> =>
  answer.catch((error: unknown) =>
    error instanceof AppError && error.code === 'forbidden' ? null : showNotFound(error),
  )

type Names<Path> = Path extends `${string}[${infer Name}]${infer Rest}` ? Name | Names<Rest> : never
type Params<Path> = Record<'project' | Names<Path>, string>

interface Page<Path, View> {
  /** Path below the project's, with parameters in brackets as in `app`. */
  path: Path
  role: 'admin' | 'expert'
  /** Reads and writes the query, so that signing in returns to the same view. */
  view?: { read: (query: AddressQuery) => View; write: (view: View) => string }
}

interface Opened<Path, View> {
  actor: Actor
  slug: string
  params: Params<Path>
  /** Returns a parameter that is an id. Shows the not-found page if it is not one. */
  idOf: (name: Names<Path>) => number
  query: AddressQuery
  view: View
  isAdmin: boolean
}

/** Defines a project page that requires sign-in and a role. `draw` calls services, which check both again, and renders. */
export function projectPage<Path extends string, View = null>(
  { path, role, view: address }: Page<Path, View>,
  draw: (opened: Opened<Path, View>) => Promise<ReactNode>,
) {
  return async (props: { params: Promise<Params<Path>>; searchParams: Promise<AddressQuery> }) => {
    const [params, query] = await Promise.all([props.params, props.searchParams])
    const slug = params.project
    const view = (address ? address.read(query) : null) as View
    const own = path.replace(/\[(\w+)\]/g, (_, name: Names<Path>) => params[name])
    const idOf = (name: Names<Path>) => addressId(params[name]) ?? notFound()
    const actor = await requirePageActor(`/projects/${slug}${own}${address ? address.write(view) : ''}`)
    const drawn = guardProject(actor, slug, role).then((access) =>
      draw({ actor, slug, params, idOf, query, view, isAdmin: canAdminister(access.role) }),
    )
    return (await nullIfForbidden(drawn)) ?? <NeedsRole slug={slug} needed={role} />
  }
}
