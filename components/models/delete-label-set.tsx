'use client'

import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { deleteLabelSet } from '@/lib/client/models'

export function DeleteLabelSet({ slug, set }: { slug: string; set: { id: number; name: string } }) {
  return (
    <ConfirmedAction
      word="Delete labels"
      name={set.name}
      description="The comparison with these labels is removed. The project’s own labels and votes stay as they are."
      confirm="Delete labels"
      isDangerous
      isInRow
      act={() => deleteLabelSet(slug, set.id)}
    />
  )
}
