'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { Button } from '@/components/ui/button'
import { setLabels, takeBackLabels } from '@/lib/client/images'
import type { ClassLabel } from '@/lib/contracts/classes/class-label'
import { HandLabelForm } from './hand-label-form'

interface SetLabelButtonProps {
  slug: string
  image: { id: number; fileName: string }
  /** If undefined, any class can be chosen. */
  label?: ClassLabel
}

export function SetLabelButton({ slug, image, label }: SetLabelButtonProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        size="small"
        tone={label ? 'quiet' : 'plain'}
        {...(label && { 'aria-label': `Set ${label.name} by hand` })}
        onClick={() => setOpen(true)}
      >
        {label ? 'Set by hand' : 'Set a label by hand'}
      </Button>
      {isOpen && (
        <HandLabelForm
          slug={slug}
          what={image.fileName}
          label={label}
          onClose={() => setOpen(false)}
          act={async (entered) => {
            await setLabels(slug, { target: { images: [image.id] }, ...entered })
            router.refresh()
          }}
        />
      )}
    </>
  )
}

export function TakeBackLabelButton({ slug, decision, name }: { slug: string; decision: number; name: string }) {
  const router = useRouter()
  return (
    <ConfirmedAction
      word="Take back"
      name={name}
      isInRow
      description="The earlier decision applies again, or the raters’ answers if there was none. Runs that used it stay as they are."
      confirm="Take back"
      act={() => takeBackLabels(slug, { decision })}
      onDone={() => router.refresh()}
    />
  )
}
