'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorNotice, formError } from '@/components/kit/form-error'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { eraseRater } from '@/lib/client/accounts/privacy'

export function RaterPrivacy({ slug, raterId }: { slug: string; raterId: number }) {
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
          The identity is erased. The votes stay under rater {raterId}.
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
          This deletes the account or panel id, comments, notes, settings and messages of this rater. Votes, golden
          answers and flags stay under the number. You cannot undo this, and it is repeated if a backup is restored.
        </p>
      </Dialog>
    </Section>
  )
}
