import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Door } from '@/components/account/door'
import { currentActor } from '@/lib/auth/current-actor'
import { listProjects } from '@/lib/services/list-projects'
import { seatAddressOf } from '@/lib/services/seat-address'
import { isServerSetUp } from '@/lib/services/set-up-server'

export const dynamic = 'force-dynamic'

export default async function HomePage() {
  const actor = await currentActor()
  if (!actor) {
    if (await isServerSetUp()) redirect('/sign-in')
    const t = await getTranslations('account')
    return <Door title={t('notSetUp')}>{t('notSetUpText')}</Door>
  }
  if (actor.kind === 'panelist') redirect(await seatAddressOf(actor))
  const projects = await listProjects(actor)
  const isOwner = actor.kind === 'account' && actor.isOwner
  if (!isOwner && projects.length === 1 && projects[0].role === 'rater') redirect(`/rate/${projects[0].slug}`)
  redirect('/projects')
}
