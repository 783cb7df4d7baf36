'use client'

import { useQuery } from '@tanstack/react-query'
import { DialogButton } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { messagesQuery } from '@/lib/client/raters'
import { BulkActionDialog } from './bulk-action-dialog'

export function MessageList({ slug, raterId }: { slug: string; raterId: number }) {
  const { data, error } = useQuery(messagesQuery(slug, raterId))
  if (error) return <ErrorNotice error={error} />
  if (!data) return <p className="min-h-5 text-second">Loading</p>
  if (!data.isReachable && data.messages.length === 0)
    return <p className="text-second">This rater cannot receive messages.</p>
  if (data.messages.length === 0) return <p className="text-second">No messages yet.</p>
  return (
    <ul className="divide-y rounded-card border bg-card">
      {data.messages.map(({ id, text, author, sentAt, readAt }) => (
        <li key={id} className="px-4 py-2.5">
          <p className="whitespace-pre-wrap text-pretty [overflow-wrap:anywhere]">{text}</p>
          <p className="mt-1 text-second text-small">
            {author ?? 'Unsigned'}, <Moment at={sentAt} />
            {' · '}
            {readAt ? (
              <>
                read <Moment at={readAt} />
              </>
            ) : (
              'not read yet'
            )}
          </p>
        </li>
      ))}
    </ul>
  )
}

export function RaterMessages({ slug, raterId }: { slug: string; raterId: number }) {
  // Only the server knows whether the rater can read it, and rejects the message otherwise.
  const rater = { id: raterId, isPaused: false, isExcluded: false, isReachable: true }
  const write = (
    <DialogButton dialog={(close) => <BulkActionDialog slug={slug} act="message" raters={[rater]} onClose={close} />}>
      Send message
    </DialogButton>
  )
  return (
    <Section title="Messages" action={write}>
      <MessageList slug={slug} raterId={raterId} />
    </Section>
  )
}
