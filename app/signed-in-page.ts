import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { requirePageActor } from '@/lib/auth/page-actor'
import { addressId } from '@/lib/domain/address-id'
import type { AddressQuery } from '@/lib/domain/address-view'
import type { Actor } from '@/lib/domain/permissions'
import { showNotFound } from './show-not-found'

type Names<Path> = Path extends `${string}[${infer Name}]${infer Rest}` ? Name | Names<Rest> : never
type Params<Path> = Record<'project' | Names<Path>, string>

export interface Page<Path, View> {
  /** Path with parameters in brackets, as in `app`. */
  path: Path
  /** Reads and writes the query, so that signing in returns to the same view. */
  view?: { read: (query: AddressQuery) => View; write: (view: View) => string }
}

export interface Opened<Path, View> {
  actor: Actor
  slug: string
  params: Params<Path>
  /** Returns a parameter that is an id. Shows the not-found page if it is not one. */
  idOf: (name: Names<Path>) => number
  query: AddressQuery
  view: View
}

/**
 * Defines a page about a project that requires sign-in. `draw` calls services, which check the user's role, and renders.
 * Shows the not-found page for what they do not find or the user may not see.
 */
export function signedInPage<Path extends string, View = null>(
  { path, view: address }: Page<Path, View>,
  draw: (opened: Opened<Path, View>) => Promise<ReactNode>,
) {
  return async (props: { params: Promise<Params<Path>>; searchParams: Promise<AddressQuery> }) => {
    const [params, query] = await Promise.all([props.params, props.searchParams])
    const view = (address ? address.read(query) : null) as View
    const own = path.replace(/\[(\w+)\]/g, (_, name: Names<Path>) => params[name])
    const actor = await requirePageActor(`${own}${address ? address.write(view) : ''}`)
    const idOf = (name: Names<Path>) => addressId(params[name]) ?? notFound()
    return draw({ actor, slug: params.project, params, idOf, query, view }).catch(showNotFound)
  }
}
