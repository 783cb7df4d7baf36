'use client'

import { useQueryClient } from '@tanstack/react-query'
import { DialogButton } from '@/components/kit/dialog-form'
import { Section } from '@/components/kit/section'
import { messagesKey } from '@/lib/client/raters'
import { GroupActDialog } from './group-act-dialog'
import { MessageList } from './message-list'

export function RaterMessages({ slug, raterId }: { slug: string; raterId: number }) {
  const queryClient = useQueryClient()
  // Only the server knows whether the rater can read it, and rejects the message otherwise.
  const rater = { id: raterId, isPaused: false, isLeftOut: false, isReachable: true }
  const write = (
    <DialogButton
      dialog={(close) => (
        <GroupActDialog
          slug={slug}
          act="message"
          raters={[rater]}
          onClose={close}
          onDone={() => void queryClient.invalidateQueries({ queryKey: messagesKey(slug, raterId) })}
        />
      )}
    >
      Send message
    </DialogButton>
  )
  return (
    <Section title="Messages" action={write}>
      <MessageList slug={slug} raterId={raterId} />
    </Section>
  )
}
