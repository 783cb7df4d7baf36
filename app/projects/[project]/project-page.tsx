import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import type { AddressQuery } from '@/lib/domain/address-view'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'

/**
 * What a service answers, for a page of admins or experts: null when the reader belongs to the project in a lesser role,
 * and the page that says there is nothing here when they do not belong to it or ask for what is not there.
 */
export async function ifAllowed<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return null
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
}

type Names<Path> = Path extends `${string}[${infer Name}]${infer Rest}` ? Name | Names<Rest> : never
type Params<Path> = Record<'project' | Names<Path>, string>

interface Page<Path, View> {
  /** What follows the address of the project, with names in brackets as in `app`. */
  path: Path
  role: 'admin' | 'expert'
  /** How its query is read; whoever has to sign in first comes back to the same view. */
  view?: { read: (query: AddressQuery) => View; write: (view: View) => string }
}

interface Opened<Path, View> {
  actor: Actor
  slug: string
  params: Params<Path>
  query: AddressQuery
  view: View
}

/** A page of a project that asks for sign-in and role; `draw` reads what it shows, from services that check the actor. */
export function projectPage<Path extends string, View = null>(
  { path, role, view: address }: Page<Path, View>,
  draw: (opened: Opened<Path, View>) => Promise<ReactNode>,
) {
  return async (props: { params: Promise<Params<Path>>; searchParams: Promise<AddressQuery> }) => {
    const [params, query] = await Promise.all([props.params, props.searchParams])
    const slug = params.project
    const view = (address ? address.read(query) : null) as View
    const own = path.replace(/\[(\w+)\]/g, (_, name: Names<Path>) => params[name])
    const actor = await requirePageActor(`/projects/${slug}${own}${address ? address.write(view) : ''}`)
    return (await ifAllowed(draw({ actor, slug, params, query, view }))) ?? <NeedsRole slug={slug} needed={role} />
  }
}
