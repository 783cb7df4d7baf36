'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorNotice, formError } from '@/components/kit/form-error'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { eraseRater } from '@/lib/client/accounts/privacy'
import { projectPages } from '@/lib/domain/projects/project-pages'

interface RaterPrivacyProps {
  slug: string
  raterId: number
  /** False for a panel's visitors. */
  hasAccount: boolean
}

export function RaterPrivacy({ slug, raterId, hasAccount }: RaterPrivacyProps) {
  const router = useRouter()
  const [state, setState] = useState<'idle' | 'asking' | 'erasing' | 'done'>('idle')
  const [problem, setProblem] = useState<string | null>(null)

  async function erase() {
    setState('erasing')
    setProblem(null)
    try {
      await eraseRater(slug, raterId)
      setState('done')
      router.refresh()
    } catch (error) {
      setProblem(formError(error).message)
      setState('asking')
    }
  }

  const actions = (
    <>
      <Button onClick={() => setState('idle')}>Cancel</Button>
      <Button tone="danger" disabled={state === 'erasing'} onClick={() => void erase()}>
        {state === 'erasing' ? 'Erasing…' : 'Erase identity'}
      </Button>
    </>
  )
  return (
    <Section
      title="Data requests"
      note="Raters can do both themselves under “Your data”. The file identifies the person: do not give it to anyone else."
    >
      {state === 'done' && (
        <Notice tone="success" className="mb-3">
          The identity is erased. The votes stay under rater {raterId}.{hasAccount && ' The person is still a member.'}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <form method="post" action={`/api/projects/${slug}/raters/${raterId}/data`}>
          <Button type="submit">Download stored data</Button>
        </form>
        <Button tone="danger" onClick={() => setState('asking')}>
          Erase identity
        </Button>
      </div>
      <Dialog
        isOpen={state === 'asking' || state === 'erasing'}
        onClose={() => setState('idle')}
        title={`Erase the identity of rater ${raterId}?`}
        actions={actions}
      >
        <ErrorNotice className="mb-3">{problem}</ErrorNotice>
        <p>
          This deletes the link between this number and the person’s {hasAccount ? 'account' : 'panel id'}, and their
          comments, notes, settings and messages. Votes, golden answers and flags stay under the number. You cannot undo
          this, and it is repeated if a backup is restored.
        </p>
        {hasAccount && (
          <p className="mt-3">
            The person keeps the account and stays a member of the project; if they rate again, they start as a new
            rater. If they want to leave as well, remove them under{' '}
            <Link href={`/projects/${slug}/raters/members`} className="text-accent hover:underline">
              {projectPages.members.title}
            </Link>
            .
          </p>
        )}
      </Dialog>
    </Section>
  )
}
