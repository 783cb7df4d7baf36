'use client'

import { useState } from 'react'
import { FormButton } from '@/components/kit/dialog-form'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { eraseRater } from '@/lib/client/raters'
import { projectPages } from '@/lib/domain/projects/project-pages'

interface RaterPrivacyProps {
  slug: string
  raterId: number
  /** False for a panel's visitors. */
  hasAccount: boolean
  /** False once it is erased, as with a deleted account. */
  hasIdentity: boolean
}

export function RaterPrivacy({ slug, raterId, hasAccount, hasIdentity }: RaterPrivacyProps) {
  const [isDone, setDone] = useState(false)
  return (
    <Section
      title="Data requests"
      note={
        hasIdentity
          ? 'Raters can do both themselves under “Your data”. The file identifies the person: do not give it to anyone else.'
          : 'The identity has been erased. The file contains what is still stored under this number.'
      }
    >
      {isDone && (
        <Notice tone="success" className="mb-3">
          The identity is erased. The votes stay under rater {raterId}.{hasAccount && ' The person is still a member.'}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <form method="post" action={`/api/projects/${slug}/raters/${raterId}/data`}>
          <Button type="submit">Download stored data</Button>
        </form>
        <FormButton
          button={{ tone: 'danger', children: 'Erase identity' }}
          title={`Erase the identity of rater ${raterId}?`}
          confirm="Erase identity"
          busy="Erasing…"
          isDangerous
          refreshes="after-success"
          act={() => eraseRater(slug, raterId)}
          onDone={() => setDone(true)}
        >
          <p>
            This deletes the link between this number and the person’s {hasAccount ? 'account' : 'panel id'}, and their
            comments, notes, settings and messages. Votes, golden answers and flags stay under the number. You cannot
            undo this, and it is repeated if a backup is restored.
          </p>
          {hasAccount && (
            <p>
              The person keeps the account and stays a member of the project; if they rate again, they start as a new
              rater. If they want to leave as well, remove them under{' '}
              <Link href={`/projects/${slug}/raters/members`} className="text-accent hover:underline">
                {projectPages.members.title}
              </Link>
              .
            </p>
          )}
        </FormButton>
      </div>
    </Section>
  )
}
