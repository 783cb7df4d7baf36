'use client'

import { Button } from '@/components/ui/button'
import { Undo2 } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import type { PlanSettings } from '@/lib/contracts/plan'
import type { Draft } from './use-draft'

const stateWord = { saved: 'Saved', saving: 'Saving', failed: 'Not saved' } as const

interface DraftToolsProps {
  draft: Draft
  hasDraft: boolean
  defaults: PlanSettings
}

export function DraftTools({ draft, hasDraft, defaults }: DraftToolsProps) {
  const { settings, change, undo, state } = draft
  const isDefault = (Object.keys(defaults) as Array<keyof PlanSettings>).every(
    (key) => JSON.stringify(settings[key]) === JSON.stringify(defaults[key]),
  )
  return (
    <>
      <p role="status" className="min-w-16 whitespace-nowrap text-second">
        {state === 'saved' && !hasDraft ? '' : stateWord[state]}
      </p>
      <Button aria-keyshortcuts="Control+Z Meta+Z" disabled={!undo} onClick={() => undo?.()}>
        <Undo2 aria-hidden size={16} />
        Undo
        <Kbd className="max-desk:hidden">Ctrl Z</Kbd>
      </Button>
      <Button disabled={isDefault} onClick={() => change(defaults)}>
        Reset to defaults
      </Button>
    </>
  )
}
