'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { messagesKey } from '@/lib/client/raters'
import { GroupActDialog } from './group-act-dialog'
import { MessageList } from './message-list'

export function RaterMessages({ slug, raterId }: { slug: string; raterId: number }) {
  const queryClient = useQueryClient()
  const [isWriting, setWriting] = useState(false)
  // Only the server knows whether the rater can read it, and rejects the message otherwise.
  const rater = { id: raterId, isPaused: false, isLeftOut: false, isReachable: true }
  return (
    <Section title="Messages" action={<Button onClick={() => setWriting(true)}>Send message</Button>}>
      <MessageList slug={slug} raterId={raterId} />
      {isWriting && (
        <GroupActDialog
          slug={slug}
          act="message"
          raters={[rater]}
          onClose={() => setWriting(false)}
          onDone={() => void queryClient.invalidateQueries({ queryKey: messagesKey(slug, raterId) })}
        />
      )}
    </Section>
  )
}
