import type { EndpointRole } from '@/lib/contracts/endpoint'
import { type Actor, canCreateProjects } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { checkProject } from '@/lib/services/access/guard-project'
import { raterRow } from '@/lib/services/access/rater-row'

/**
 * Refuses whoever may not call an endpoint of this role, before anything of the request is looked at: a wrong body must
 * teach its form to nobody who may not send a right one. What is read here of the actor's rights the service need not read
 * again; it checks them all the same, as pages and the command line call it too.
 */
export async function authorize(actor: Actor | null, role: EndpointRole, slug: string | undefined): Promise<void> {
  if (role === 'anyone') return
  if (!actor) throw new AppError('unauthenticated', 'Sign in first.')
  if (role === 'account') {
    if (actor.kind !== 'account') throw new AppError('forbidden', 'You need an account for this.')
  } else if (role === 'owner') {
    if (!canCreateProjects(actor))
      throw new AppError('forbidden', 'Only the account that set up this server can create projects.')
  } else if (slug === undefined) {
    throw notFound('project')
  } else if (role === 'expert' || role === 'admin') {
    await checkProject(actor, slug, role)
  } else {
    if (role === 'visitor' && actor.kind !== 'panelist')
      throw new AppError('forbidden', 'Only participants from a panel can do this.')
    await raterRow.check(actor, slug)
  }
}
