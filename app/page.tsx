import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EntryPage } from '@/components/kit/entry-page'
import { currentActor } from '@/lib/auth/session'
import { isServerSetUp } from '@/lib/services/accounts/set-up-server'
import { listProjects } from '@/lib/services/projects/read-project'
import { ratingScreenAddress } from '@/lib/services/recruitment/visits'

export default async function HomePage() {
  const actor = await currentActor()
  if (!actor) {
    if (await isServerSetUp()) redirect('/sign-in')
    const t = await getTranslations('account')
    return <EntryPage title={t('notSetUp')}>{t('notSetUpText')}</EntryPage>
  }
  if (actor.kind === 'panelist') redirect(await ratingScreenAddress(actor))
  const projects = await listProjects(actor)
  const isOwner = actor.kind === 'account' && actor.isOwner
  if (!isOwner && projects.length === 1 && projects[0]!.role === 'rater') redirect(`/rate/${projects[0]!.slug}`)
  redirect('/projects')
}
