'use client'

import { useRouter } from 'next/navigation'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { removeClass } from '@/lib/client/projects'

/** Removes a class that nothing uses; where something does, the dialog says what. */
export function RemoveClassButton({ slug, classId, name }: { slug: string; classId: number; name: string }) {
  const router = useRouter()
  return (
    <ConfirmedAction
      word="Remove class"
      name={name}
      description="It is removed for good if no candidate, label, prediction or decision uses it. The indices of the other classes stay as they are."
      confirm="Remove class"
      isDangerous
      act={() => removeClass(slug, classId)}
      onDone={() => router.push(`/projects/${slug}/classes`)}
    />
  )
}
